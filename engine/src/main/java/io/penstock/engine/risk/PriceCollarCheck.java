package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.engine.config.RiskLimit;

/**
 * A price may lie on the bad side of the reference only so far: BUY up to reference x (1 + collar), SELL down to
 * reference x (1 - collar); on the good side, and a trigger price on either, only within a wide sanity band (P4).
 * MARKET is sent at the collar itself, so it needs no look here.
 */
final class PriceCollarCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (view.referencePrice == BookView.NO_PRICE) {
            return pass();
        }
        final boolean buy = intent.side == Side.BUY;
        if (intent.triggerPrice != 0) {
            final long band = Amounts.share(view.referencePrice, view.limits.get(RiskLimit.FAR_SIDE_RATE));
            final long off = Math.abs(intent.triggerPrice - view.referencePrice);
            if (off > band) {
                return require(false, DenialCode.TRIGGER_COLLAR, band, off);
            }
        }
        if (intent.type == OrderType.MARKET || intent.price <= 0) {
            return pass();
        }
        // what waits is judged from its trigger: that is where the price will be when it leaves
        final long from = intent.waits() && intent.triggerPrice > 0 ? intent.triggerPrice : view.referencePrice;
        final long room = Amounts.share(from, view.limits.get(RiskLimit.COLLAR_RATE));
        final long bound = buy ? from + room : from - room;
        if (buy ? intent.price > bound : intent.price < bound) {
            return require(false, DenialCode.PRICE_COLLAR, bound, intent.price);
        }
        return require(
            buy ? intent.price >= view.farPrice : intent.price <= view.farPrice, DenialCode.PRICE_FAR, view.farPrice,
            intent.price);
    }

    @Override
    String name() {
        return "price_collar";
    }
}
