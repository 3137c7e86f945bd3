package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;

/**
 * The position may not pass its limit even if every open order of that side filled whole (P6). An order that can only
 * reduce always passes.
 */
final class MaxPositionCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long limit = view.limits.get(RiskLimit.MAX_POSITION_NOTIONAL);
        final boolean fits = view.worstNotional != FixedPoint.OVERFLOW && view.worstNotional <= limit;
        return require(fits || view.reduces, DenialCode.MAX_POSITION, limit, view.worstNotional);
    }

    @Override
    String name() {
        return "max_position";
    }
}
