package io.penstock.gateways.emulator.market;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Matching by looking at every order every time: slow, and obviously right. */
final class NaiveEngine {
    private static final class Order {
        final long id;
        final boolean buy;
        final long price;
        long leaves;

        Order(final long id, final boolean buy, final long price, final long leaves) {
            this.id = id;
            this.buy = buy;
            this.price = price;
            this.leaves = leaves;
        }
    }

    final List<String> trades = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private long lastId;

    /** The best order of the other side that would trade: best price, then lowest id. */
    private Order best(final boolean buy, final long price, final boolean market) {
        Order best = null;
        for (final Order one : orders) {
            final boolean reachable = one.buy != buy && (market || (buy ? one.price <= price : one.price >= price));
            if (reachable && (best == null || (buy ? one.price < best.price : one.price > best.price))) {
                best = one;
            }
        }
        return best;
    }

    private long take(final long id, final boolean buy, final long price, final long quantity, final boolean market) {
        long left = quantity;
        for (Order best = best(buy, price, market); left > 0 && best != null; best = best(buy, price, market)) {
            final long traded = Math.min(left, best.leaves);
            trades.add(best.price + " " + traded + " " + buy + " " + best.id + " " + id);
            left -= traded;
            best.leaves -= traded;
            if (best.leaves == 0) {
                orders.remove(best);
            }
        }
        return left;
    }

    long limit(final boolean buy, final long price, final long quantity) {
        final long id = ++lastId;
        final long left = take(id, buy, price, quantity, false);
        if (left > 0) {
            orders.add(new Order(id, buy, price, left));
        }
        return id;
    }

    long market(final boolean buy, final long quantity) {
        return quantity - take(++lastId, buy, 0, quantity, true);
    }

    boolean cancel(final long id) {
        return orders.removeIf(one -> one.id == id);
    }

    boolean reduce(final long id, final long leaves) {
        for (final Order one : orders) {
            if (one.id == id && leaves < one.leaves) {
                one.leaves = leaves;
                return true;
            }
        }
        return false;
    }

    TreeMap<Long, Long> levels(final boolean bid) {
        final TreeMap<Long, Long> levels = new TreeMap<>();
        orders.stream().filter(one -> one.buy == bid).forEach(one -> levels.merge(one.price, one.leaves, Long::sum));
        return levels;
    }

    long queueAhead(final long id) {
        long ahead = 0;
        Order found = null;
        for (final Order one : orders) {
            found = one.id == id ? one : found;
        }
        if (found == null) {
            return -1;
        }
        for (final Order one : orders) {
            ahead += one.buy == found.buy && one.price == found.price && one.id < id ? one.leaves : 0;
        }
        return ahead;
    }
}
