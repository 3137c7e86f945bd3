package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCommandType;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.event.RiskDecisionEncoder;
import io.penstock.engine.order.Order;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.port.Records;

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
            .triggerPrice(0);
        frame.publish(RiskDecisionEncoder.TEMPLATE_ID, RiskDecisionEncoder.BLOCK_LENGTH);
    }

    void command(final Order order, final OrderCommandType type) {
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
            .price(order.price())
            .quantity(order.quantity())
            .expireTimeNs(order.expireTimeNs())
            .targetClientOrderId(0)
            .triggerPrice(0)
            .trailingRate(0)
            .linkId(0)
            .argument(0)
            .venue((short) 0)
            .reserved3((short) 0)
            .reserved4((short) 0)
            .reserved5(0);
        frame.publish(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH);
    }
}
