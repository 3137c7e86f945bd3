package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Venue;
import io.penstock.gateways.live.VenueStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of feeds. */
class FeedTextTest {
    @Test
    void shouldSayWhyBelowTheTableWhenAVenueHasNoFeed() {
        final VenueStatus away = new VenueStatus(Venue.BYBIT_SPOT, VenueStatus.Phase.RETRYING, List.of(), null,
            List.of(), false, 0, 0, "BYBIT_SPOT: /v5/market/time nobody listens at 127.0.0.1:1");
        final VenueStatus early = new VenueStatus(Venue.MEXC_SPOT, VenueStatus.Phase.LISTING, List.of(), null,
            List.of(), false, 0, 0, "");
        assertEquals("""
            FEED        BOOKS    FRAMES  MALFORMED  GAPS  CONNECTS  HAND-OVERS  OVERRUNS  LAG
            bybit-spot  no feed
            mexc-spot   no feed
            bybit-spot: BYBIT_SPOT: /v5/market/time nobody listens at 127.0.0.1:1
            """, FeedText.table(List.of(away, early)));
    }
}
