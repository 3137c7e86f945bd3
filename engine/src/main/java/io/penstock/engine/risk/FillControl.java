package io.penstock.engine.risk;

import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What a strategy's fills say of it: entries without an exit (P13) and losing round trips in a row (T4). Too many stop
 * it: its scope goes to CANCEL_ONLY, latched.
 *
 * <p>An entry is the first fill of an order that makes the strategy's own position larger; an exit, a turn or a flat
 * position forgets the entries. A round trip ends where the strategy's own position comes back to zero or turns; it
 * lost when what its fills realised less their fees fell meanwhile. Engine thread only; allocates in the constructor.
 */
final class FillControl {
    private final Limits limits;
    private final TradingStates states;
    private final Portfolio portfolio;
    private final int strategies;
    private final long[] positions;
    private final long[] nets;
    private final int[] losses;
    private final Windows entries;

    FillControl(
        final Limits limits, final TradingStates states, final Portfolio portfolio, final int instruments,
        final int strategies) {
        this.limits = limits;
        this.states = states;
        this.portfolio = portfolio;
        this.strategies = Math.max(1, strategies);
        positions = new long[instruments * this.strategies];
        nets = new long[instruments * this.strategies];
        losses = new int[this.strategies];
        entries = new Windows(instruments * this.strategies);
    }

    /** A fill was booked; the order counts it already. */
    void onFill(final Order order, final long quantity, final long nowNs) {
        final int strategy = order.strategyId();
        final int at = order.instrumentId() * strategies + strategy;
        final long before = positions[at];
        final long after = before + (order.side() == Side.BUY ? quantity : -quantity);
        positions[at] = after;
        if (after != 0 && (before == 0 || (before ^ after) >= 0 && Math.abs(after) > Math.abs(before))) {
            if (order.cumulativeQuantity() == quantity) {
                onEntry(at, strategy, nowNs);
            }
        } else {
            entries.clear(at);
            if (after == 0 || (before ^ after) < 0) {
                onRoundTrip(at, order.instrumentId(), strategy);
            }
        }
    }

    private void onEntry(final int at, final int strategy, final long nowNs) {
        final long windowNs = limits.nanos(RiskLimit.REPEAT_WINDOW_MS);
        entries.add(at, 1, windowNs, nowNs);
        final long count = entries.sum(at, windowNs, nowNs);
        final long most = limits.get(RiskLimit.MAX_REPEATED_ENTRIES);
        if (count > most) {
            states.raise(Scope.STRATEGY, strategy, TradingState.CANCEL_ONLY, StateCause.REPEAT, most, count);
        }
    }

    private void onRoundTrip(final int at, final int instrumentId, final int strategy) {
        final long net = portfolio.realizedPnl(instrumentId, strategy) - portfolio.fees(instrumentId, strategy);
        losses[strategy] = net < nets[at] ? losses[strategy] + 1 : 0;
        nets[at] = net;
        final long most = limits.get(RiskLimit.MAX_CONSECUTIVE_LOSSES);
        if (losses[strategy] >= most) {
            states.raise(Scope.STRATEGY, strategy, TradingState.CANCEL_ONLY, StateCause.CONSECUTIVE_LOSSES, most,
                losses[strategy]);
        }
    }

    /** An operator let the strategy go on: it begins anew. */
    void forget(final int strategy) {
        losses[strategy] = 0;
        for (int at = strategy; at < positions.length; at += strategies) {
            entries.clear(at);
        }
    }

    int losses(final int strategy) {
        return losses[strategy];
    }

    void writeTo(final int instruments, final StateWriter out) {
        for (int at = 0; at < instruments * strategies; at++) {
            out.putLong(positions[at]);
            out.putLong(nets[at]);
        }
        for (final int count : losses) {
            out.putInt(count);
        }
        entries.writeTo(out);
    }

    void readFrom(final int instruments, final StateReader in) {
        for (int at = 0; at < instruments * strategies; at++) {
            positions[at] = in.getLong();
            nets[at] = in.getLong();
        }
        for (int i = 0; i < losses.length; i++) {
            losses[i] = in.getInt();
        }
        entries.readFrom(in);
    }
}
