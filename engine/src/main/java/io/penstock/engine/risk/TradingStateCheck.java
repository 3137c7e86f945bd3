package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderDesk;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.instrument.Instrument;

/**
 * The state ladder lets only reducing orders through in REDUCE_ONLY, and none above; the venue must trade, and what it
 * will soon end is only reduced. A
 * reduce-only order must reduce whatever the state (P1). A denial names the cause where it has a name of its own.
 * An operator's order that reduces passes the ladder.
 */
final class TradingStateCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final Instrument instrument = intent.market.definition();
        final TradingState state = view.states.effective(instrument.venue(), instrument.id(), intent.strategyId);
        final boolean ends = instrument.status() == InstrumentStatus.REDUCE_ONLY;
        final boolean mustReduce = intent.operator || state == TradingState.REDUCE_ONLY
            || (intent.instructions & OrderDesk.REDUCE_ONLY) != 0;
        if (instrument.status() != InstrumentStatus.TRADING && !(ends && view.reduces)) {
            return require(
                false, DenialCode.NOT_TRADING, InstrumentStatus.TRADING.code(), instrument.status().code());
        }
        final boolean passed = (intent.operator || state.code() <= TradingState.REDUCE_ONLY.code())
            && (!mustReduce || view.reduces);
        return require(
            passed, passed || state == TradingState.ACTIVE ? DenialCode.TRADING_STATE
            : codeOf(view.states.cause(instrument.venue(), instrument.id(), intent.strategyId)),
            TradingState.REDUCE_ONLY.code(), state.code());
    }

    private static DenialCode codeOf(final StateCause cause) {
        return switch (cause) {
            case LAG -> DenialCode.LAG;
            case JOURNAL -> DenialCode.JOURNAL;
            case VOLATILITY -> DenialCode.VOLATILITY;
            case CLOCK -> DenialCode.CLOCK_SKEW;
            case REPEAT -> DenialCode.REPEATED_ENTRIES;
            default -> DenialCode.TRADING_STATE;
        };
    }

    @Override
    String name() {
        return "trading_state";
    }
}
