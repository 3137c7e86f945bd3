package io.penstock.tools.operator;

import io.penstock.api.Scope;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/** An operator's command as an event. One thread; does not allocate after construction, text apart. */
public final class OperatorRecord {
    private static final int ADMIN = 3;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final OperatorCommandEncoder event = new OperatorCommandEncoder();

    /** How a command came. */
    public enum Channel {
        /** The process itself. */
        HOST(1),
        /** The queue beside the journal. */
        QUEUE(2),
        /** The file flag. */
        FLAG(3);

        private final int code;

        Channel(final int code) {
            this.code = code;
        }
    }

    /**
     * Encodes a command.
     *
     * @param word    the command
     * @param scope   of it
     * @param scopeId code of the venue, instrument or strategy; -1 when GLOBAL
     * @param channel how it came
     * @param nowNs   gateway time
     * @return the record; valid until the next call
     */
    public UnsafeBuffer of(
        final OperatorWord word, final Scope scope, final int scopeId, final Channel channel, final long nowNs) {
        event.wrap(record, Records.HEADER_LENGTH).commandIdHigh(word.idHigh()).commandIdLow(word.idLow())
            .instrumentId(scope == Scope.INSTRUMENT ? scopeId : -1).command((short) word.action().code())
            .tradingState((short) word.state().code()).role((short) ADMIN).channel((short) channel.code)
            .argument(word.argument()).scopeKind((short) scope.code()).reserved((short) 0).reserved2((short) 0)
            .scopeId(scopeId).who(word.who()).body(word.body()).reason(word.reason());
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, nowNs);
        return record;
    }
}
