package io.penstock.gateways.emulator.market;

/** The queue of one price: the earliest order is matched first. One thread. */
final class PriceLevel {
    final long price;
    long total;
    RestingOrder first;
    private RestingOrder last;

    PriceLevel(final long price) {
        this.price = price;
    }

    void append(final RestingOrder order) {
        order.earlier = last;
        if (last == null) {
            first = order;
        } else {
            last.later = order;
        }
        last = order;
        total += order.leaves;
    }

    void remove(final RestingOrder order) {
        if (order.earlier == null) {
            first = order.later;
        } else {
            order.earlier.later = order.later;
        }
        if (order.later == null) {
            last = order.earlier;
        } else {
            order.later.earlier = order.earlier;
        }
        total -= order.leaves;
    }

    boolean empty() {
        return first == null;
    }
}
