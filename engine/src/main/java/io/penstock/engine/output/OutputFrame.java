package io.penstock.engine.output;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one place where a record of the fold is finished and handed out: header, moment, count.
 *
 * <p>Engine thread only; does not allocate after construction.
 */
public final class OutputFrame {
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final OutboundPort port;
    private long nowNs;
    private long count;

    /**
     * A frame.
     *
     * @param port takes finished records
     */
    public OutputFrame(final OutboundPort port) {
        this.port = port;
    }

    /**
     * Where a message is encoded, from {@link Records#HEADER_LENGTH} on.
     *
     * @return the scratch
     */
    public MutableDirectBuffer buffer() {
        return scratch;
    }

    /**
     * The moment that outputs carry.
     *
     * @param engineTimeNs nanoseconds since 1970
     */
    public void moment(final long engineTimeNs) {
        nowNs = engineTimeNs;
    }

    /**
     * The moment of outputs.
     *
     * @return engine time
     */
    public long nowNs() {
        return nowNs;
    }

    /**
     * Records handed out since the run began.
     *
     * @return 0 or more
     */
    public long count() {
        return count;
    }

    /** Begins a run: counts from 0. */
    public void restart() {
        count = 0;
    }

    /**
     * Puts the count back, when a state is loaded.
     *
     * @param records handed out so far
     */
    public void count(final long records) {
        count = records;
    }

    /**
     * Finishes a message of fixed size.
     *
     * @param templateId  of the message
     * @param blockLength of the message
     */
    public void publish(final int templateId, final int blockLength) {
        publish(templateId, blockLength, blockLength);
    }

    /**
     * Finishes a message.
     *
     * @param templateId    of the message
     * @param blockLength   of the message
     * @param encodedLength block and variable parts
     */
    public void publish(final int templateId, final int blockLength, final int encodedLength) {
        final int length = Records.HEADER_LENGTH + encodedLength;
        EventFrame.header(scratch, 0, length, blockLength, templateId, 0);
        scratch.putLong(Records.ENGINE_TIME_OFFSET, nowNs);
        count++;
        port.publish(scratch, 0, length);
    }

    /**
     * Hands out a copy of a record of any size; cold.
     *
     * @param copy   room for it
     * @param record holds it
     * @param offset of its header
     * @param length whole length
     */
    void publishCopy(final MutableDirectBuffer copy, final DirectBuffer record, final int offset, final int length) {
        copy.putBytes(0, record, offset, length);
        count++;
        port.publish(copy, 0, length);
    }
}
