package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.portfolio.AccountValue;

/**
 * One instrument may only be a share of the whole, and only so many are in use at a time (P8). The whole is the larger
 * of gross exposure and equity, so that a first position is not all there is. An order that only reduces may go.
 */
final class ConcentrationCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (view.reduces) {
            return pass();
        }
        final int most = (int) view.limits.get(RiskLimit.MAX_INSTRUMENTS);
        final int used = view.exposure.usedCount() + (view.exposure.used(intent.market.definition().id()) ? 0 : 1);
        if (used > most) {
            return require(false, DenialCode.MAX_INSTRUMENTS, most, used);
        }
        if (view.grossAfter == FixedPoint.OVERFLOW) {
            return require(false, DenialCode.CONCENTRATION, 0, view.grossAfter);
        }
        final long whole = Math.max(view.grossAfter, view.equity == AccountValue.UNKNOWN ? 0 : view.equity);
        final long share = Amounts.share(whole, view.limits.get(RiskLimit.MAX_CONCENTRATION_RATE));
        return require(view.worstInBase <= share, DenialCode.CONCENTRATION, share, view.worstInBase);
    }

    @Override
    String name() {
        return "concentration";
    }
}
