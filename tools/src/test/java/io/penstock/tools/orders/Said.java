package io.penstock.tools.orders;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.ReconcileBreakDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What the fold says, kept for judgement. */
final class Said {
    /** A fill as it was booked; amounts in their own units. */
    record Fill(long clientOrderId, long executionId, int instrumentId, Side side, long price, long quantity, long fee,
        String feeAsset, long realizedPnl) {
    }

    final List<Fill> fills = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    final List<String> breaks = new ArrayList<>();
    final List<String> words = new ArrayList<>();
    final Map<OrderCommandType, Integer> commands = new TreeMap<>();
    final Map<Integer, Integer> denials = new TreeMap<>();

    void hear(final DirectBuffer record) {
        final int block = record.getShort(Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int version = record.getShort(Records.VERSION_OFFSET) & 0xFFFF;
        final int body = Records.HEADER_LENGTH;
        switch (Records.templateId(record, 0)) {
            case FillDecoder.TEMPLATE_ID -> {
                final FillDecoder fill = new FillDecoder().wrap(record, body, block, version);
                fills.add(new Fill(fill.clientOrderId(), fill.executionId(), fill.instrumentId(),
                    Side.of(fill.side()), fill.price(), fill.quantity(), fill.feeAmount(), fill.feeAsset(),
                    fill.realizedPnl()));
            }
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                final OrderUpdateDecoder update = new OrderUpdateDecoder().wrap(record, body, block, version);
                moves.add(name(update.clientOrderId()) + " " + OrderStatus.of(update.previousStatus()) + " > "
                    + OrderStatus.of(update.status()) + " " + update.cumulativeQuantity());
            }
            case ReconcileBreakDecoder.TEMPLATE_ID -> {
                final ReconcileBreakDecoder event = new ReconcileBreakDecoder().wrap(record, body, block, version);
                breaks.add(BreakKind.of(event.kind()) + " " + name(event.clientOrderId()) + " " + event.asset() + " x"
                    + event.repeated() + " ours " + event.ours() + " venue's " + event.venues());
            }
            case OrderCommandDecoder.TEMPLATE_ID -> {
                final OrderCommandDecoder event = new OrderCommandDecoder().wrap(record, body, block, version);
                commands.merge(OrderCommandType.of(event.command()), 1, Integer::sum);
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                final RiskDecisionDecoder event = new RiskDecisionDecoder().wrap(record, body, block, version);
                denials.merge(event.denial(), 1, Integer::sum);
            }
            case AlertDecoder.TEMPLATE_ID -> {
                final AlertDecoder event = new AlertDecoder().wrap(record, body, block, version);
                words.add("ALERT " + AlertCode.of(event.code()) + " " + name(event.expected()) + " "
                    + event.observed());
            }
            case TradingStateChangedDecoder.TEMPLATE_ID -> {
                final TradingStateChangedDecoder event =
                    new TradingStateChangedDecoder().wrap(record, body, block, version);
                words.add("STATE " + Scope.of(event.scopeKind()) + " " + event.scopeId() + " "
                    + TradingState.of(event.state()) + " " + StateCause.of(event.cause()) + " limit "
                    + event.limitValue() + " observed " + event.observedValue());
            }
            default -> { }
        }
    }

    /** Alerts with a code. */
    long alerts(final AlertCode code) {
        return words.stream().filter(word -> word.startsWith("ALERT " + code + " ")).count();
    }

    static String name(final long clientOrderId) {
        return clientOrderId < 1L << 40 ? Long.toString(clientOrderId)
            : (clientOrderId >>> 40) + "#" + (clientOrderId & (1L << 40) - 1);
    }
}
