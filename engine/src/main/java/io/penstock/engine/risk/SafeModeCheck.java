package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;

/**
 * In safe mode few instruments are in use, leverage is small, and orders and positions are a share of their limits
 * (P20). An order that only reduces may go.
 */
final class SafeModeCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (view.limits.get(RiskLimit.SAFE_MODE) == 0 || view.reduces) {
            return pass();
        }
        final long rate = view.limits.get(RiskLimit.SAFE_MODE_SIZE_RATE);
        final long order = Amounts.share(view.limits.get(RiskLimit.MAX_ORDER_NOTIONAL), rate);
        if (view.notional == FixedPoint.OVERFLOW || view.notional > order) {
            return require(false, DenialCode.SAFE_MODE, order, view.notional);
        }
        final long position = Amounts.share(view.limits.get(RiskLimit.MAX_POSITION_NOTIONAL), rate);
        if (view.worstNotional == FixedPoint.OVERFLOW || view.worstNotional > position) {
            return require(false, DenialCode.SAFE_MODE, position, view.worstNotional);
        }
        final int most = (int) view.limits.get(RiskLimit.SAFE_MODE_INSTRUMENTS);
        final int used = view.exposure.usedCount() + (view.exposure.used(intent.market.definition().id()) ? 0 : 1);
        if (used > most) {
            return require(false, DenialCode.SAFE_MODE, most, used);
        }
        final long gross = Amounts.allowance(view.equity, view.limits.get(RiskLimit.SAFE_MODE_LEVERAGE));
        return require(
            view.grossAfter != FixedPoint.OVERFLOW && view.grossAfter <= gross, DenialCode.SAFE_MODE, gross,
            view.grossAfter);
    }

    @Override
    String name() {
        return "safe_mode";
    }
}
