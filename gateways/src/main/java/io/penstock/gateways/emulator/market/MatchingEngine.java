package io.penstock.gateways.emulator.market;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * The book of one instrument with price-time priority: better prices first, earlier orders first within a price. What
 * an incoming order takes trades at the resting order's price; what is left of a limit order rests behind those that
 * are there. Prices and quantities are whole ticks and lots. One thread.
 */
public final class MatchingEngine {
    /** Hears what an order does to the book. */
    public interface Events {
        /**
         * A level has another quantity now.
         *
         * @param bid      true for a bid
         * @param price    ticks
         * @param quantity lots, 0 = no level any more
         */
        void onLevel(boolean bid, long price, long quantity);

        /**
         * Two orders met.
         *
         * @param tradeId        grows by one
         * @param price          ticks, the resting order's
         * @param quantity       lots
         * @param buyerAggressor true when the buyer came in
         * @param restingOrderId the resting order
         * @param incomingOrderId the incoming order
         */
        void onTrade(long tradeId, long price, long quantity, boolean buyerAggressor, long restingOrderId,
            long incomingOrderId);

        /**
         * Two orders are about to meet.
         *
         * @param restingOrderId  the resting order
         * @param incomingOrderId the incoming order
         * @return what comes of it
         */
        default Meeting onMeet(final long restingOrderId, final long incomingOrderId) {
            return Meeting.TRADE;
        }
    }

    /** What comes of two orders that could trade. */
    public enum Meeting {
        /** They trade. */
        TRADE,
        /** The resting order leaves the book, the incoming one goes on. */
        DROP_RESTING,
        /** The incoming order ends there; what is left of it never rests. */
        STOP_INCOMING,
        /** Both end there. */
        DROP_BOTH
    }

    private final Events events;
    private final BookSide bids = new BookSide(true);
    private final BookSide asks = new BookSide(false);
    private final Long2ObjectHashMap<RestingOrder> orders = new Long2ObjectHashMap<>();
    private long lastOrderId;
    private long lastTradeId;
    private boolean stopped;

    /**
     * An empty book.
     *
     * @param events      hears what happens, before the call that causes it returns
     * @param lastTradeId the first trade has the next id
     */
    public MatchingEngine(final Events events, final long lastTradeId) {
        this.events = events;
        this.lastTradeId = lastTradeId;
    }

    private BookSide side(final boolean bid) {
        return bid ? bids : asks;
    }

    /**
     * A limit order: takes what is there at its price or better, and rests with the remainder.
     *
     * @param buy      true for a buyer
     * @param price    ticks, positive
     * @param quantity lots, positive
     * @return id of the order; {@link #leaves} says what rests
     */
    public long limit(final boolean buy, final long price, final long quantity) {
        require(price > 0 && quantity > 0, "price and quantity", price);
        final long id = ++lastOrderId;
        final long left = take(buy, price, quantity, id);
        if (left > 0 && !stopped) {
            final PriceLevel level = side(buy).make(price);
            final RestingOrder order = new RestingOrder(id, buy, level, left);
            level.append(order);
            orders.put(id, order);
            events.onLevel(buy, price, level.total);
        }
        return id;
    }

    /**
     * A market order: takes what is there, and is gone.
     *
     * @param buy      true for a buyer
     * @param quantity lots, positive
     * @return lots taken, less than wanted when the other side is used up
     */
    public long market(final boolean buy, final long quantity) {
        require(quantity > 0, "quantity", quantity);
        return quantity - take(buy, buy ? Long.MAX_VALUE : 1, quantity, ++lastOrderId);
    }

    /**
     * An order that takes what is there at its price or better, and is gone.
     *
     * @param buy      true for a buyer
     * @param price    ticks, positive
     * @param quantity lots, positive
     * @return lots taken
     */
    public long take(final boolean buy, final long price, final long quantity) {
        require(price > 0 && quantity > 0, "price and quantity", price);
        return quantity - take(buy, price, quantity, ++lastOrderId);
    }

