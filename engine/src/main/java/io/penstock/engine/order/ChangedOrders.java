package io.penstock.engine.order;

/**
 * The orders that changed and whose strategies have not heard of it, in the order in which they changed; empty between
 * events. Engine thread only; does not allocate.
 */
final class ChangedOrders {
    private Order first = Order.NONE;
    private Order last = Order.NONE;

    void add(final Order order) {
        if (order.inChanged) {
            return;
        }
        order.inChanged = true;
        order.nextChanged = Order.NONE;
        if (first == Order.NONE) {
            first = order;
        } else {
            last.nextChanged = order;
        }
        last = order;
    }

    Order take() {
        final Order order = first;
        if (order != Order.NONE) {
            first = order.nextChanged;
            order.inChanged = false;
        }
        return order;
    }

    void clear() {
        while (take() != Order.NONE) {
            last = Order.NONE;
        }
    }
}
