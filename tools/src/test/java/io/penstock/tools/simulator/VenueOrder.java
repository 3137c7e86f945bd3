package io.penstock.tools.simulator;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/** An order as the venue itself has it. */
final class VenueOrder {
    final long clientOrderId;
    final int instrumentId;
    final Side side;
    final OrderType type;
    final TimeInForce timeInForce;
    final int instructions;
    final long trigger;
    final long linkId;
    final long expireTimeNs;
    final long placedNs;
    final String venueOrderId;
    final List<VenueTrade> trades = new ArrayList<>(2);
    private final List<Terms> terms = new ArrayList<>(1);
    long price;
    long quantity;
    long cumulative;
    boolean resting;
    OrderStatus status = OrderStatus.NEW;
    long endedNs = Long.MAX_VALUE;

    /** What the order asks from a moment on. */
    record Terms(long fromNs, long price, long quantity) {
    }

    VenueOrder(final Command command, final long nowNs, final long number) {
        clientOrderId = command.clientOrderId();
        instrumentId = command.instrumentId();
        side = command.side();
        type = command.orderType();
        timeInForce = command.timeInForce();
        instructions = command.instructions();
        trigger = command.trigger();
        linkId = command.linkId();
        expireTimeNs = command.expireTimeNs();
        price = command.price();
        quantity = command.quantity();
        placedNs = nowNs;
        venueOrderId = Long.toString(number);
        // a stop waits for its trigger
        resting = trigger == 0;
        terms.add(new Terms(nowNs, price, quantity));
    }

    /** New terms under the same id. */
    void amend(final long newPrice, final long newQuantity, final long nowNs) {
        price = newPrice;
        quantity = newQuantity;
        terms.add(new Terms(nowNs, price, quantity));
    }

    /** The terms as they were at a moment. */
    Terms termsAt(final long momentNs) {
        Terms last = terms.get(0);
        for (final Terms each : terms) {
            last = each.fromNs() <= momentNs ? each : last;
        }
        return last;
    }

    boolean reduceOnly() {
        return (instructions & OrderDesk.REDUCE_ONLY) != 0;
    }

    boolean live() {
        return status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED;
    }

    long leaves() {
        return quantity - cumulative;
    }

    long signedLeaves() {
        return side == Side.BUY ? leaves() : -leaves();
    }

    /** What was filled by a moment. */
    long cumulativeAt(final long momentNs) {
        long sum = 0;
        for (final VenueTrade trade : trades) {
            sum += trade.timeNs() <= momentNs ? trade.quantity() : 0;
        }
        return sum;
    }
}
