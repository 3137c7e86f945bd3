package io.penstock.engine.support;

import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory: numbers records and keeps them. One thread appends; read it when that thread is done.
 */
public final class MemoryLog implements LogAppender, RecordHandler {
    private final List<UnsafeBuffer> records = new ArrayList<>();

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, records.size());
        onRecord(buffer, offset, length);
        return records.size() - 1L;
    }

    /** Keeps a record as it is. */
    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        records.add(new UnsafeBuffer(copy));
    }

    @Override
    public long nextSequence() {
        return records.size();
    }

    /** All records, in order. */
    public List<UnsafeBuffer> records() {
        return records;
    }

    /** A reader from the first record on. */
    public LogReader reader() {
        return new Reader();
    }

    @Override
    public void close() {
    }

    private final class Reader implements LogReader {
        private int next;

        @Override
        public boolean read(final RecordHandler handler) {
            if (next == records.size()) {
                return false;
            }
            final UnsafeBuffer record = records.get(next++);
            handler.onRecord(record, 0, record.capacity());
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
