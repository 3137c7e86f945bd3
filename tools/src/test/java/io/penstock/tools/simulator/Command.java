package io.penstock.tools.simulator;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;

/** A command of the fold as it is on its way; fields as in OrderCommand. */
record Command(
    OrderCommandType type, long clientOrderId, int instrumentId, Venue venue, Side side, OrderType orderType,
    TimeInForce timeInForce, int instructions, long price, long quantity, long expireTimeNs, long target, long trigger,
    long trailingRate, long linkId, long argument) {

    static Command of(final OrderCommandDecoder event) {
        return new Command(
            OrderCommandType.of(event.command()), event.clientOrderId(), event.instrumentId(),
            Venue.of(event.venue()), Side.of(event.side()), OrderType.of(event.orderType()),
            TimeInForce.of(event.timeInForce()), event.instructions(), event.price(), event.quantity(),
            event.expireTimeNs(), event.targetClientOrderId(), event.triggerPrice(), event.trailingRate(),
            event.linkId(), event.argument());
    }

    boolean reduceOnly() {
        return (instructions & OrderDesk.REDUCE_ONLY) != 0;
    }

    boolean postOnly() {
        return (instructions & OrderDesk.POST_ONLY) != 0;
    }
}
