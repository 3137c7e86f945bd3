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

    void command(final Order order, final OrderCommandType type) {
        encode(order, type, order.price(), order.quantity(), 0);
    }

    /** A change of an open order under its own id. */
    void replace(final Order order, final long price, final long quantity, final long triggerPrice) {
        encode(order, OrderCommandType.REPLACE, price, quantity, triggerPrice);
    }

    private void encode(
        final Order order, final OrderCommandType type, final long price, final long quantity,
        final long triggerPrice) {
        command.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .strategyId(order.strategyId())
            .command((short) type.code())
            .side((short) order.side().code())
            .orderType((short) order.type().code())
            .timeInForce((short) order.timeInForce().code())
            .instructions((short) order.instructions())
            .reserved((short) 0)
            .reserved2(0)
            .price(price)
            .quantity(quantity)
            .expireTimeNs(order.expireTimeNs())
            .targetClientOrderId(0)
            .triggerPrice(triggerPrice)
            .trailingRate(0)
            .linkId(0)
            .argument(0)
            .venue((short) 0)
            .reserved3((short) 0)
            .reserved4((short) 0)
            .reserved5(0);
        frame.publish(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH);
    }

    /** One request for all orders of an instrument. */
    void cancelAll(final int instrumentId, final Venue venue) {
        command.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(0)
            .instrumentId(instrumentId)
            .strategyId(0)
            .command((short) OrderCommandType.CANCEL_ALL.code())
            .side((short) 0)
            .orderType((short) 0)
            .timeInForce((short) 0)
            .instructions((short) 0)
            .reserved((short) 0)
            .reserved2(0)
            .price(0)
            .quantity(0)
            .expireTimeNs(0)
            .targetClientOrderId(0)
            .triggerPrice(0)
            .trailingRate(0)
            .linkId(0)
            .argument(0)
            .venue((short) venue.code())
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
