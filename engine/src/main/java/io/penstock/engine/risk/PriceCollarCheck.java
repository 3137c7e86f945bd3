package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;

/**
 * A price may lie on the bad side of the reference only so far: BUY up to reference x (1 + collar), SELL down to
 * reference x (1 - collar). A MARKET order is judged by the worst price it would touch in the book now. A limit price
 * that waits for a trigger is held against the trigger price; what becomes MARKET then is judged then.
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
        if (intent.type.conditional()) {
            final long bound = view.collarAround(intent.triggerPrice, buy);
            return require(!intent.type.limited() || (buy ? intent.price <= bound : intent.price >= bound),
                DenialCode.PRICE_COLLAR, bound, intent.price);
        }
        long price = intent.price;
        if (intent.type == OrderType.MARKET) {
            intent.market.book().sweep(buy ? Side.SELL : Side.BUY, intent.quantity, sweep);
            price = sweep.worstPrice();
        }
        final long bound = view.collarAround(reference, buy);
        return require(buy ? price <= bound : price >= bound, DenialCode.PRICE_COLLAR, bound, price);
    }

    @Override
    String name() {
        return "price_collar";
    }
}
