package io.penstock.tools.simulator;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RecoveryMarkerEncoder;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log on a disk that may lose what was not synced and tear its last record. Records carry sequence and CRC as real
 * ones do; what is read back is checked by them alone.
 */
class SimulatedDisk implements LogAppender {
    private final List<byte[]> records = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private int synced;

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        final long sequence = records.size();
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        new UnsafeBuffer(bytes).putInt(Records.CRC_OFFSET, crcOf(bytes), ByteOrder.LITTLE_ENDIAN);
        records.add(bytes);
        return sequence;
    }

    private int crcOf(final byte[] bytes) {
        crc.reset();
        crc.update(bytes, Records.LENGTH_OFFSET, bytes.length - Records.LENGTH_OFFSET);
        return (int) crc.getValue();
    }

    void sync() {
        synced = records.size();
    }

    byte[] record(final int index) {
        return records.get(index);
    }

    /** The power fails: a part of what was not synced is lost, and the last record kept may be torn. */
    int powerFails(final SplittableRandom random) {
        final int unsynced = records.size() - synced;
        final int kept = synced + (unsynced == 0 ? 0 : random.nextInt(unsynced + 1));
        final int lost = records.size() - kept;
        cut(kept);
        if (kept > synced && random.nextBoolean()) {
            tear(random);
        }
        return lost;
    }

    /** What a writer killed in the middle of a record leaves. */
    void tear(final SplittableRandom random) {
        final byte[] last = records.get(records.size() - 1);
        final byte[] torn = last.clone();
        final int from = Records.LENGTH_OFFSET + random.nextInt(last.length - Records.LENGTH_OFFSET);
        for (int i = from; i < torn.length; i++) {
            torn[i] = 0;
        }
        records.set(records.size() - 1, torn);
    }

    void cut(final int kept) {
        while (records.size() > kept) {
            records.remove(records.size() - 1);
        }
        synced = Math.min(synced, kept);
    }

    /** Whether the bytes of a record are what was written. */
    boolean whole(final int index) {
        final byte[] bytes = records.get(index);
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        return Records.length(view, 0) == bytes.length && Records.sequence(view, 0) == index
            && view.getInt(Records.CRC_OFFSET, ByteOrder.LITTLE_ENDIAN) == crcOf(bytes);
    }

    /**
     * What a start finds: a torn last record is passed over by a marker; any other damage refuses.
     *
     * @param engineTimeNs of the marker
     * @param trusting     a planted bug: nothing is checked
     * @return whether the last record was torn
     */
    boolean recover(final long engineTimeNs, final boolean trusting) {
        for (int i = 0; i < records.size() - 1; i++) {
            if (!whole(i)) {
                throw new Violation("I9", "record " + i + " of " + records.size() + " is damaged");
            }
        }
        final int last = records.size() - 1;
        if (last < 0 || trusting || whole(last)) {
            return false;
        }
        final int bytes = records.get(last).length;
        records.remove(last);
        final int length = Records.HEADER_LENGTH + RecoveryMarkerEncoder.BLOCK_LENGTH;
        final UnsafeBuffer marker = new UnsafeBuffer(new byte[length]);
        new RecoveryMarkerEncoder().wrap(marker, Records.HEADER_LENGTH).badIndex(last).badBytes(bytes).reserved(0);
        EventFrame.header(marker, 0, length, RecoveryMarkerEncoder.BLOCK_LENGTH, RecoveryMarkerEncoder.TEMPLATE_ID,
            engineTimeNs);
        Records.stamp(marker, 0, last, engineTimeNs, 0, 0);
        append(marker, 0, length);
        return true;
    }

    /** Engine time of the last whole record, 0 when there is none. */
    long lastTimeNs() {
        for (int i = records.size() - 1; i >= 0; i--) {
            if (whole(i)) {
                return Records.engineTimeNs(new UnsafeBuffer(records.get(i)), 0);
            }
        }
        return 0;
    }

    @Override
    public long nextSequence() {
        return records.size();
    }

    @Override
    public void close() {
    }

    LogReader reader(final int from, final int end) {
        return new Reader(from, end);
    }

    private final class Reader implements LogReader {
        private final UnsafeBuffer view = new UnsafeBuffer(new byte[0]);
        private final int end;
        private int next;

        Reader(final int from, final int end) {
            next = from;
            this.end = end;
        }

        @Override
        public boolean read(final RecordHandler handler) {
            if (next >= Math.min(end, records.size())) {
                return false;
            }
            view.wrap(records.get(next++));
            handler.onRecord(view, 0, view.capacity());
            return true;
        }

        @Override
        public boolean moveTo(final long sequence) {
            next = (int) sequence;
            return sequence <= records.size();
        }

        @Override
        public void close() {
        }
    }
}
