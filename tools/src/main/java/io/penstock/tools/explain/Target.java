package io.penstock.tools.explain;

import io.penstock.api.DenialCode;
import io.penstock.api.SignalVerdict;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Watches a replay for the input that a question is about. One thread.
 *
 * <p>The kinds of question: one order, the last decision, the last refusal, the last signal of a strategy, the last
 * judgement on a signal. For an order it also keeps what became of it later.
 */
final class Target implements OutboundPort {
    /** What is asked. */
    enum Kind {
        /** The input at which an order was decided. */
        ORDER,
        /** The input of the last decision of risk. */
        LAST,
        /** The input of the last denial. */
        REFUSED,
        /** The input at which a strategy last stated a signal. */
        SIGNAL,
        /** The input at which a signal was last judged. */
        JUDGED
    }

    private static final long NONE = -1;

    private final Kind kind;
    private final long clientOrderId;
    private final int strategyId;
    private final long untilNs;
    private final SignalVerdict verdict;
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final SignalDecoder signal = new SignalDecoder();
    private final SignalJudgedDecoder judged = new SignalJudgedDecoder();
    private final List<byte[]> later = new ArrayList<>();
    private TradingEngine engine;
    private long sequence = NONE;

    private Target(
        final Kind kind, final long clientOrderId, final int strategyId, final long untilNs,
        final SignalVerdict verdict) {
        this.kind = kind;
        this.clientOrderId = clientOrderId;
        this.strategyId = strategyId;
        this.untilNs = untilNs;
        this.verdict = verdict;
    }

    /** Where an order was decided. */
    static Target order(final long clientOrderId) {
        return new Target(Kind.ORDER, clientOrderId, 0, 0, null);
    }

    /** The last decision of risk, or the last denial. */
    static Target decision(final boolean refused) {
        return new Target(refused ? Kind.REFUSED : Kind.LAST, 0, 0, 0, null);
    }

    /** Where a strategy stated its last signal at a time or before it. */
    static Target signal(final int strategyId, final long untilNs) {
        return new Target(Kind.SIGNAL, 0, strategyId, untilNs, null);
    }

    /** Where a signal was last judged so; {@code null} = in any way. */
    static Target judged(final SignalVerdict verdict) {
        return new Target(Kind.JUDGED, 0, 0, 0, verdict);
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
            case SignalDecoder.TEMPLATE_ID -> {
                signal.wrap(record, payload, SignalDecoder.BLOCK_LENGTH, SignalDecoder.SCHEMA_VERSION);
                found(kind == Kind.SIGNAL && signal.strategyId() == strategyId
                    && Records.engineTimeNs(record, offset) <= untilNs);
            }
            case SignalJudgedDecoder.TEMPLATE_ID -> {
                judged.wrap(record, payload, SignalJudgedDecoder.BLOCK_LENGTH, SignalJudgedDecoder.SCHEMA_VERSION);
                found(kind == Kind.JUDGED && (verdict == null || judged.verdict() == verdict.code()));
            }
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
        found(switch (kind) {
            case ORDER -> decision.clientOrderId() == clientOrderId;
            case LAST -> true;
            case REFUSED -> decision.denial() != DenialCode.NONE.code();
            case SIGNAL, JUDGED -> false;
        });
    }

    private void found(final boolean wanted) {
        if (wanted) {
            sequence = engine.nextSequence() - 1;
        }
    }

    /** Reads a kept record. */
    static UnsafeBuffer buffer(final byte[] record) {
        return new UnsafeBuffer(record);
    }
}
