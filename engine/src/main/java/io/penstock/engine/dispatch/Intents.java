package io.penstock.engine.dispatch;

import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.TimeInForce;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.risk.Intent;

/**
 * States intents, from tickets and from orders that already are. Engine thread only; does not allocate.
 */
final class Intents {
    private Intents() {
    }

    /** What a strategy wants. */
    static Intent ofTicket(
        final Intent intent, final Market market, final int strategyId, final OrderTicket ticket, final long nowNs) {
        return intent.set(
            market, strategyId, ticket.side(), ticket.type(), ticket.timeInForce(), ticket.instructions(),
            ticket.price(), ticket.quantity(), ticket.expireTimeNs(), nowNs)
            .when(ticket.triggerPrice(), ticket.trailingRate());
    }

    /** What a held order leaves as: MARKET or LIMIT once triggered, else what it is. */
    static Intent ofHeld(final Intent intent, final Market market, final Order order, final long nowNs) {
        final boolean waits = order.type().conditional() && !order.condition().triggered();
        final OrderType type = waits ? order.type() : order.type().limited() ? OrderType.LIMIT : OrderType.MARKET;
        return intent.set(
            market, order.strategyId(), order.side(), type,
            type == OrderType.MARKET ? TimeInForce.IOC : order.timeInForce(), order.instructions(), order.price(),
            order.leavesQuantity(), order.expireTimeNs(), nowNs)
            .when(waits ? order.triggerPrice() : 0, waits ? order.condition().trailingRate() : 0);
    }

    /** An order with another price and so much open. */
    static Intent ofChange(
        final Intent intent, final Market market, final Order order, final long price, final long leaves,
        final long nowNs) {
        final boolean limited = order.type().limited();
        return intent.set(
            market, order.strategyId(), order.side(), order.type(), order.timeInForce(), order.instructions(),
            limited ? price : 0, leaves, order.expireTimeNs(), nowNs)
            .when(limited ? order.type().conditional() ? order.triggerPrice() : 0 : price,
                order.condition().trailingRate());
    }
}
