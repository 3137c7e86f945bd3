package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;

/**
 * One order may not be larger than our own limits of quantity and notional.
 */
final class MaxOrderCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long quantityE8 = FixedPoint.multiplyDivide(
            intent.quantity, FixedPoint.ONE_E8,
            FixedPoint.powerOfTen(-intent.market.definition().quantityExponent()));
        final long maxQuantity = view.config().maxOrderQuantityE8();
        if (quantityE8 == FixedPoint.OVERFLOW || quantityE8 > maxQuantity) {
            return require(false, DenialCode.MAX_ORDER_QUANTITY, maxQuantity, quantityE8);
        }
        final long notional = view.notional(intent, view.valuationPrice(intent), intent.quantity);
        final long maxNotional = view.config().maxOrderNotional();
        return require(
            notional != FixedPoint.OVERFLOW && notional <= maxNotional, DenialCode.MAX_ORDER_NOTIONAL, maxNotional,
            notional);
    }

    @Override
    String name() {
        return "max_order";
    }
}
