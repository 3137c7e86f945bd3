package io.penstock.engine.risk;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;

/**
 * What a strategy wants: not yet an order. One mutable instance, reused. Engine thread only; does not allocate.
 */
public final class Intent {
    Market market;
    int strategyId;
    Side side;
    OrderType type;
    TimeInForce timeInForce;
    int instructions;
    long price;
    long quantity;
    long expireTimeNs;
    long nowNs;
    long triggerPrice;
    long trailingRate;
    boolean operator;
    Order target = Order.NONE;
    /** How many orders open with it that were approved before and are not open yet. */
    int before;

    /**
     * States it anew.
     *
     * @param newMarket       of the instrument
     * @param newStrategyId   who wants it; Portfolio.EXTERNAL = no strategy, which only {@link #byOperator} may
     * @param newSide         BUY or SELL
     * @param newType         how it is priced
     * @param newTimeInForce  how long
     * @param newInstructions bits of OrderDesk
     * @param newPrice        limit price, 0 where the type has none
     * @param newQuantity     quantity units
     * @param newExpireTimeNs 0 = never
     * @param newNowNs        the moment
     * @return this
     */
    public Intent set(
        final Market newMarket, final int newStrategyId, final Side newSide, final OrderType newType,
        final TimeInForce newTimeInForce, final int newInstructions, final long newPrice, final long newQuantity,
        final long newExpireTimeNs, final long newNowNs) {
        market = newMarket;
        strategyId = newStrategyId;
        side = newSide;
        type = newType;
        timeInForce = newTimeInForce;
        instructions = newInstructions;
        price = newPrice;
        quantity = newQuantity;
        expireTimeNs = newExpireTimeNs;
        nowNs = newNowNs;
        triggerPrice = 0;
        trailingRate = 0;
        operator = false;
        target = Order.NONE;
        before = 0;
        return this;
    }

    /**
     * Says what it waits for before it works.
     *
     * @param newTriggerPrice trigger price, 0 = none
     * @param newTrailingRate distance of a trailing stop, rate with exponent -8; 0 = none
     * @return this
     */
    public Intent when(final long newTriggerPrice, final long newTrailingRate) {
        triggerPrice = newTriggerPrice;
        trailingRate = newTrailingRate;
        return this;
    }

    /**
     * Says that an operator wants it: it passes the state ladder as long as it only reduces.
     *
     * @return this
     */
    public Intent byOperator() {
        operator = true;
        return this;
    }

    /** Says that it changes an open order, which is set aside meanwhile; quantity is what shall be open of it. */
    Intent replaces(final Order order) {
        target = order;
        return this;
    }

    /** Whether it changes an order instead of making one. */
    boolean amends() {
        return target != Order.NONE;
    }

    /** Whether it waits for a trigger before it may trade. */
    boolean waits() {
        return type.conditional();
    }
}
