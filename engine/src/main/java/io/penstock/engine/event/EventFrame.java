package io.penstock.engine.event;

import io.penstock.engine.port.Records;
import org.agrona.MutableDirectBuffer;

/**
 * Writes record headers. One thread; does not allocate.
 */
public final class EventFrame {
    /** Most levels that one BookUpdate record can carry inside a slot. */
    public static final int LEVELS_PER_CHUNK = (Records.SLOT_LENGTH - Records.HEADER_LENGTH
        - BookUpdateEncoder.BLOCK_LENGTH - GroupSizeEncodingEncoder.ENCODED_LENGTH) / 16;

    private EventFrame() {
    }

    /**
     * Fills in the whole header; sequence, engine time, backlog and CRC stay 0 for the journal stage to stamp.
     *
     * @param buffer        the record
     * @param offset        of its header
     * @param length        whole length, header included
     * @param blockLength   of the message
     * @param templateId    of the message
     * @param gatewayTimeNs receive time, 0 in outputs
     */
    public static void header(
        final MutableDirectBuffer buffer, final int offset, final int length, final int blockLength,
        final int templateId, final long gatewayTimeNs) {
        buffer.putLong(offset, (long) length << 32);
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, 0);
        buffer.putLong(offset + Records.ENGINE_TIME_OFFSET, 0);
        buffer.putLong(offset + Records.GATEWAY_TIME_OFFSET, gatewayTimeNs);
        buffer.putLong(offset + Records.BLOCK_LENGTH_OFFSET, blockLength | (long) templateId << 16
            | (long) RecordHeaderEncoder.SCHEMA_ID << 32 | (long) RecordHeaderEncoder.SCHEMA_VERSION << 48);
        buffer.putLong(offset + Records.SOURCE_OFFSET, 0);
    }
}
