package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;

/**
 * One order may not be larger than our own limits of quantity and notional, nor than its share of equity (P5). An order
 * that only reduces may go.
 */
final class MaxOrderCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long quantityE8 = FixedPoint.multiplyDivide(
            intent.quantity, FixedPoint.ONE_E8,
            FixedPoint.powerOfTen(-intent.market.definition().quantityExponent()));
        final long maxQuantity = view.limits.get(RiskLimit.MAX_ORDER_QUANTITY);
        if (!view.reduces && (quantityE8 == FixedPoint.OVERFLOW || quantityE8 > maxQuantity)) {
            return require(false, DenialCode.MAX_ORDER_QUANTITY, maxQuantity, quantityE8);
        }
        final long maxNotional = view.limits.get(RiskLimit.MAX_ORDER_NOTIONAL);
        if (!view.reduces && (view.notional == FixedPoint.OVERFLOW || view.notional > maxNotional)) {
            return require(false, DenialCode.MAX_ORDER_NOTIONAL, maxNotional, view.notional);
        }
        if (view.reduces) {
            return pass();
        }
        final long inBase = view.account.value().inBase(intent.market.definition().id(), view.notional);
        final long share = Amounts.allowance(view.equity, view.limits.get(RiskLimit.MAX_ORDER_EQUITY_RATE));
        return require(
            inBase != FixedPoint.OVERFLOW && inBase <= share, DenialCode.MAX_ORDER_EQUITY, share, inBase);
    }

    @Override
    String name() {
        return "max_order";
    }
}
