package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.Side;

/**
 * An order does not meet one of our own, whichever strategy's and even while its cancel is under way (P11).
 */
final class SelfTradeCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        if (intent.waits() || view.sentPrice <= 0) {
            return pass();
        }
        final int id = intent.market.definition().id();
        final boolean buy = intent.side == Side.BUY;
        final long own = buy ? view.exposure.bestSell(id) : view.exposure.bestBuy(id);
        return require(
            own == 0 || (buy ? view.sentPrice < own : view.sentPrice > own), DenialCode.SELF_TRADE, own,
            view.sentPrice);
    }

    @Override
    String name() {
        return "self_trade";
    }
}
