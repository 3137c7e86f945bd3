package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.event.RiskDecisionEncoder;
import io.penstock.engine.order.Order;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;

/**
 * The only place where an order is put on the way out; nobody but risk can reach it.
 *
 * <p>Engine thread only; does not allocate.
 */
final class Outbox {
    /** Stands for no strategy: the greatest number of its field. */
    private static final int NO_STRATEGY = 0xFFFF;

    private final OutputFrame frame;
    private final OrderCommandEncoder command = new OrderCommandEncoder();
    private final RiskDecisionEncoder decision = new RiskDecisionEncoder();

    Outbox(final OutputFrame frame) {
        this.frame = frame;
    }

    void decision(
        final Intent intent, final long intentId, final long clientOrderId, final DenialCode denial,
        final int failedChecks, final long limit, final long observed) {
        decision.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .intentId(intentId)
            .clientOrderId(clientOrderId)
            .instrumentId(intent.market.definition().id())
            .strategyId(intent.strategyId)
            .denial(denial.code())
            .side((short) intent.side.code())
            .orderType((short) intent.type.code())
            .timeInForce((short) intent.timeInForce.code())
            .instructions((short) intent.instructions)
            .failedChecks(failedChecks)
            .price(intent.price)
            .quantity(intent.quantity)
            .limitValue(limit)
            .observedValue(observed)
            .triggerPrice(intent.triggerPrice);
        frame.publish(RiskDecisionEncoder.TEMPLATE_ID, RiskDecisionEncoder.BLOCK_LENGTH);
    }

    /** A command about one of our orders that changes it. */
    void command(final Order order, final OrderCommandType type, final Venue venue) {
        order.command(frame.nowNs());
        command(order, type, venue, 0);
    }

    /**
     * What the venue is told of an order. A held or triggered order tells no trigger; a change tells the price and the
     * quantity asked for; only a venue that pairs orders itself is told of the pair.
     */
    void command(final Order order, final OrderCommandType type, final Venue venue, final long argument) {
        final boolean changes = type == OrderCommandType.REPLACE && order.changePending();
        final boolean waits = order.sentType().conditional();
        command.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .strategyId(order.strategyId())
            .command((short) type.code())
            .side((short) order.side().code())
            .orderType((short) order.sentType().code())
            .timeInForce((short) order.sentTimeInForce().code())
            .instructions((short) order.instructions())
            .reserved((short) 0)
            .reserved2(0)
            .price(changes ? order.changedPrice() : order.sentPrice())
            .quantity(changes ? order.changedQuantity() : order.quantity())
            .expireTimeNs(order.sentExpireTimeNs())
            .targetClientOrderId(type == OrderCommandType.REPLACE && !changes ? order.ties().targetId() : 0)
            .triggerPrice(waits ? order.triggerPrice() : 0)
            .trailingRate(waits ? order.condition().trailingRate() : 0)
            .linkId(order.ties().atVenue() ? order.linkId() : 0)
            .argument(argument)
            .venue((short) venue.code())
            .reserved3((short) 0)
            .reserved4((short) 0)
            .reserved5(0);
        frame.publish(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH);
    }

    /** A command for a venue, or one of its instruments, that names no order. */
    void venueCommand(
        final OrderCommandType type, final int venue, final int instrumentId, final int instructions,
        final long argument) {
        command.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(0)
            .instrumentId(instrumentId)
            .strategyId(NO_STRATEGY)
            .command((short) type.code())
            .side((short) 0)
            .orderType((short) 0)
            .timeInForce((short) 0)
            .instructions((short) instructions)
            .reserved((short) 0)
            .reserved2(0)
            .price(0)
            .quantity(0)
            .expireTimeNs(0)
            .targetClientOrderId(0)
            .triggerPrice(0)
            .trailingRate(0)
            .linkId(0)
            .argument(argument)
            .venue((short) venue)
            .reserved3((short) 0)
            .reserved4((short) 0)
            .reserved5(0);
        frame.publish(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH);
    }

    /** The bytes of the last record, for whoever counts them. */
    DirectBuffer last() {
        return frame.buffer();
    }
}
