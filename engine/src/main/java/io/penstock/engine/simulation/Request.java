package io.penstock.engine.simulation;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;

/**
 * A command on its way to the simulated exchange, in the words of an OrderCommand. One instance, reused. Engine thread
 * only; does not allocate.
 */
public final class Request {
    OrderCommandType command;
    long clientOrderId;
    int instrumentId;
    Side side;
    OrderType orderType;
    TimeInForce timeInForce;
    int instructions;
    long price;
    long quantity;
    long expireTimeNs;
    long triggerPrice;
    long trailingRate;
    long linkId;
    long targetId;

    Request() {
    }

    /**
     * Begins anew.
     *
     * @param newCommand       NEW, CANCEL or REPLACE
     * @param newClientOrderId of the order
     * @param newInstrumentId  defined
     * @param newSide          of the order
     * @return this
     */
    public Request begin(
        final OrderCommandType newCommand, final long newClientOrderId, final int newInstrumentId,
        final Side newSide) {
        command = newCommand;
        clientOrderId = newClientOrderId;
        instrumentId = newInstrumentId;
        side = newSide;
        conditional(0, 0);
        tied(0, 0);
        return priced(OrderType.LIMIT, TimeInForce.GTC, 0, 0, 0, 0);
    }

    /**
     * What it is, or shall become.
     *
     * @param newOrderType    how it is priced
     * @param newTimeInForce  how long it lives; an order without a limit price is never left resting
     * @param newInstructions {@link SimulatedExchange#POST_ONLY}; others are ignored
     * @param newPrice        limit price, 0 = none
     * @param newQuantity     whole quantity
     * @param newExpireTimeNs when a resting or waiting order expires, 0 = never
     * @return this
     */
    public Request priced(
        final OrderType newOrderType, final TimeInForce newTimeInForce, final int newInstructions,
        final long newPrice, final long newQuantity, final long newExpireTimeNs) {
        orderType = newOrderType;
        timeInForce = newTimeInForce;
        instructions = newInstructions;
        price = newPrice;
        quantity = newQuantity;
        expireTimeNs = newExpireTimeNs;
        return this;
    }

    /**
     * What it waits for.
     *
     * @param newTriggerPrice trigger price, 0 = none
     * @param newTrailingRate rate, exponent -8; 0 = none
     * @return this
     */
    public Request conditional(final long newTriggerPrice, final long newTrailingRate) {
        triggerPrice = newTriggerPrice;
        trailingRate = newTrailingRate;
        return this;
    }

    /**
     * What it is tied to.
     *
     * @param newLinkId   client order id of the first order of its OCO, 0 = none
     * @param newTargetId of the order whose place it takes, 0 = none
     * @return this
     */
    public Request tied(final long newLinkId, final long newTargetId) {
        linkId = newLinkId;
        targetId = newTargetId;
        return this;
    }
}
