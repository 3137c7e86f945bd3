package io.penstock.tools.simulator;

import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.reconcile.ForeignOrders;
import java.util.EnumMap;
import java.util.Map;

/** What the journal tells of venues' listings: what they reach back to, and which one opened a ledger. */
final class ListingTimes {
    private final Map<Venue, Long> began = new EnumMap<>(Venue.class);
    private final Map<Venue, Long> since = new EnumMap<>(Venue.class);
    private final Map<Venue, Long> openedNs = new EnumMap<>(Venue.class);
    /** Whose listing ended by the last input, and when. */
    private Venue ended;
    private long endedNs;

    void clear() {
        began.clear();
        since.clear();
        openedNs.clear();
    }

    /** An input comes; it may be no status at all. */
    void onInput() {
        ended = null;
    }

    void onStatus(final VenueStatusDecoder status, final long nowNs) {
        final Venue venue = Venue.of(status.venue());
        final VenueCondition condition = VenueCondition.of(status.condition());
        if (condition == VenueCondition.SNAPSHOT_BEGIN) {
            began.put(venue, nowNs - DirectVenue.RECEIVE_WINDOW_NS);
        } else if (condition == VenueCondition.SNAPSHOT_END && began.containsKey(venue)) {
            since.put(venue, began.remove(venue));
            ended = venue;
            endedNs = nowNs;
        }
    }

    /** The input was folded: whether the listing that it ended opened the ledger. */
    void judged(final ForeignOrders foreign) {
        if (ended != null && foreign.isOpened(ended.code())) {
            openedNs.putIfAbsent(ended, endedNs);
        }
    }

    /** From when on a listing must tell of trades again. */
    long sinceNs(final Venue venue) {
        return since.getOrDefault(venue, 0L);
    }

    /** What happened by foreign hands before the listing that opened the ledger is part of what the account held. */
    boolean partOfOpening(final VenueTrade trade, final Venue venue) {
        return trade.clientOrderId() == 0 && trade.timeNs() <= openedNs.getOrDefault(venue, Long.MAX_VALUE);
    }

    /** Whether a complete listing opened a venue's ledger. */
    boolean opened(final Venue venue) {
        return openedNs.containsKey(venue);
    }
}
