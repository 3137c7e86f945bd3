package io.penstock.gateways.common.order;

import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.HostCondition;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.HostStatusDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;

/** Private events as one line of text each, so that a test reads like what happened. */
public final class EventTexts {
    private EventTexts() {
    }

    /** One record. */
    public static String of(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        final int block = buffer.getShort(offset + Records.BLOCK_LENGTH_OFFSET);
        final int version = buffer.getShort(offset + Records.VERSION_OFFSET);
        return switch (Records.templateId(buffer, offset)) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                execution(new ExecutionReportDecoder().wrap(buffer, body, block, version));
            case OrderSendResultDecoder.TEMPLATE_ID ->
                sendResult(new OrderSendResultDecoder().wrap(buffer, body, block, version));
            case OpenOrderReportDecoder.TEMPLATE_ID ->
                openOrder(new OpenOrderReportDecoder().wrap(buffer, body, block, version));
            case AccountReportDecoder.TEMPLATE_ID ->
                account(new AccountReportDecoder().wrap(buffer, body, block, version));
            case CashFlowDecoder.TEMPLATE_ID -> cashFlow(new CashFlowDecoder().wrap(buffer, body, block, version));
            case VenueStatusDecoder.TEMPLATE_ID -> {
                final VenueStatusDecoder status = new VenueStatusDecoder().wrap(buffer, body, block, version);
                yield VenueCondition.of(status.condition()) + words("code", status.code())
                    + words("until", status.untilNs()) + words("arg", status.argument());
            }
            case HostStatusDecoder.TEMPLATE_ID -> {
                final HostStatusDecoder status = new HostStatusDecoder().wrap(buffer, body, block, version);
                yield HostCondition.of(status.condition()) + " " + status.observedValue() + "/" + status.limitValue();
            }
            default -> "template " + Records.templateId(buffer, offset);
        };
    }

    private static String words(final String name, final long value) {
        return value == 0 ? "" : " " + name + " " + value;
    }

    private static String execution(final ExecutionReportDecoder report) {
        final ExecutionType type = ExecutionType.of(report.executionType());
        final String fill = type == ExecutionType.TRADE
            ? " " + report.lastQuantity() + "@" + report.lastPrice() + " id " + report.executionId() + " fee "
                + report.feeAmount() + report.feeAsset() + " " + Liquidity.of(report.liquidity())
            : type == ExecutionType.REPLACED ? " " + report.quantity() + "@" + report.price() : "";
        final RejectReason reason = RejectReason.of(report.reason());
        final VenueErrorClass kind = VenueErrorClass.of(report.errorClass());
        return type + " #" + report.clientOrderId() + " i" + report.instrumentId() + " " + Side.of(report.side()) + fill
            + " cum " + report.cumulativeQuantity() + " leaves " + report.leavesQuantity()
            + (reason == RejectReason.NONE ? "" : " " + reason) + (kind == VenueErrorClass.NONE ? "" : " " + kind)
            + words("code", report.venueCode()) + " v" + report.venueOrderId() + (report.flags() == 1 ? " found" : "");
    }

    private static String sendResult(final OrderSendResultDecoder result) {
        final VenueErrorClass kind = VenueErrorClass.of(result.errorClass());
        return OrderCommandType.of(result.command()) + " " + SendResult.of(result.result()) + " #"
            + result.clientOrderId() + " i" + result.instrumentId() + (kind == VenueErrorClass.NONE ? "" : " " + kind)
            + words("code", result.code());
    }

    private static String openOrder(final OpenOrderReportDecoder order) {
        return "OPEN #" + order.clientOrderId() + " i" + order.instrumentId() + " " + Side.of(order.side()) + " "
            + OrderType.of(order.orderType()) + " " + OrderStatus.of(order.status()) + " " + order.quantity() + "@"
            + order.price() + " cum " + order.cumulativeQuantity() + words("trigger", order.triggerPrice()) + " v"
            + order.venueOrderId();
    }

    private static String account(final AccountReportDecoder report) {
        return report.instrumentId() < 0 ? "BALANCE " + report.asset() + " " + report.free() + " locked "
            + report.locked() : "POSITION i" + report.instrumentId() + " " + report.position() + "@"
            + report.entryPrice() + words("liq", report.liquidationPrice()) + words("x", report.leverage());
    }

    private static String cashFlow(final CashFlowDecoder flow) {
        return "FLOW " + CashFlowKind.of(flow.kind()) + " " + flow.amount() + flow.asset() + " i"
            + flow.instrumentId();
    }
}