    /** Matches against the other side up to a price; what is left. */
    private long take(final boolean buy, final long price, final long quantity, final long incoming) {
        final BookSide other = side(!buy);
        long left = quantity;
        PriceLevel level = other.best();
        stopped = false;
        while (left > 0 && !stopped && level != null && (buy ? level.price <= price : level.price >= price)) {
            while (left > 0 && !level.empty()) {
                final RestingOrder resting = level.first;
                final Meeting meeting = events.onMeet(resting.id, incoming);
                if (meeting == Meeting.STOP_INCOMING) {
                    stopped = true;
                    break;
                }
                if (meeting != Meeting.TRADE) {
                    level.remove(resting);
                    orders.remove(resting.id);
                    stopped = meeting == Meeting.DROP_BOTH;
                    if (stopped) {
                        break;
                    }
                    continue;
                }
                final long traded = Math.min(left, resting.leaves);
                left -= traded;
                resting.leaves -= traded;
                level.total -= traded;
                events.onTrade(++lastTradeId, level.price, traded, buy, resting.id, incoming);
                if (resting.leaves == 0) {
                    level.remove(resting);
                    orders.remove(resting.id);
                }
            }
            settle(!buy, level);
            level = other.best();
        }
        return left;
    }

    private void settle(final boolean bid, final PriceLevel level) {
        if (level.empty()) {
            side(bid).remove(level);
        }
        events.onLevel(bid, level.price, level.total);
    }

    /**
     * An order that the market's own people never take away.
     *
     * @param orderId of a limit order that rests
     */
    public void pin(final long orderId) {
        final RestingOrder order = orders.get(orderId);
        if (order != null) {
            order.pinned = true;
        }
    }

    /**
     * Cancels orders from the worst level on until a side is small enough, but for those that are pinned.
     *
     * @param bid  which side
     * @param most levels that may be left
     */
    void trim(final boolean bid, final int most) {
        int place = levels(bid) - 1;
        while (levels(bid) > most && place >= 0) {
            final PriceLevel level = side(bid).level(place);
            RestingOrder order = level.first;
            while (order != null && order.pinned) {
                order = order.later;
            }
            if (order == null) {
                place--;
            } else {
                cancel(order.id);
                place = Math.min(place, levels(bid) - 1);
            }
        }
    }

    /**
     * Takes an order out of the book.
     *
     * @param orderId of a limit order
     * @return false when it does not rest (any more)
     */
    public boolean cancel(final long orderId) {
        final RestingOrder order = orders.remove(orderId);
        if (order == null) {
            return false;
        }
        order.level.remove(order);
        settle(order.buy, order.level);
        return true;
    }

    /**
     * Makes an order smaller; it keeps its place in the queue.
     *
     * @param orderId of a limit order
     * @param leaves  lots that shall be left, positive
     * @return false when it does not rest, or is not bigger than that
     */
    public boolean reduce(final long orderId, final long leaves) {
        final RestingOrder order = orders.get(orderId);
        if (order == null || leaves <= 0 || leaves >= order.leaves) {
            return false;
        }
        order.level.total -= order.leaves - leaves;
        order.leaves = leaves;
        events.onLevel(order.buy, order.level.price, order.level.total);
        return true;
    }

    /**
     * What of an order rests.
     *
     * @param orderId of a limit order
     * @return lots, 0 when it does not rest
     */
    public long leaves(final long orderId) {
        final RestingOrder order = orders.get(orderId);
        return order == null ? 0 : order.leaves;
    }

    /**
     * How much rests before an order at its price.
     *
     * @param orderId of a limit order
     * @return lots, -1 when it does not rest
     */
    public long queueAhead(final long orderId) {
        final RestingOrder order = orders.get(orderId);
        if (order == null) {
            return -1;
        }
        long ahead = 0;
        for (RestingOrder before = order.earlier; before != null; before = before.earlier) {
            ahead += before.leaves;
        }
        return ahead;
    }

    /**
     * How many levels a side has.
     *
     * @param bid which side
     * @return 0 or more
     */
    public int levels(final boolean bid) {
        return side(bid).size();
    }

    /**
     * Price of a level.
     *
     * @param bid   which side
     * @param place 0 = best
     * @return ticks
     */
    public long price(final boolean bid, final int place) {
        return side(bid).level(place).price;
    }

    /**
     * Quantity of a level.
     *
     * @param bid   which side
     * @param place 0 = best
     * @return lots
     */
    public long quantity(final boolean bid, final int place) {
        return side(bid).level(place).total;
    }

    /**
     * The order that is matched first at a level.
     *
     * @param bid   which side
     * @param place 0 = best
     * @return its id
     */
    public long firstOrder(final boolean bid, final int place) {
        return side(bid).level(place).first.id;
    }

    /**
     * How many orders rest.
     *
     * @return both sides together
     */
    public int orderCount() {
        return orders.size();
    }

    /**
     * Id of the last trade.
     *
     * @return as given at the start when there was none
     */
    public long lastTradeId() {
        return lastTradeId;
    }

    private static void require(final boolean right, final String what, final long value) {
        if (!right) {
            throw new IllegalArgumentException(what + " must be positive, not " + value);
        }
    }
}
