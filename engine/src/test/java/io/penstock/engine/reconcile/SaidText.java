package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.CashFlowKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.CashMovedDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.ReconcileBreakDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** What an engine says, as lines of text, and what a venue must know of it. */
final class SaidText implements OutboundPort {
    private static final int BODY = Records.HEADER_LENGTH;

    final List<String> lines = new ArrayList<>();
    final long[] lastRequest = new long[Venue.values().length];
    int newOrders;

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final int version = record.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
        final int block = record.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int body = offset + BODY;
        final String line = switch (Records.templateId(record, offset)) {
            case OrderCommandDecoder.TEMPLATE_ID ->
                command(new OrderCommandDecoder().wrap(record, body, block, version));
            case AlertDecoder.TEMPLATE_ID -> {
                final AlertDecoder event = new AlertDecoder().wrap(record, body, block, version);
                yield "ALERT " + AlertCode.of(event.code()) + " " + number(event.expected()) + " " + event.observed();
            }
            case TradingStateChangedDecoder.TEMPLATE_ID -> {
                final TradingStateChangedDecoder event =
                    new TradingStateChangedDecoder().wrap(record, body, block, version);
                yield "STATE " + Scope.of(event.scopeKind()) + " " + event.scopeId() + " "
                    + TradingState.of(event.state()) + " " + StateCause.of(event.cause());
            }
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                final OrderUpdateDecoder event = new OrderUpdateDecoder().wrap(record, body, block, version);
                yield "ORDER " + number(event.clientOrderId()) + " " + OrderStatus.of(event.previousStatus()) + " "
                    + OrderStatus.of(event.status()) + " " + event.cumulativeQuantity();
            }
            case FillDecoder.TEMPLATE_ID -> {
                final FillDecoder event = new FillDecoder().wrap(record, body, block, version);
                yield "FILL " + number(event.clientOrderId()) + " " + event.executionId() + " " + event.quantity()
                    + (event.strategyId() == 0xFFFF ? " EXTERNAL" : "");
            }
            case ReconcileBreakDecoder.TEMPLATE_ID -> {
                final ReconcileBreakDecoder event = new ReconcileBreakDecoder().wrap(record, body, block, version);
                yield "BREAK " + BreakKind.of(event.kind()) + " " + event.instrumentId() + " "
                    + number(event.clientOrderId()) + " " + event.asset() + " x" + event.repeated() + " "
                    + event.ours() + " " + event.venues();
            }
            case CashMovedDecoder.TEMPLATE_ID -> {
                final CashMovedDecoder event = new CashMovedDecoder().wrap(record, body, block, version);
                yield "CASH " + CashFlowKind.of(event.kind()) + " " + event.asset() + " " + event.amount();
            }
            default -> "";
        };
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    private String command(final OrderCommandDecoder event) {
        final OrderCommandType type = OrderCommandType.of(event.command());
        switch (type) {
            case NEW -> newOrders++;
            case RECONCILE -> lastRequest[event.venue()] = event.argument();
            default -> { }
        }
        return switch (type) {
            case RECONCILE, CANCEL_ALL -> type + " venue " + event.venue() + " " + event.instrumentId()
                + (event.instructions() == 1 ? " orders" : "");
            case COUNTDOWN -> type + " " + event.instrumentId() + " " + event.argument();
            default -> type + " " + number(event.clientOrderId()) + (type == OrderCommandType.QUERY
                ? " " + event.argument() : "");
        };
    }

    private static String number(final long clientOrderId) {
        return clientOrderId < 1L << 40 ? Long.toString(clientOrderId)
            : ClientOrderIds.epochOf(clientOrderId) + "#" + ClientOrderIds.counterOf(clientOrderId);
    }
}
