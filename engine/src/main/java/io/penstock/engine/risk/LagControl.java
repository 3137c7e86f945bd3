package io.penstock.engine.risk;

import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;

/**
 * Lag (P16): the inbound ring's occupancy, as the journal stage stamped it on the input at hand, moves everything to
 * REDUCE_ONLY and CANCEL_ONLY, and back by itself at half of the bound. Engine thread only; does not allocate.
 */
final class LagControl {
    private static final int WHOLE = 256;

    private final Limits limits;
    private final TradingStates states;

    LagControl(final Limits limits, final TradingStates states) {
        this.limits = limits;
        this.states = states;
    }

    /** Occupancy in 1/256. */
    void onBacklog(final int backlog) {
        final TradingState now = states.asked(Scope.GLOBAL, -1, StateCause.LAG);
        if (backlog == 0 && now == TradingState.ACTIVE) {
            // whatever the bounds are; this is asked at every input
            return;
        }
        final long reduce = bound(RiskLimit.LAG_REDUCE_RATE);
        if (backlog <= reduce / 2 && now == TradingState.ACTIVE) {
            return;
        }
        final long cancel = bound(RiskLimit.LAG_CANCEL_RATE);
        if (backlog > cancel || now == TradingState.CANCEL_ONLY && backlog > cancel / 2) {
            states.set(Scope.GLOBAL, -1, TradingState.CANCEL_ONLY, StateCause.LAG, cancel, backlog);
        } else if (backlog > reduce || now != TradingState.ACTIVE && backlog > reduce / 2) {
            states.set(Scope.GLOBAL, -1, TradingState.REDUCE_ONLY, StateCause.LAG, reduce, backlog);
        } else {
            states.set(Scope.GLOBAL, -1, TradingState.ACTIVE, StateCause.LAG, reduce / 2, backlog);
        }
    }

    private long bound(final RiskLimit limit) {
        return Amounts.share(WHOLE, limits.get(limit));
    }
}
