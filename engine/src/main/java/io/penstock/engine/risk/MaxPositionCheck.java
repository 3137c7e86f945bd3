package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;

/**
 * The position may not pass its limit even if every open order of that side filled whole. An order that can only
 * reduce always passes.
 */
final class MaxPositionCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long limit = view.config().maxPositionNotional();
        final long worst = Math.abs(view.worstPosition(intent));
        final long notional = view.notional(intent, intent.market.referencePrice(), worst);
        final boolean fits = notional != FixedPoint.OVERFLOW && notional <= limit;
        return require(fits || view.reducesOnly(intent), DenialCode.MAX_POSITION, limit, notional);
    }

    @Override
    String name() {
        return "max_position";
    }
}
