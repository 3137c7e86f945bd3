package io.penstock.tools.explain;

import io.penstock.api.DenialCode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Watches a replay for the input that a question is about. One thread.
 *
 * <p>The kinds of question: one order, the last decision, the last refusal. For an order it also keeps what became of
 * it later.
 */
final class Target implements OutboundPort {
    /** What is asked. */
    enum Kind {
        /** The input at which an order was decided. */
        ORDER,
        /** The input of the last decision of risk. */
        LAST,
        /** The input of the last denial. */
        REFUSED
    }

    private static final long NONE = -1;

    private final Kind kind;
    private final long clientOrderId;
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final List<byte[]> later = new ArrayList<>();
    private TradingEngine engine;
    private long sequence = NONE;

    Target(final Kind kind, final long clientOrderId) {
        this.kind = kind;
        this.clientOrderId = clientOrderId;
    }

    /** The engine that is watched; it is made with this as its port, so it comes later. */
    void watch(final TradingEngine watched) {
        engine = watched;
    }

    /** The input found, or -1. */
    long sequence() {
        return sequence;
    }

    /** What became of the order later: updates and fills. */
    List<byte[]> later() {
        return later;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final int payload = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case RiskDecisionDecoder.TEMPLATE_ID -> onDecision(record, payload);
            case OrderUpdateDecoder.TEMPLATE_ID, FillDecoder.TEMPLATE_ID, OrderCommandDecoder.TEMPLATE_ID -> {
                // in all three the client order id is the first field
                if (kind == Kind.ORDER && record.getLong(payload) == clientOrderId) {
                    final byte[] copy = new byte[length];
                    record.getBytes(offset, copy);
                    later.add(copy);
                }
            }
            default -> { }
        }
    }

    private void onDecision(final MutableDirectBuffer record, final int payload) {
        decision.wrap(record, payload, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
        final boolean wanted = switch (kind) {
            case ORDER -> decision.clientOrderId() == clientOrderId;
            case LAST -> true;
            case REFUSED -> decision.denial() != DenialCode.NONE.code();
        };
        if (wanted) {
            sequence = engine.nextSequence() - 1;
        }
    }

    /** Reads a kept record. */
    static UnsafeBuffer buffer(final byte[] record) {
        return new UnsafeBuffer(record);
    }
}
