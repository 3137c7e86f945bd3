package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Market;
import io.penstock.engine.portfolio.AccountValue;

/**
 * Distance to liquidation (T12): a perpetual whose price is too near to its liquidation price may only be reduced,
 * until it is a quarter further away again, or flat. Engine thread only; does not allocate.
 */
final class LiquidationControl {
    private static final long BACK_RATE = 125_000_000L;

    private final Limits limits;
    private final TradingStates states;
    private final AccountValue account;
    private final MarkPrices marks;

    LiquidationControl(
        final Limits limits, final TradingStates states, final AccountValue account, final MarkPrices marks) {
        this.limits = limits;
        this.states = states;
        this.account = account;
        this.marks = marks;
    }

    /** An instrument was valued. */
    void onMark(final Market market, final long position, final long nowNs) {
        final int id = market.definition().id();
        final boolean watched = states.asked(Scope.INSTRUMENT, id, StateCause.LIQUIDATION_DISTANCE)
            != TradingState.ACTIVE;
        if (market.definition().kind() != InstrumentKind.LINEAR_PERPETUAL || position == 0 && !watched) {
            return;
        }
        final long liquidation = position == 0 ? 0 : account.liquidationPrice(id);
        final long mark = marks.price(id, limits.nanos(RiskLimit.MAX_MARK_AGE_MS), nowNs);
        final long price = mark > 0 ? mark : market.lastReferencePrice();
        final long least = limits.get(RiskLimit.MIN_LIQUIDATION_RATE);
        if (liquidation <= 0) {
            clear(id, least, 0);
            return;
        }
        if (price == BookView.NO_PRICE || price <= 0) {
            return;
        }
        // beyond the liquidation price is no distance at all
        final long room = position > 0 ? price - liquidation : liquidation - price;
        final long rate = room <= 0 ? 0 : FixedPoint.multiplyDivide(room, FixedPoint.ONE_E8, price);
        if (rate < least) {
            states.set(Scope.INSTRUMENT, id, TradingState.REDUCE_ONLY, StateCause.LIQUIDATION_DISTANCE, least, rate);
        } else if (rate >= Amounts.share(least, BACK_RATE)) {
            clear(id, least, rate);
        }
    }

    private void clear(final int id, final long least, final long rate) {
        states.set(Scope.INSTRUMENT, id, TradingState.ACTIVE, StateCause.LIQUIDATION_DISTANCE, least, rate);
    }
}
