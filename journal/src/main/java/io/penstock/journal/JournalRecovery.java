package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.Pauser;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Opens a log for appending: takes its lock, walks it to the last good record, clears what a killed writer left
 * unfinished, passes a torn last record with a RecoveryMarker, continues the hash chain. Any other bad record refuses.
 * Used once; one thread; allocates.
 */
public final class JournalRecovery {
    private static final int PROGRESS_MASK = 0xFFFF;
    private static final long LOCK_TIMEOUT_MS = 1_000L;

    private final JournalConfig config;
    private final WalkProgress progress;
    private final long trusted;
    private long lastEngineTimeNs = Long.MIN_VALUE;
    private long records;
    private boolean torn;
    private long badIndex = -1;
    private int badBytes;
    private Path lastFile;
    private long end;
    private boolean endMark;
    private long unfinishedBytes;

    private JournalRecovery(final JournalConfig config, final WalkProgress progress, final long trusted) {
        this.config = config;
        this.progress = progress;
        this.trusted = trusted;
    }

    /**
     * Opens a log, creating it when there is none.
     *
     * @param config of the log
     * @return the appender and what was found
     * @throws LogFaultException LOCKED when another appender has it, DAMAGED or BROKEN_CHAIN when it has a bad record
     *                           that is not a torn last one, NOT_A_LOG when it is of the other kind or no log,
     *                           NO_SPACE when the disk takes no record
     */
    public static RecoveredJournal open(final JournalConfig config) {
        return open(config, WalkProgress.NONE);
    }

    /**
     * Opens a log, creating it when there is none.
     *
     * @param config   of the log
     * @param progress hears how far the walk is
     * @return the appender and what was found
     * @throws LogFaultException as {@link #open(JournalConfig)} does
     */
    public static RecoveredJournal open(final JournalConfig config, final WalkProgress progress) {
        return open(config, progress, 0);
    }

    /**
     * Opens a log of which the beginning was walked before.
     *
     * @param config   of the log
     * @param progress hears how far the walk is
     * @param trusted  first sequence that is walked over with care; the records before it are passed by their headers,
     *                 files before its own not at all. A log that is shorter is walked whole
     * @return the appender and what was found
     * @throws LogFaultException as {@link #open(JournalConfig)} does
     */
    public static RecoveredJournal open(
        final JournalConfig config, final WalkProgress progress, final long trusted) {
        return new JournalRecovery(config, progress, trusted).run();
    }

    private RecoveredJournal run() {
        final Path directory = config.directory();
        JournalLock lock = null;
        try {
            Files.createDirectories(directory);
            lock = JournalLock.take(directory);
            if (Files.exists(directory.resolve(LogFiles.METADATA)) || !LogFiles.list(directory).isEmpty()) {
                LogFiles.requireLog(directory);
                walk();
            }
            final HashChain chain = config.kind() == LogKind.OUTPUT ? openChain() : null;
            return openAppender(lock, chain);
        } catch (final IOException e) {
            release(lock);
            throw new UncheckedIOException("cannot open the journal " + directory + ": " + e.getMessage(), e);
        } catch (final RuntimeException | Error e) {
            release(lock);
            throw e;
        }
    }

