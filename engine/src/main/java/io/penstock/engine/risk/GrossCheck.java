package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;

/**
 * The worst case of all instruments together stays below our limit and below a multiple of equity (P7). An order that
 * only reduces may go.
 */
final class GrossCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long limit = view.limits.get(RiskLimit.MAX_GROSS_NOTIONAL);
        final long after = view.grossAfter;
        if (view.reduces) {
            return pass();
        }
        if (after == FixedPoint.OVERFLOW || after > limit) {
            return require(false, DenialCode.MAX_GROSS, limit, after);
        }
        final long most = Amounts.allowance(view.equity, view.limits.get(RiskLimit.MAX_LEVERAGE));
        return require(after <= most, DenialCode.LEVERAGE, most, after);
    }

    @Override
    String name() {
        return "gross";
    }
}
