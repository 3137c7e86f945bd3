package io.penstock.tools.simulator;

import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Sees how orders that the fold holds change: that trailing stops follow the price and brackets follow their entry. */
final class HeldWatch {
    private record Seen(long waterMark, long quantity) {
    }

    private final Map<Long, Seen> last = new HashMap<>();

    /** Looks at the orders that are open. */
    void look(final Orders orders, final Collection<OrderModel> open, final Situations situations) {
        for (final OrderModel known : open) {
            final Order order = orders.find(known.clientOrderId);
            if (order.held()) {
                final Seen now = new Seen(order.condition().waterMark(), order.quantity());
                final Seen before = last.put(known.clientOrderId, now);
                if (before != null && before.waterMark != 0 && before.waterMark != now.waterMark) {
                    situations.reached(Situation.TRAILING_STOP_MOVED);
                }
                if (before != null && order.ties().parentId() != 0 && before.quantity != now.quantity) {
                    situations.reached(Situation.BRACKET_RESIZED);
                }
            }
        }
    }
}
