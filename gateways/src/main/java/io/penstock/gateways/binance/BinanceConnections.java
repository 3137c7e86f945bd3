package io.penstock.gateways.binance;

import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.ReconnectWishes;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import io.penstock.gateways.common.SilenceWatch;
import java.util.List;

/**
 * What is asked of the connections and expected from them: subscriptions and their answers, first data, data at the
 * usual rate; and the wish to have one replaced that does not do its part. Session thread; allocates in the constructor
 * only.
 */
final class BinanceConnections {
    /** A subscription that is older brought every diff since. */
    static final long SETTLED_NS = 2_000_000_000L;

    private static final int LANES = MarketDataSession.LANES;
    /** Spot takes 5 control frames a second, pongs included, so we send one every 0.3 s. */
    private static final long SPOT_DISTANCE_NS = 300_000_000L;
    /** USD-M takes 10 a second. */
    private static final long USDM_DISTANCE_NS = 125_000_000L;

    private final BinanceSubscriptions subscriptions;
    private final SilenceWatch watch;
    private final ReconnectWishes wishes = new ReconnectWishes(LANES);
    private final SessionCounters totals;
    private final boolean[] given;
    private final int count;

    BinanceConnections(
        final boolean usdm, final int instruments, final List<String> streams, final SessionCounters totals) {
        this.totals = totals;
        count = instruments;
        subscriptions = new BinanceSubscriptions(streams, LANES, usdm ? USDM_DISTANCE_NS : SPOT_DISTANCE_NS);
        // The streams of the instruments, and behind them each connection as a whole.
        watch = new SilenceWatch(instruments + LANES, LANES);
        given = new boolean[instruments];
    }

    void opened(final int lane) {
        wishes.clear(lane);
        watch.pause(count + lane);
        subscriptions.begin(lane);
    }

    void closed(final int lane) {
        wishes.clear(lane);
        watch.arrived(lane, false);
        watch.pause(count + lane);
        subscriptions.end(lane);
    }

    /** Data came over a connection. */
    void heard(final int lane, final long nowNs) {
        watch.arrived(lane, true);
        watch.spoke(count + lane, nowNs);
    }

    /** A diff came for the book of an instrument. */
    void spoke(final int slot, final long nowNs) {
        watch.spoke(slot, nowNs);
        given[slot] = false;
    }

    /** An instrument follows another connection, or none. */
    void left(final int slot) {
        watch.pause(slot);
    }

    void accepted(final int lane, final long id, final long nowNs) {
        if (subscriptions.acknowledged(lane, id, nowNs)) {
            watch.expect(lane, nowNs);
        }
    }

    void refused(final int lane, final long id) {
        subscriptions.refused(lane, id);
        totals.refused();
        wishes.wish(lane, false);
    }

    void shutdownAnnounced(final int lane) {
        wishes.wish(lane, false);
    }

    /** Whether all streams of a connection have been acknowledged for {@link #SETTLED_NS}. */
    boolean settled(final int lane, final long nowNs) {
        return subscriptions.completeFor(lane, SETTLED_NS, nowNs);
    }

    void checkLane(final int lane, final long nowNs) {
        if (subscriptions.overdue(lane, nowNs)) {
            totals.refused();
            wishes.wish(lane, false);
        }
        if (watch.overdue(lane, nowNs)) {
            wishes.wish(lane, true);
        }
        // Quiet connections are left to the transport, which hears the venue's pings.
        if (watch.broken(count + lane, SilenceWatch.LEAST_NS, nowNs)) {
            wishes.wish(lane, true);
        }
    }

    /**
     * Looks after the diffs of one book.
     *
     * @return true when they have just fallen silent
     */
    boolean checkBook(final int slot, final int lane, final long nowNs) {
        if (!given[slot] && watch.broken(slot, SilenceWatch.MOST_NS, nowNs)) {
            // One stream of a connection may stall alone. Wished once: the instrument may have stopped trading.
            given[slot] = true;
            wishes.wish(lane, false);
        }
        return watch.fellSilent(slot, nowNs);
    }

    void poll(final SessionActions actions, final long nowNs) {
        subscriptions.send(actions, nowNs);
        wishes.tell(actions, nowNs);
    }
}
