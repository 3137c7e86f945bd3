package io.penstock.engine.host;

import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Compares what the fold derives now with what an output log holds; past its end, hands on what is new.
 *
 * <p>The output log is a cache of the fold: recovery and {@code verify} both hold it to that. One thread; does not
 * allocate per record.
 */
public final class OutputRecovery implements OutboundPort {
    private final LogReader recorded;
    private final OutboundPort next;
    private final ExpandableArrayBuffer expected = new ExpandableArrayBuffer(4_096);
    private final RecordHandler copyExpected = this::copyExpected;
    private int expectedLength;
    private boolean comparing = true;
    private OutputMismatchException mismatch;
    private long sequence;

    /**
     * A comparison.
     *
     * @param recorded the output log, from its beginning
     * @param next     takes what comes after its end
     */
    public OutputRecovery(final LogReader recorded, final OutboundPort next) {
        this.recorded = recorded;
        this.next = next;
    }

    /**
     * Begins in the middle: what comes first has this sequence.
     *
     * @param first sequence, at which the output log stands already
     */
    public void from(final long first) {
        sequence = first;
    }

    private void copyExpected(final DirectBuffer buffer, final int offset, final int length) {
        expected.putBytes(0, buffer, offset, length);
        expectedLength = length;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        if (mismatch != null) {
            // the first was thrown into a strategy, whose failures are caught
            throw mismatch;
        }
        if (comparing && !recorded.read(copyExpected)) {
            comparing = false;
        }
        if (!comparing) {
            next.publish(record, offset, length);
            sequence++;
            return;
        }
        record.putLong(offset + Records.SEQUENCE_OFFSET, sequence);
        boolean equal = expectedLength == length;
        for (int i = Records.LENGTH_OFFSET; equal && i < length; i++) {
            equal = expected.getByte(i) == record.getByte(offset + i);
        }
        if (!equal) {
            final byte[] now = new byte[length];
            record.getBytes(offset, now);
            final byte[] then = new byte[expectedLength];
            expected.getBytes(0, then);
            mismatch = new OutputMismatchException(sequence, then, now);
            throw mismatch;
        }
        sequence++;
    }

    /**
     * Outputs the fold has derived.
     *
     * @return compared and new ones
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Whether the log held outputs that the fold did not derive; call after the replay. When it did not, whatever
     * comes later is new, and the log is not read again.
     *
     * @return true when something is left in it
     */
    public boolean recordedMore() {
        comparing = comparing && recorded.read(copyExpected);
        return comparing;
    }

    /**
     * The recorded output that was read last.
     *
     * @return its bytes
     */
    public byte[] lastRecorded() {
        final byte[] bytes = new byte[expectedLength];
        expected.getBytes(0, bytes);
        return bytes;
    }
}
