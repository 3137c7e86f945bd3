package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import io.penstock.journal.CheckReport.RecordFault;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * Walks a whole log of either kind and says whether it is what was written: every record's length, CRC32C, schema and
 * sequence, the bytes behind the end, and the hash chain of an output log. Writes nothing; a log may be appended to
 * meanwhile. Used once; one thread; allocates.
 */
public final class JournalCheck {
    private static final int PROGRESS_MASK = 0xFFFF;

    private final Path directory;
    private final MessageDigest digest = HashChain.sha256();
    private final byte[] scratch = new byte[8 << 10];
    private final ChainVerifier chain;
    private LogKind kind;
    private long sequence;
    private long recordBytes;
    private long firstTimeNs = Long.MIN_VALUE;
    private long lastTimeNs = Long.MIN_VALUE;
    private long unfinishedBytes;
    private RecordFault fault = RecordFault.NONE;

    private JournalCheck(final Path directory) {
        this.directory = directory;
        chain = new ChainVerifier(directory);
    }

    /**
     * Checks a log.
     *
     * @param directory of the log
     * @return what was found; a bad record is a finding, not an exception
     * @throws LogFaultException NOT_A_LOG when there is no log, or a newer build wrote it
     */
    public static CheckReport run(final Path directory) {
        return run(directory, WalkProgress.NONE);
    }

    /**
     * Checks a log.
     *
     * @param directory of the log
     * @param progress  hears how far the walk is
     * @return what was found; a bad record is a finding, not an exception
     * @throws LogFaultException NOT_A_LOG when there is no log, or a newer build wrote it
     */
    public static CheckReport run(final Path directory, final WalkProgress progress) {
        try (JournalReader reader = JournalReader.open(directory)) {
            return new JournalCheck(directory).walk(reader, progress);
        }
    }

    private CheckReport walk(final JournalReader reader, final WalkProgress progress) {
        final long total = progress == WalkProgress.NONE ? 0 : reader.estimateBytesTotal();
        kind = reader.kind();
        final long base = reader.firstSequence();
        sequence = base;
        try {
            walkRecords(reader, progress, total);
        } catch (final LogFaultException e) {
            if (e.kind() == Kind.NOT_A_LOG) {
                throw e;
            }
            final DocumentCursor cursor = reader.cursor();
            fault = new RecordFault(e.sequence(), cursor.file().toString(), cursor.position() + Integer.BYTES,
                e.getMessage());
        }
        if (fault == RecordFault.NONE) {
            chain.onEnd(kind, sequence);
        }
        progress.onProgress(reader.bytesDone(), Math.max(total, reader.bytesDone()), sequence);
        return new CheckReport(directory, kind, sequence - base, recordBytes, sequence == base ? -1 : base,
            sequence == base ? -1 : sequence - 1, firstTimeNs, lastTimeNs, HexFormat.of().formatHex(digest.digest()),
            reader.passed(), unfinishedBytes, chain.state(), chain.message(), chain.head(), chain.covered(), fault);
    }

    private void walkRecords(final JournalReader reader, final WalkProgress progress, final long total) {
        while (reader.read(this::onRecord)) {
            if ((sequence & PROGRESS_MASK) == 0) {
                progress.onProgress(reader.bytesDone(), total, sequence);
            }
        }
        final DocumentCursor cursor = reader.cursor();
        if (cursor.fileIndex() >= 0 && !cursor.atEndMark()) {
            inspectEnd(cursor);
        }
    }

    private void inspectEnd(final DocumentCursor cursor) {
        try {
            unfinishedBytes = Leftover.inspect(cursor.file(), cursor.position(), sequence);
        } catch (final LogFaultException e) {
            if (!cursor.next(sequence)) {
                throw e;
            }
        }
        if (unfinishedBytes > 0 && cursor.next(sequence)) {
            unfinishedBytes = 0;
        }
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        lastTimeNs = Records.engineTimeNs(buffer, offset);
        if (recordBytes == 0) {
            firstTimeNs = lastTimeNs;
        }
        HashChain.update(digest, buffer, offset, length, scratch);
        chain.onRecord(sequence, buffer, offset, length);
        recordBytes += length;
        sequence++;
    }
}
