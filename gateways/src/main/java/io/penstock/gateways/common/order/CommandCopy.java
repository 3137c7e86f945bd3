package io.penstock.gateways.common.order;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.event.OrderCommandDecoder;

/**
 * A command kept until its answer comes. Immutable; any thread.
 *
 * @param type          what is to be done
 * @param clientOrderId of the order, 0 when it names none
 * @param instrumentId  dense index, -1 for none
 * @param side          null when it names no order
 * @param orderType     null when it names no order
 * @param timeInForce   null when it names no order
 * @param postOnly      never takes
 * @param reduceOnly    never opens
 * @param price         price units, 0 = none
 * @param quantity      quantity units
 * @param triggerPrice  price units, 0 = none
 * @param target        order that a replace under a new id ends, else 0
 * @param argument      of the command
 */
public record CommandCopy(
    OrderCommandType type, long clientOrderId, int instrumentId, Side side, OrderType orderType,
    TimeInForce timeInForce, boolean postOnly, boolean reduceOnly, long price, long quantity, long triggerPrice,
    long target, long argument) {
    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;

    /**
     * Copies a command.
     *
     * @param command wrapped
     * @return a copy
     * @throws IllegalArgumentException when the word is not known: fold and gateway are not of one build
     */
    public static CommandCopy of(final OrderCommandDecoder command) {
        final OrderCommandType type = OrderCommandType.of(command.command());
        if (type == null) {
            throw new IllegalArgumentException("order command " + command.command() + " is not known");
        }
        return new CommandCopy(type, command.clientOrderId(), command.instrumentId(), Side.of(command.side()),
            OrderType.of(command.orderType()), TimeInForce.of(command.timeInForce()),
            (command.instructions() & POST_ONLY) != 0, (command.instructions() & REDUCE_ONLY) != 0, command.price(),
            command.quantity(), command.triggerPrice(), command.targetClientOrderId(), command.argument());
    }

    /**
     * Whether it waits for a trigger price.
     *
     * @return true for stops and take-profits
     */
    public boolean conditional() {
        return orderType == OrderType.STOP || orderType == OrderType.STOP_LIMIT
            || orderType == OrderType.TAKE_PROFIT || orderType == OrderType.TAKE_PROFIT_LIMIT;
    }

    /**
     * Whether a new order has all that it needs.
     *
     * @return false for one that should never have been made
     */
    public boolean complete() {
        return side != null && orderType != null && timeInForce != null && quantity > 0
            && (orderType == OrderType.MARKET || price > 0 || orderType == OrderType.STOP
                || orderType == OrderType.TAKE_PROFIT)
            && conditional() == triggerPrice > 0;
    }
}
