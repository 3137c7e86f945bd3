package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;

/**
 * A price may lie on the bad side of the reference only so far: BUY up to reference x (1 + collar), SELL down to
 * reference x (1 - collar). A MARKET order is judged by the worst price it would touch in the book now.
 */
final class PriceCollarCheck extends RiskCheck {
    private final SweepResult sweep = new SweepResult();

    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final long reference = intent.market.referencePrice();
        if (reference == BookView.NO_PRICE) {
            return require(false, DenialCode.NO_REFERENCE, 1, 0);
        }
        final boolean buy = intent.side == Side.BUY;
        long price = intent.price;
        if (intent.type == OrderType.MARKET) {
            intent.market.book().sweep(buy ? Side.SELL : Side.BUY, intent.quantity, sweep);
            price = sweep.worstPrice();
        }
        final long room = FixedPoint.multiplyDivide(reference, view.config().collarRateE8(), FixedPoint.ONE_E8);
        final long bound = buy ? reference + room : reference - room;
        return require(buy ? price <= bound : price >= bound, DenialCode.PRICE_COLLAR, bound, price);
    }

    @Override
    String name() {
        return "price_collar";
    }
}
