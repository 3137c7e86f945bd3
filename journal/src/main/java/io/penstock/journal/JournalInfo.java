package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import io.penstock.journal.InfoReport.FileInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Says what a log holds and where a record stands. Writes nothing. Used once; one thread; allocates.
 */
public final class JournalInfo {
    private static final int PROGRESS_MASK = 0xFFFF;

    private final List<FileInfo> files = new ArrayList<>();
    private long records;
    private long recordBytes;
    private long firstTimeNs = Long.MIN_VALUE;
    private long lastTimeNs = Long.MIN_VALUE;

    private JournalInfo() {
    }

    /**
     * Walks a log.
     *
     * @param directory of the log
     * @param progress  hears how far the walk is
     * @return what it holds
     * @throws LogFaultException when there is no log, or it has a bad record
     */
    public static InfoReport of(final Path directory, final WalkProgress progress) {
        try (JournalReader reader = JournalReader.open(directory)) {
            return new JournalInfo().walk(directory, reader, progress);
        }
    }

    private InfoReport walk(final Path directory, final JournalReader reader, final WalkProgress progress) {
        final LogKind kind = reader.kind();
        final long total = progress == WalkProgress.NONE ? 0 : reader.estimateBytesTotal();
        final DocumentCursor cursor = reader.cursor();
        final long base = reader.firstSequence();
        int file = cursor.fileIndex();
        long first = base;
        long used = 0;
        long fileTimeNs = Long.MIN_VALUE;
        while (reader.read(this::onRecord)) {
            if (cursor.fileIndex() != file) {
                addFile(cursor.files().get(file), used, first, base + records - 2, fileTimeNs);
                file = cursor.fileIndex();
                first = base + records - 1;
            }
            used = cursor.position();
            fileTimeNs = lastTimeNs;
            if ((records & PROGRESS_MASK) == 0) {
                progress.onProgress(reader.bytesDone(), total, records);
            }
        }
        if (file >= 0) {
            addFile(cursor.files().get(file), used, first, base + records - 1, fileTimeNs);
        }
        progress.onProgress(reader.bytesDone(), Math.max(total, reader.bytesDone()), records);
        return new InfoReport(directory, kind, records, recordBytes, records == 0 ? -1 : base,
            records == 0 ? -1 : base + records - 1, firstTimeNs,
            lastTimeNs, List.copyOf(files));
    }

    private void addFile(
        final Path file, final long used, final long first, final long last, final long lastFileTimeNs) {
        try {
            final boolean empty = last < first;
            files.add(new FileInfo(String.valueOf(file.getFileName()), Files.size(file), used, empty ? -1 : first,
                empty ? -1 : last, empty ? Long.MIN_VALUE : lastFileTimeNs));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the journal file " + file, e);
        }
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        lastTimeNs = Records.engineTimeNs(buffer, offset);
        if (records == 0) {
            firstTimeNs = lastTimeNs;
        }
        recordBytes += length;
        records++;
    }

    /**
     * Finds a record, good or damaged.
     *
     * @param directory of the log
     * @param sequence  of the record
     * @return where it stands
     * @throws LogFaultException NOT_A_LOG when there is no log or it does not reach so far, DAMAGED when a record
     *                           before it cannot be passed
     */
    public static RecordPlace locate(final Path directory, final long sequence) {
        try (JournalReader reader = JournalReader.open(directory)) {
            final boolean reached = reader.moveTo(sequence);
            final JournalReader.Step step = reached ? reader.advance() : JournalReader.Step.END;
            if (step == JournalReader.Step.END) {
                throw new LogFaultException(Kind.NOT_A_LOG, sequence, "there is no record " + sequence + " in "
                    + directory + (reader.nextSequence() == 0 ? ": it is empty"
                    : ": its records are 0 to " + (reader.nextSequence() - 1)), null);
            }
            final DocumentCursor cursor = reader.cursor();
            cursor.next(sequence);
            final boolean readable = cursor.length() >= Records.HEADER_LENGTH;
            return new RecordPlace(sequence, cursor.file(), cursor.fileOffset(), cursor.length(),
                readable ? Records.engineTimeNs(cursor.buffer(), cursor.offset()) : Long.MIN_VALUE,
                readable ? Records.templateId(cursor.buffer(), cursor.offset()) : -1,
                step == JournalReader.Step.RECORD);
        }
    }
}
