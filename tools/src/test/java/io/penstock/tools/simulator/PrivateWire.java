package io.penstock.tools.simulator;

import io.penstock.api.ExecutionType;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.order.AccountScratch;

/** Encodes what a venue's private half says and gives it to the process at once. */
final class PrivateWire {
    private final World world;
    private final Venue venue;
    private final EventSource source;
    private final AccountScratch scratch = new AccountScratch(1);

    PrivateWire(final World world, final Venue venue) {
        this.world = world;
        this.venue = venue;
        source = new EventSource(100 + venue.code(), true);
    }

    private void publish() {
        world.publish(scratch.buffer(), 1, source);
        scratch.clear();
    }

    private long now() {
        return world.nowNs();
    }

    void word(
        final VenueOrder order, final ExecutionType type, final RejectReason reason, final long cumulative,
        final boolean asked, final long timeNs) {
        final boolean over = type == ExecutionType.CANCELED || type == ExecutionType.EXPIRED;
        final VenueOrder.Terms terms = order.termsAt(timeNs);
        final ExecutionReportEncoder report = scratch.execution(
            order.clientOrderId, order.instrumentId, type, order.side, reason, cumulative,
            over ? 0 : terms.quantity() - cumulative, order.venueOrderId, timeNs, now());
        report.flags((short) (asked ? 1 : 0));
        if (type == ExecutionType.REPLACED) {
            report.price(terms.price()).quantity(terms.quantity());
        }
        publish();
    }

    /** The answer to a question about an order that works, or that is filled: how it was at a moment. */
    void found(final VenueOrder order, final long seenNs) {
        final VenueOrder.Terms terms = order.termsAt(seenNs);
        final long cumulative = order.cumulativeAt(seenNs);
        scratch.execution(
                order.clientOrderId, order.instrumentId, ExecutionType.ACCEPTED, order.side, RejectReason.NONE,
                cumulative, terms.quantity() - cumulative, order.venueOrderId, seenNs, now())
            .flags((short) 1).price(terms.price()).quantity(terms.quantity());
        publish();
    }

    void refusal(
        final Command command, final ExecutionType type, final RejectReason reason, final VenueErrorClass why) {
        scratch.execution(
            command.clientOrderId(), command.instrumentId(), type, command.side(), reason, 0, 0, "",
            Long.MIN_VALUE, now()).errorClass((short) why.code()).venueCode(-2010);
        publish();
    }

    void trade(final VenueTrade trade, final boolean asked) {
        scratch.execution(
                trade.clientOrderId(), trade.instrumentId(), ExecutionType.TRADE, trade.side(), RejectReason.NONE,
                trade.cumulativeAfter(), trade.leavesAfter(), trade.venueOrderId(), trade.timeNs(), now())
            .executionId(trade.executionId()).lastPrice(trade.price()).lastQuantity(trade.quantity())
            .liquidity((short) (trade.liquidity() == Liquidity.MAKER ? Liquidity.MAKER : Liquidity.TAKER).code())
            .feeAmount(trade.fee()).feeAsset(trade.feeAsset()).flags((short) (asked ? 1 : 0));
        publish();
    }

    void flow(final VenueFlow flow) {
        scratch.cashFlow(
            venue, flow.kind(), flow.flowId(), flow.instrumentId(), flow.asset(), flow.amount(), flow.timeNs(), now());
        publish();
    }

    void result(final Command command, final SendResult result, final VenueErrorClass why) {
        scratch.sendResult(
            command.clientOrderId(), command.instrumentId(), command.type(), result, why,
            why == VenueErrorClass.NONE ? 0 : -1000 - why.code(), now());
        publish();
    }

    void sent(final Command command) {
        if (command.type() == OrderCommandType.NEW) {
            result(command, SendResult.SENT, VenueErrorClass.NONE);
        }
    }

    void status(final VenueCondition condition, final long untilNs, final long argument) {
        scratch.venueStatus(venue, condition, 0, untilNs, argument, now());
        publish();
    }

    void open(final VenueOrder order, final long cumulative) {
        scratch.openOrder(
            venue, order.clientOrderId, order.instrumentId, order.side, order.type,
            cumulative > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW, order.price, order.quantity, cumulative,
            order.resting ? 0 : order.trigger, order.venueOrderId, now());
        publish();
    }

    void balance(final String asset, final long free, final long locked) {
        scratch.balance(venue, asset, free, locked, now(), now());
        publish();
    }

    void position(final int instrumentId, final long position, final long entryPrice) {
        if (!world.isDefined(instrumentId)) {
            return; // the gateway does not know the symbol yet
        }
        scratch.position(venue, instrumentId, position, entryPrice, 0, 20, now(), now());
        publish();
    }
}
