package io.penstock.api;

/**
 * How a strategy acts: it states intents, risk answers at once. Engine thread only; does not allocate.
 *
 * <p>An intent is not yet an order. An approved intent becomes an order with a client order id; a denied one leaves a
 * RiskDecision in the output log with the code, the limit and what was observed.
 */
public interface OrderDesk {
    /** Instruction bit: never take liquidity. */
    int POST_ONLY = 1;
    /** Instruction bit: never open or turn a position. */
    int REDUCE_ONLY = 2;
    /** Returned by {@link #submit} when risk denied. */
    long DENIED = 0;

    /**
     * States an intent for the current instrument.
     *
     * @param side         BUY or SELL
     * @param type         LIMIT or MARKET
     * @param timeInForce  how long it lives
     * @param instructions bits of {@link #POST_ONLY} and {@link #REDUCE_ONLY}
     * @param price        limit price in price units, 0 for MARKET
     * @param quantity     in quantity units
     * @param expireTimeNs when the order ends by itself, 0 for never
     * @return the client order id, or {@link #DENIED}
     */
    long submit(
        Side side, OrderType type, TimeInForce timeInForce, int instructions, long price, long quantity,
        long expireTimeNs);

    /**
     * Asks to cancel one of this strategy's orders. Cancels are never denied.
     *
     * @param clientOrderId of a working order
     * @return whether a cancel left: false when the order is unknown, final, or already being canceled
     */
    boolean cancel(long clientOrderId);

    /**
     * Number of this strategy's orders for the current instrument that are not final.
     *
     * @return 0 or more
     */
    int openOrders();

    /**
     * One of them, oldest first.
     *
     * @param index 0 to {@link #openOrders()} - 1
     * @return a view that is valid until the next call
     */
    OrderView openOrder(int index);

    /**
     * Logs an opinion; makes no order.
     *
     * @param side      which way
     * @param strength  never NaN
     * @param threshold what it was compared with
     */
    void signal(Side side, double strength, double threshold);

    /**
     * States a reason. Costs nothing in normal runs; recorded when {@code explain} re-runs this moment.
     *
     * @param name      of the rule
     * @param value     what was seen
     * @param threshold what it was compared with
     */
    void because(String name, double value, double threshold);
}
