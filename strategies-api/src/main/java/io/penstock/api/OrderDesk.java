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
     * @param ticket what the order shall be; not kept
     * @return the client order id, or {@link #DENIED}
     */
    long submit(OrderTicket ticket);

    /**
     * States an intent of two orders of one side for the current instrument, of which one ends the other: once one
     * fills
     * or triggers, the other is canceled. They count against limits like the larger of the two.
     *
     * <p>Risk approves both or none. The desk calls them by one number, {@link OrderView#linkId}, which is the client
     * order id of the first.
     *
     * @param first  often a LIMIT that takes the profit; without bracket
     * @param second often a stop; same side, without bracket
     * @return the client order id of the first, or {@link #DENIED}
     */
    long submitOco(OrderTicket first, OrderTicket second);

    /**
     * Asks for another price and quantity of one of this strategy's working orders. Risk judges it like a new order;
     * until the venue answers, the larger of old and new counts.
     *
     * <p>Where the venue can change an order it keeps its id. Elsewhere it is canceled and another takes its place,
     * with
     * what is still wanted of the quantity by then: never more than {@code newQuantity} in all if the venue cannot do
     * both
     * in one request.
     *
     * @param clientOrderId of an order that the venue has accepted, not being canceled or changed already
     * @param newPrice      limit price; of an order without one its trigger price
     * @param newQuantity   whole quantity, what is filled already included
     * @return the client order id that lives on, or {@link #DENIED} when nothing was asked
     */
    long replace(long clientOrderId, long newPrice, long newQuantity);

    /**
     * Asks to cancel all of this strategy's orders for the current instrument.
     *
     * @return how many cancels left
     */
    int cancelAll();

    /**
     * States an intent for the current instrument without filling in a ticket: LIMIT and MARKET.
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
     * Says what should be held of the current instrument. Once all strategies have been called for this event the
     * engine weighs all signals, sizes this one and states the order for the strategy, or says why not. A new signal of
     * a strategy for an instrument takes the place of the one before.
     *
     * @param ticket the signal; not kept
     */
    void signal(SignalTicket ticket);

    /**
     * States a reason. Costs nothing in normal runs; recorded when {@code explain} re-runs this moment.
     *
     * @param name      of the rule
     * @param value     what was seen
     * @param threshold what it was compared with
     */
    void because(String name, double value, double threshold);
}
