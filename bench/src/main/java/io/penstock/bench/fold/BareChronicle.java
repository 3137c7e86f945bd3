package io.penstock.bench.fold;

import io.penstock.engine.port.Records;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The yardstick of the journal: a Chronicle queue, a copy of the record's bytes into a document, and the JDK's CRC32C
 * over the same bytes. No sequence, no guard, no recovery. One thread.
 */
public final class BareChronicle implements AutoCloseable {
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();

    /**
     * Opens a new queue.
     *
     * @param directory of it
     */
    public BareChronicle(final Path directory) {
        queue = SingleChronicleQueueBuilder.single(directory.toFile()).rollCycle(RollCycles.FAST_DAILY).build();
        appender = queue.createAppender();
    }

    /**
     * Appends one record.
     *
     * @param buffer in direct memory
     * @param bytes  the same memory
     * @param offset of the record
     * @param length in bytes
     */
    public void append(final UnsafeBuffer buffer, final ByteBuffer bytes, final int offset, final int length) {
        bytes.limit(offset + length);
        bytes.position(offset + Records.LENGTH_OFFSET);
        crc.reset();
        crc.update(bytes);
        buffer.putInt(offset + Records.CRC_OFFSET, (int) crc.getValue());
        try (DocumentContext document = appender.writingDocument()) {
            final Bytes<?> out = document.wire().bytes();
            final long position = out.writePosition();
            out.writeSkip(length);
            target.wrap(out.addressForWrite(position), length);
            buffer.getBytes(offset, target, 0, length);
        }
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
