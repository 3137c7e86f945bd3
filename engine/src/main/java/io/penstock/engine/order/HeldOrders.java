package io.penstock.engine.order;

import java.util.Arrays;

/**
 * The orders of each instrument that the fold holds, the oldest first. Engine thread only; allocates in the
 * constructor.
 */
final class HeldOrders {
    private final Order[] first;
    private final Order[] last;

    HeldOrders(final int instruments) {
        first = new Order[instruments];
        last = new Order[instruments];
        clear();
    }

    Order first(final int instrumentId) {
        return first[instrumentId];
    }

    void add(final Order order) {
        final int at = order.instrumentId();
        order.previousHeld = last[at];
        order.nextHeld = Order.NONE;
        if (last[at] == Order.NONE) {
            first[at] = order;
        } else {
            last[at].nextHeld = order;
        }
        last[at] = order;
    }

    void remove(final Order order) {
        final int at = order.instrumentId();
        if (order.previousHeld == Order.NONE) {
            first[at] = order.nextHeld;
        } else {
            order.previousHeld.nextHeld = order.nextHeld;
        }
        if (order.nextHeld == Order.NONE) {
            last[at] = order.previousHeld;
        } else {
            order.nextHeld.previousHeld = order.previousHeld;
        }
        order.previousHeld = Order.NONE;
        order.nextHeld = Order.NONE;
    }

    void clear() {
        Arrays.fill(first, Order.NONE);
        Arrays.fill(last, Order.NONE);
    }
}
