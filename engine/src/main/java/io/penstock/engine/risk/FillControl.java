package io.penstock.engine.risk;

import io.penstock.api.FixedPoint;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What a strategy's fills say of it: entries without an exit (P13) and losing round trips in a row (T4). Too many stop
 * it: its scope goes to CANCEL_ONLY, latched.
 *
 * <p>A strategy is judged by its own fills alone, whoever else trades the instrument: by the units that
 * {@link Portfolio#units} puts down to it and by what those fills cost and brought, at their prices, with their fees.
 * Less than one lot is flat, for a fee in the base asset leaves crumbs that cannot be sold. An entry is the first fill
 * of an order that makes the strategy's own position larger; an exit, a turn or a flat position forgets the entries. A
 * round trip ends where the own position becomes flat or turns, where the fill that turns it counts for both sides by
 * its share; it lost when less came back than was paid. Engine thread only; allocates in the constructor.
 */
final class FillControl {
    private final Limits limits;
    private final TradingStates states;
    private final Portfolio portfolio;
    private final Markets markets;
    private final int strategies;
    /** Units held when the last fill was booked. */
    private final long[] positions;
    /** What the round trip under way cost so far less what it brought; quote amount. */
    private final long[] spent;
    private final int[] losses;
    private final Windows entries;

    FillControl(
        final Limits limits, final TradingStates states, final Portfolio portfolio, final Markets markets,
        final int instruments, final int strategies) {
        this.limits = limits;
        this.states = states;
        this.portfolio = portfolio;
        this.markets = markets;
        this.strategies = Math.max(1, strategies);
        positions = new long[instruments * this.strategies];
        spent = new long[instruments * this.strategies];
        losses = new int[this.strategies];
        entries = new Windows(instruments * this.strategies);
    }

    /** A fill was booked, the last one in the portfolio; the order counts it already. */
    void onFill(final Order order, final long quantity, final long nowNs) {
        final int strategy = order.strategyId();
        if (strategy == Portfolio.EXTERNAL) {
            return;
        }
        final int id = order.instrumentId();
        final int at = id * strategies + strategy;
        final long after = portfolio.attribution().units(id, strategy);
        final long before = after - portfolio.fills().units();
        if (before != positions[at]) {
            // what it held was taken from it meanwhile: that round trip has no end of its own
            entries.clear(at);
            spent[at] = 0;
        }
        final long scale = scale(id);
        final long lot = Math.multiplyExact(markets.get(id).definition().lotSize(), scale);
        final boolean wasFlat = Math.abs(before) < lot;
        final boolean isFlat = Math.abs(after) < lot;
        final boolean turns = !wasFlat && !isFlat && (before ^ after) < 0;
        final boolean buy = order.side() == Side.BUY;
        // a fee in the base asset is paid by having less to sell
        final boolean unitFee = after - before != Math.multiplyExact(buy ? quantity : -quantity, scale);
        final long notional = portfolio.fills().notional();
        final long paid = Math.addExact(buy ? notional : -notional, unitFee ? 0 : portfolio.fills().feeValue());
        positions[at] = after;
        if (!isFlat && (wasFlat || !turns && Math.abs(after) > Math.abs(before))) {
            spent[at] = Math.addExact(wasFlat ? 0 : spent[at], paid);
            if (order.cumulativeQuantity() == quantity) {
                onEntry(at, strategy, nowNs);
            }
            return;
        }
        entries.clear(at);
        final long closing = turns ? FixedPoint.multiplyDivide(paid, Math.abs(before), change(before, after)) : paid;
        spent[at] = Math.addExact(spent[at], closing);
        if (isFlat || turns) {
            onRoundTrip(strategy, spent[at]);
            spent[at] = paid - closing;
        }
    }

    private static long change(final long before, final long after) {
        return Math.addExact(Math.abs(before), Math.abs(after));
    }

    /** Units of a position per quantity unit of its instrument. */
    private long scale(final int id) {
        return FixedPoint.powerOfTen(
            markets.get(id).definition().quantityExponent() - portfolio.position(id).unitExponent());
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

    private void onRoundTrip(final int strategy, final long cost) {
        losses[strategy] = cost > 0 ? losses[strategy] + 1 : 0;
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
            out.putLong(spent[at]);
        }
        for (final int count : losses) {
            out.putInt(count);
        }
        entries.writeTo(out);
    }

    void readFrom(final int instruments, final StateReader in) {
        for (int at = 0; at < instruments * strategies; at++) {
            positions[at] = in.getLong();
            spent[at] = in.getLong();
        }
        for (int i = 0; i < losses.length; i++) {
            losses[i] = in.getInt();
        }
        entries.readFrom(in);
    }
}
