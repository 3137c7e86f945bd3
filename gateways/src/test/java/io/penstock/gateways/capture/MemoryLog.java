package io.penstock.gateways.capture;

import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An input log in memory, whole, or handing each record on and keeping none. */
public final class MemoryLog implements LogAppender {
    private final RecordHandler handler;
    private byte[] bytes = new byte[1 << 16];
    private int size;
    private long next;

    public MemoryLog() {
        this(null);
    }

    public MemoryLog(final RecordHandler handler) {
        this.handler = handler;
    }

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, next);
        if (handler != null) {
            handler.onRecord(buffer, offset, length);
        } else {
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (size + length));
            }
            buffer.getBytes(offset, bytes, size, length);
            size += length;
        }
        return next++;
    }

    @Override
    public long nextSequence() {
        return next;
    }

    @Override
    public void close() {
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    public void forEach(final RecordHandler each) {
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        for (int at = 0; at < size; at += Records.length(view, at)) {
            each.onRecord(view, at, Records.length(view, at));
        }
    }
}
