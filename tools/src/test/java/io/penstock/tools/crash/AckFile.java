package io.penstock.tools.crash;

import io.penstock.api.OrderCommandType;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a child has told the world, in a mapped file that outlives it: the last record it acknowledged, with a hash
 * over all it acknowledged, and the last order it sent.
 *
 * <p>An acknowledgement takes turns between two places, hash first, so that a kill in the middle leaves the one
 * before. Written by the child's journal and output threads, read by the parent once the child is gone.
 */
final class AckFile implements AutoCloseable {
    /** The process is warm and waits to be told a journal. */
    static final long READY = 1;
    /** The session is being opened: recovery. */
    static final long OPENING = 2;
    /** The session takes events. */
    static final long RUNNING = 3;

    private static final int LENGTH = 4_096;
    private static final int PHASE = 0;
    private static final int FIRST = 64;
    private static final int PLACES = 128;
    private static final int PLACE_LENGTH = 64;
    private static final int HASH = 8;
    private static final int LAST_ORDER = 256;
    private static final int ORDERS = 264;
    private static final long NOTHING = -1;

    private final UnsafeBuffer memory;
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private long hash;
    private long orders;

    private AckFile(final UnsafeBuffer memory) {
        this.memory = memory;
    }

    /** Maps the file; makes it when there is none. */
    static AckFile map(final Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            return new AckFile(new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the file for the next child. */
    void clear() {
        memory.setMemory(0, LENGTH, (byte) 0);
        memory.putLong(FIRST, NOTHING);
        memory.putLong(PLACES, NOTHING);
        memory.putLong(PLACES + PLACE_LENGTH, NOTHING);
    }

    void phase(final long phase) {
        memory.putLongVolatile(PHASE, phase);
    }

    long phase() {
        return memory.getLongVolatile(PHASE);
    }

    /** A record is in the journal; journal thread. */
    void journaled(final DirectBuffer record, final int offset, final int length) {
        final long sequence = Records.sequence(record, offset);
        if (memory.getLong(FIRST) == NOTHING) {
            memory.putLongOrdered(FIRST, sequence);
        }
        hash = hash(hash, record, offset);
        final int place = PLACES + (int) (sequence & 1) * PLACE_LENGTH;
        memory.putLongOrdered(place + HASH, hash);
        memory.putLongOrdered(place, sequence);
    }

    /** An output leaves; output thread. */
    void sent(final DirectBuffer record, final int offset, final int length) {
        if (Records.templateId(record, offset) == OrderCommandDecoder.TEMPLATE_ID) {
            command.wrap(record, offset + Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH,
                OrderCommandDecoder.SCHEMA_VERSION);
            if (command.command() == OrderCommandType.NEW.code()) {
                memory.putLongOrdered(LAST_ORDER, command.clientOrderId());
                memory.putLongOrdered(ORDERS, ++orders);
            }
        }
    }

    /** Goes on with a hash over records: their checksums, in order. */
    static long hash(final long before, final DirectBuffer record, final int offset) {
        return before * 31 + record.getInt(offset + Records.CRC_OFFSET);
    }

    /** Sequence of the first record that this child journaled, or -1. */
    long first() {
        return memory.getLongVolatile(FIRST);
    }

    /** Sequence of the last record acknowledged, or -1. */
    long last() {
        return Math.max(memory.getLongVolatile(PLACES), memory.getLongVolatile(PLACES + PLACE_LENGTH));
    }

    /** Hash over the records from the first to the last acknowledged one. */
    long lastHash() {
        return memory.getLongVolatile(PLACES + (int) (last() & 1) * PLACE_LENGTH + HASH);
    }

    /** Client order id of the last new order sent, 0 when none was. */
    long lastOrder() {
        return memory.getLongVolatile(LAST_ORDER);
    }

    /** New orders sent. */
    long orders() {
        return memory.getLongVolatile(ORDERS);
    }

    @Override
    public void close() {
        IoUtil.unmap(memory.byteBuffer());
    }
}
