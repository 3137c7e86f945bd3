package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderDesk;
import io.penstock.api.TradingState;

/**
 * The state ladder lets only reducing orders through in REDUCE_ONLY, and none above; the venue must trade. A
 * reduce-only order must reduce whatever the state.
 */
final class TradingStateCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final TradingState state = view.tradingState(intent);
        final boolean mustReduce = state == TradingState.REDUCE_ONLY
            || (intent.instructions & OrderDesk.REDUCE_ONLY) != 0;
        if (intent.market.definition().status() != InstrumentStatus.TRADING) {
            return require(
                false, DenialCode.NOT_TRADING, InstrumentStatus.TRADING.code(),
                intent.market.definition().status().code());
        }
        final boolean passed = state.code() <= TradingState.REDUCE_ONLY.code()
            && (!mustReduce || view.reducesOnly(intent));
        return require(passed, DenialCode.TRADING_STATE, TradingState.REDUCE_ONLY.code(), state.code());
    }

    @Override
    String name() {
        return "trading_state";
    }
}
