package io.penstock.api;

/**
 * One of our orders. Fixed point; engine thread only; valid until the call that handed it out returns.
 */
public interface OrderView {
    /**
     * Our id.
     *
     * @return epoch in the high 24 bits, counter in the low 40
     */
    long clientOrderId();

    /**
     * Instrument.
     *
     * @return dense index
     */
    int instrumentId();

    /**
     * Which strategy asked for it.
     *
     * @return index in configuration order, -1 when none did: an operator, or risk, closes a position
     */
    int strategyId();

    /**
     * Side.
     *
     * @return BUY or SELL
     */
    Side side();

    /**
     * Status.
     *
     * @return where it stands
     */
    OrderStatus status();

    /**
     * How it is priced, as the strategy asked.
     *
     * @return the type
     */
    OrderType type();

    /**
     * How long it lives, as the strategy asked.
     *
     * @return the time in force
     */
    TimeInForce timeInForce();

    /**
     * Trigger price.
     *
     * @return price, 0 when it has none
     */
    long triggerPrice();

    /**
     * The number that the two orders of an OCO share.
     *
     * @return client order id of the first of them, 0 when it stands alone
     */
    long linkId();

    /**
     * Limit price.
     *
     * @return price, 0 for market orders
     */
    long price();

    /**
     * Quantity asked.
     *
     * @return whole quantity
     */
    long quantity();

    /**
     * Quantity filled so far.
     *
     * @return cumulative quantity
     */
    long cumulativeQuantity();

    /**
     * Quantity still to fill; 0 once the order is final.
     *
     * @return leaves quantity
     */
    long leavesQuantity();

    /**
     * When the engine made it.
     *
     * @return engine time in nanoseconds
     */
    long createdTimeNs();
}
