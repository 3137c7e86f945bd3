package io.penstock.journal;

import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records to a log: one record is one Chronicle document that holds exactly its bytes. Stamps sequence and
 * CRC32C. {@link JournalRecovery#open} makes it, because only a walk over what is there tells the next sequence.
 *
 * <p>One thread at a time, not necessarily the one that opened it. Allocates nothing per record; the first record of
 * a day opens a file. What an append that returned has stored survives the end of the process, however it ends; a
 * loss of power as the sync policy says; a force that fails is reported with the record already in the log. A refusal
 * for want of space can be retried; after any other fault the appender is closed for good.
 */
public final class JournalAppender implements LogAppender {
    private static final int CLOCK_INTERVAL = 1024;
    private static final int AHEAD_BYTES = 128 << 10;

    private final JournalConfig config;
    private final JournalLock lock;
    private final SingleChronicleQueue queue;
    private final RollClock clock;
    private final ExcerptAppender appender;
    private final SpaceGuard space;
    private final DiskSync sync;
    private final HashChain chain;
    private final int aheadBytes;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private long nextSequence;
    private int cycle = Integer.MIN_VALUE;
    private int untilClock = CLOCK_INTERVAL;
    private String failure;
    private boolean closed;

    JournalAppender(
        final JournalConfig config, final JournalLock lock, final SingleChronicleQueue queue, final RollClock clock,
        final HashChain chain, final long nextSequence) {
        this.config = config;
        this.lock = lock;
        this.queue = queue;
        this.clock = clock;
        this.chain = chain;
        this.nextSequence = nextSequence;
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
        space = new SpaceGuard(config.directory().toFile(), config.freeSpaceFloorBytes());
        sync = new DiskSync(config.sync());
        aheadBytes = AHEAD_BYTES + 2 * Long.BYTES * queue.indexCount();
    }

    /**
     * Opens a log for appending, recovering it when it holds records.
     *
     * @param config of the log
     * @return the appender, behind the last record
     * @throws LogFaultException as {@link JournalRecovery#open} does
     */
    public static JournalAppender open(final JournalConfig config) {
        return JournalRecovery.open(config).appender();
    }

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        final long sequence = nextSequence;
        if (chain != null) {
            chain.flushFull();
        }
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
        store(buffer, offset, length);
        if (chain != null) {
            chain.add(buffer, offset, length);
        }
        nextSequence = sequence + 1;
        sync.onAppend();
        return sequence;
    }

    /** Appends a marker that is not part of the sequence. */
    void appendOutside(final MutableDirectBuffer buffer, final int length) {
        buffer.putLong(Records.SEQUENCE_OFFSET, Layout.NO_SEQUENCE, ByteOrder.LITTLE_ENDIAN);
        store(buffer, 0, length);
        sync.onAppend();
    }

    private void store(final MutableDirectBuffer buffer, final int offset, final int length) {
        if (length < Records.HEADER_LENGTH || length > Layout.MAX_RECORD_LENGTH
            || Records.length(buffer, offset) != length) {
            throw new IllegalArgumentException("a record of " + length + " bytes whose header says "
                + (length < Records.HEADER_LENGTH ? -1 : Records.length(buffer, offset)) + ": both must be the same, "
                + Records.HEADER_LENGTH + " to " + Layout.MAX_RECORD_LENGTH);
        }
        if (failure != null) {
            throw unusable();
        }
        if (--untilClock == 0) {
            untilClock = CLOCK_INTERVAL;
            clock.step();
        }
        try {
            publish(buffer, offset, length);
        } catch (final LogFaultException e) {
            throw e;
        } catch (final InternalError | RuntimeException e) {
            failure = e.toString();
            throw fault(e);
        } catch (final Error e) {
            failure = e.toString();
            throw e;
        }
    }

    private void publish(final MutableDirectBuffer buffer, final int offset, final int length) {
        final DocumentContext document = appender.writingDocument();
        try {
            final Bytes<?> bytes = document.wire().bytes();
            final long position = bytes.writePosition();
            final long needed = position + length + aheadBytes;
            if (needed > space.reservedTo() || appender.cycle() != cycle) {
                prepare(position, needed);
            }
            target.wrap(bytes.addressForWrite(position), length);
            buffer.getBytes(offset, target, 0, length);
            final int crc = Layout.crc(target.addressOffset(), 0, length);
            target.putInt(Records.CRC_OFFSET, crc, ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(offset + Records.CRC_OFFSET, crc, ByteOrder.LITTLE_ENDIAN);
            bytes.writeSkip(length); // may map the next chunk and drop the one that holds the record: nothing after it
        } catch (final Throwable e) {
            document.rollbackOnClose();
            throw e;
        } finally {
            document.close();
        }
    }

    /** Before the first byte of a record: its file and the disk under it are there, or it is refused. */
    private void prepare(final long position, final long needed) {
        if (appender.cycle() != cycle) {
            final File file = appender.currentFile();
            space.open(file, cycle == Integer.MIN_VALUE ? position & -SpaceGuard.STEP : 0);
            sync.open(file);
            cycle = appender.cycle();
        }
        space.reserve(needed, position, nextSequence);
    }

    /**
     * Opens and drops a document: loads what an append needs, and shows where Chronicle would write.
     *
     * @return offset in the current file of the next document header
     */
    long rehearse() {
        final DocumentContext document = appender.writingDocument();
        try {
            final long position = document.wire().bytes().writePosition();
            prepare(position, position + aheadBytes);
            return position - Integer.BYTES;
        } finally {
            document.rollbackOnClose();
            document.close();
        }
    }

    /** The file that the next document goes into. */
    File currentFile() {
        return appender.currentFile();
    }

    private LogFaultException fault(final Throwable cause) {
        final long free = config.directory().toFile().getUsableSpace();
        if (cause instanceof InternalError || free < 2 * SpaceGuard.STEP) {
            return new LogFaultException(Kind.NO_SPACE, nextSequence, "record " + nextSequence + " was not stored: the"
                + " file system of the journal " + config.directory() + " is full or failing; " + free
                + " bytes are free, at least " + Math.max(config.freeSpaceFloorBytes(), 2 * SpaceGuard.STEP)
                + " are needed (" + cause + ")", cause);
        }
        return new LogFaultException(Kind.DAMAGED, nextSequence, "record " + nextSequence + " was not stored in the"
            + " journal " + config.directory() + ": " + cause, cause);
    }

    private LogFaultException unusable() {
        return new LogFaultException(Kind.DAMAGED, nextSequence, "record " + nextSequence + " was not stored: an"
            + " earlier fault closed the journal " + config.directory() + " to appends (" + failure
            + "); open it again to recover", null);
    }

    @Override
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Free bytes of the log's file system when it was last looked at, once per MiB appended.
     *
     * @return bytes
     */
    public long freeBytes() {
        return space.freeBytes();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        failure = failure == null ? "it was closed" : failure;
        try (lock; queue; appender; space; sync) {
            if (chain != null) {
                chain.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close the journal " + config.directory(), e);
        }
    }
}
