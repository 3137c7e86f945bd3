package io.penstock.tools.live;

import io.penstock.api.OrderCommandType;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import org.agrona.MutableDirectBuffer;

/**
 * What a start has done so far, for the status line. Written by the output thread, read by any; does not allocate.
 */
final class LiveCounters implements OutboundPort {
    private static final int WHOLE_ACCOUNT = -1;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final EquityMarkDecoder mark = new EquityMarkDecoder();
    private volatile long orders;
    private volatile long fills;
    private volatile long denials;
    private volatile long equity;

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final int payload = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case OrderCommandDecoder.TEMPLATE_ID -> {
                command.wrap(record, payload, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                orders = orders + (command.command() == OrderCommandType.NEW.code() ? 1 : 0);
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(record, payload, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
                denials = denials + (decision.denial() == 0 ? 0 : 1);
            }
            case FillDecoder.TEMPLATE_ID -> fills = fills + 1;
            case EquityMarkDecoder.TEMPLATE_ID -> {
                mark.wrap(record, payload, EquityMarkDecoder.BLOCK_LENGTH, EquityMarkDecoder.SCHEMA_VERSION);
                if (mark.instrumentId() == WHOLE_ACCOUNT && mark.realizedPnl() != UNKNOWN
                    && mark.unrealizedPnl() != UNKNOWN && mark.fees() != UNKNOWN && mark.funding() != UNKNOWN) {
                    equity = mark.realizedPnl() + mark.unrealizedPnl() - mark.fees() - mark.funding();
                }
            }
            default -> { }
        }
    }

    long orders() {
        return orders;
    }

    long fills() {
        return fills;
    }

    long denials() {
        return denials;
    }

    /** Realised and unrealised P&L less fees and funding at the last mark that knew them, amount with exponent -8. */
    long equity() {
        return equity;
    }
}
