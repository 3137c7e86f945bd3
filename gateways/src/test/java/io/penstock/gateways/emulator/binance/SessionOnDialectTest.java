package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.binance.BinanceProtocol;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.capture.SessionRig;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway's Binance session on the emulated Binance, in memory and virtual time, without faults. */
class SessionOnDialectTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private static void follow(final boolean usdm, final long depthEveryNs, final long seconds) {
        final BinanceSettings settings = usdm ? BinanceSettings.usdm() : BinanceSettings.spot();
        final BinanceDialect venue = new BinanceDialect(
            new MatchingMarket(EmulatedInstruments.known(usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT),
                MatchingSettings.of(21)), settings.depthEvery(depthEveryNs), START_NS);
        final SessionRig rig = new SessionRig(venue, usdm ? BinanceProtocol.usdm() : BinanceProtocol.spot(),
            StreamSelection.ALL, List.of(), START_NS, 1);
        rig.run(START_NS + seconds * SECOND, 10 * MS);
        final String what = "usdm " + usdm + " every " + depthEveryNs;
        assertEquals(4, rig.definitions.size(), what);
        for (int i = 0; i < 4; i++) {
            assertTrue(rig.session(i).synced(i), what);
            assertEquals(0, rig.session(i).counters(i).gaps(), what);
            assertEquals(1, rig.session(i).counters(i).snapshotsApplied(), what);
            assertTrue(rig.session(i).counters(i).diffsApplied() > 200, what);
        }
        long trades = 0;
        for (final SessionRig.Connected feed : rig.feeds) {
            assertEquals(0, feed.session.totals().malformedFrames(), what);
            assertEquals(0, feed.session.totals().unknownFrames(), what);
            for (int i = 0; i < 4; i++) {
                trades += feed.session.counters(i).trades();
            }
        }
        assertTrue(trades > 50, what + ": " + trades + " trades");
        assertEquals(0, rig.reconnects, what);
        assertTrue(rig.checks > 2_000, what + ": " + rig.checks + " checks");
    }

    @Test
    void shouldStaySyncedAndEqualTheTrueBookWhenVenueIsSpot() {
        follow(false, 100 * MS, 50);
        follow(false, 0, 20);
    }

    @Test
    void shouldStaySyncedAndEqualTheTrueBookWhenVenueIsUsdm() {
        follow(true, 100 * MS, 50);
        follow(true, 0, 20);
    }
}