    private static void release(final JournalLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot release a journal's lock", e);
            }
        }
    }

    private void walk() {
        try (JournalReader reader = JournalReader.open(config.directory(), config.kind())) {
            final long total = progress == WalkProgress.NONE ? 0 : reader.estimateBytesTotal();
            if (trusted > 1) {
                passTrusted(reader);
            }
            JournalReader.Step step = reader.advance();
            while (step == JournalReader.Step.RECORD) {
                reader.handOut(this::onRecord);
                if ((reader.nextSequence() & PROGRESS_MASK) == 0) {
                    progress.onProgress(reader.bytesDone(), total, reader.nextSequence());
                }
                step = reader.advance();
            }
            records = reader.nextSequence();
            final DocumentCursor cursor = reader.cursor();
            if (step == JournalReader.Step.BAD) {
                requireTorn(reader, cursor);
            }
            endMark = cursor.atEndMark();
            if (cursor.fileIndex() >= 0 && !endMark) {
                lastFile = cursor.file();
                end = cursor.position();
                unfinishedBytes = Leftover.inspect(lastFile, end, records);
            }
            progress.onProgress(reader.bytesDone(), Math.max(total, reader.bytesDone()), records);
        }
        if (unfinishedBytes > 0) {
            Leftover.clear(lastFile, end, unfinishedBytes);
        }
    }

    /** One record before the trusted end is read with care too, so that its time is known. */
    private void passTrusted(final JournalReader reader) {
        if (trusted - 1 < reader.firstSequence() || !reader.moveTo(trusted - 1)) {
            reader.moveTo(reader.firstSequence());
        }
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        lastEngineTimeNs = Records.engineTimeNs(buffer, offset);
    }

    /** A bad record may be passed only when its bytes are bad and nothing comes after it. */
    private void requireTorn(final JournalReader reader, final DocumentCursor cursor) {
        final LogFaultException fault = reader.fault();
        badIndex = cursor.fileOffset();
        badBytes = cursor.length();
        cursor.consume();
        if (reader.faultKind() != Kind.DAMAGED || cursor.next(records + 1)) {
            throw new LogFaultException(fault.kind(), fault.sequence(), fault.getMessage() + "; it is not the last one,"
                + " so it cannot be passed: restore the journal from a copy", fault);
        }
        torn = true;
    }

    private HashChain openChain() {
        final Path file = config.directory().resolve(LogFiles.CHAIN);
        if (!Files.exists(file) && records > 0) {
            throw ChainEntry.broken(0, "the output log " + config.directory() + " holds " + records
                + " records and no hash chain (" + file + "): move it away, a replay writes it again");
        }
        final List<ChainEntry> kept = new ArrayList<>(Files.exists(file) ? ChainEntry.readAll(file) : List.of());
        final long allowed = torn ? records + 1 : records;
        if (!kept.isEmpty() && kept.get(kept.size() - 1).nextSequence() > allowed) {
            throw ChainEntry.broken(records, "the hash chain " + file + " covers " + kept.get(kept.size() - 1)
                .nextSequence() + " records, the output log ends after " + records
                + ": move it away, a replay writes it again");
        }
        while (!kept.isEmpty() && kept.get(kept.size() - 1).nextSequence() > records) {
            kept.remove(kept.size() - 1);
        }
        final HashChain chain = new HashChain(file, kept);
        if (chain.nextSequence() < records) {
            rehash(chain);
        }
        return chain;
    }

    /** The block that was open when the writer ended was only in its memory. */
    private void rehash(final HashChain chain) {
        try (JournalReader reader = JournalReader.open(config.directory())) {
            reader.moveTo(chain.nextSequence());
            while (chain.nextSequence() < records && reader.read((buffer, offset, length) -> {
                chain.flushFull();
                chain.add(buffer, offset, length);
            })) {
                continue;
            }
        }
    }

    private RecoveredJournal openAppender(final JournalLock lock, final HashChain chain) {
        final RollClock clock = new RollClock(config.fixedDay());
        final SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(config.directory())
            .rollCycle(config.roll().cycle()).timeProvider(clock).checkInterrupts(false).build();
        JournalAppender appender = null;
        try {
            final long firstCycle = Math.max(0, queue.lastCycle()) + (endMark ? 1 : 0);
            clock.atLeast(firstCycle * queue.rollCycle().lengthInMillis());
            freeStaleLock(queue);
            appender = new JournalAppender(config, lock, queue, clock, chain, records);
            requireSameEnd(appender);
            if (torn) {
                appendMarker(appender);
            }
            return new RecoveredJournal(appender, records, records - 1, lastEngineTimeNs, torn, badIndex, badBytes,
                unfinishedBytes);
        } catch (final RuntimeException | Error e) {
            if (appender == null) {
                queue.close();
            } else {
                appender.close();
            }
            throw e;
        }
    }

    /** A killed writer leaves Chronicle's own lock behind; nobody else can hold it, since this process has ours. */
    private static void freeStaleLock(final SingleChronicleQueue queue) {
        try (TableStoreWriteLock stale = new TableStoreWriteLock(
            queue.metaStore(), Pauser::balanced, LOCK_TIMEOUT_MS)) {
            if (stale.locked()) {
                stale.forceUnlock();
            }
        }
    }

    /** Chronicle keeps its own note of where the data ends; after a loss of power it may say something else. */
    private void requireSameEnd(final JournalAppender appender) {
        long next;
        try {
            next = appender.rehearse();
        } catch (final AssertionError e) {
            next = -1;
        }
        if (next < 0 || lastFile != null && end > 0 && next != end
            && appender.currentFile().toPath().getFileName().equals(lastFile.getFileName())) {
            throw new LogFaultException(Kind.DAMAGED, records, "record " + records + " is damaged: the log's documents"
                + " end at offset " + end + ", but the header of the file knows of a later one (file " + lastFile
                + "): restore the journal from a copy", null);
        }
    }

    private void appendMarker(final JournalAppender appender) {
        final UnsafeBuffer marker = new UnsafeBuffer(new byte[Layout.MARKER_LENGTH]);
        Layout.putMarker(marker, records == 0 ? 0 : lastEngineTimeNs, badIndex, badBytes);
        if (config.kind() == LogKind.OUTPUT) {
            appender.appendOutside(marker, Layout.MARKER_LENGTH);
        } else {
            appender.append(marker, 0, Layout.MARKER_LENGTH);
        }
    }
}
