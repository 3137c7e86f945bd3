package io.penstock.engine.risk;

import io.penstock.api.DenialCode;

/**
 * Only so many orders may work in one instrument at a time.
 */
final class MaxOpenOrdersCheck extends RiskCheck {
    @Override
    DenialCode judge(final Intent intent, final RiskView view) {
        final int limit = view.config().maxOpenOrders();
        final int open = view.orders().openCount(intent.market.definition().id()) + 1;
        return require(open <= limit && view.orders().hasRoom(), DenialCode.MAX_OPEN_ORDERS, limit, open);
    }

    @Override
    String name() {
        return "max_open_orders";
    }
}
