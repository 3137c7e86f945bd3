package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads a log front to back and verifies each record: length, CRC32C, schema, contiguous sequence. Takes no lock and
 * writes nothing, so a log can be read while it is appended to: at its end {@link #read} returns false, and later
 * true when there is more.
 *
 * <p>A bad record throws, unless the next one is its RecoveryMarker: then it is skipped. In an input log the marker
 * is a record like any other; in an output log it carries sequence -1 and is skipped too.
 *
 * <p>One thread. Allocates when a file is opened, never per record.
 */
public final class JournalReader implements LogReader {
    /** What {@link #advance} found. */
    enum Step {
        /** A good record: {@link #handOut} it. */
        RECORD,
        /** Nothing more is written now. */
        END,
        /** A record that is not what was written, and not passed by a marker. */
        BAD
    }

    private final Path directory;
    private final DocumentCursor cursor;
    private final PrunedNote pruned;
    private long expected;
    private long passed;
    private Kind faultKind;
    private String fault;

    private JournalReader(final Path directory) {
        this.directory = directory;
        cursor = new DocumentCursor(directory);
        pruned = PrunedNote.of(directory);
        if (pruned.firstSequence() > 0) {
            moveToFileOf(pruned.firstSequence());
        }
    }

    /**
     * Opens a log of either kind.
     *
     * @param directory of the log
     * @return a reader before the first record
     * @throws LogFaultException NOT_A_LOG when there is none, or a newer build wrote it
     */
    public static JournalReader open(final Path directory) {
        LogFiles.requireLog(directory);
        final JournalReader reader = new JournalReader(directory);
        try {
            reader.requireReadable();
            return reader;
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Opens a log that must be of one kind.
     *
     * @param directory of the log
     * @param kind      wanted
     * @return a reader before the first record
     * @throws LogFaultException NOT_A_LOG when there is none, it is of the other kind, or a newer build wrote it
     */
    public static JournalReader open(final Path directory, final LogKind kind) {
        final JournalReader reader = open(directory);
        final LogKind found = reader.kind();
        if (found != null && found != kind) {
            reader.close();
            throw LogFiles.notALog(directory + " is " + found.words() + ", " + kind.words() + " is needed: its first"
                + " record is " + (found == LogKind.INPUT ? "" : "not ") + "a JournalOpened");
        }
        return reader;
    }

    private void requireReadable() {
        if (cursor.next(expected) && Layout.isForeign(cursor.buffer(), cursor.offset(), cursor.length())) {
            throw foreign();
        }
    }

    private LogFaultException foreign() {
        final int schema = Layout.schemaId(cursor.buffer(), cursor.offset());
        final int version = Layout.schemaVersion(cursor.buffer(), cursor.offset());
        return LogFiles.notALog(schema == Layout.SCHEMA_ID
            ? "record " + expected + " of " + directory + " was written with schema version " + version
                + ", this build reads up to version " + Layout.SCHEMA_VERSION + ": read it with a newer build"
            : "record " + expected + " of " + directory + " has schema " + schema + ", Penstock's records have schema "
                + Layout.SCHEMA_ID + ": another program wrote it");
    }

    /**
     * Which kind of log this is, told by its first record.
     *
     * @return the kind, or null while the log is empty or its first record is damaged
     */
    public LogKind kind() {
        if (pruned.firstSequence() > 0) {
            return LogKind.INPUT; // no other is pruned, and the record that would tell is gone
        }
        final int file = cursor.fileIndex();
        final long position = cursor.position();
        cursor.rewind();
        LogKind kind = null;
        if (cursor.next(0) && Layout.isWhole(cursor.buffer(), cursor.offset(), cursor.length())) {
            kind = Records.templateId(cursor.buffer(), cursor.offset()) == Layout.JOURNAL_OPENED
                ? LogKind.INPUT : LogKind.OUTPUT;
        }
        cursor.moveTo(file, position);
        return kind;
    }

    @Override
    public boolean read(final RecordHandler handler) {
        final DocumentCursor documents = cursor;
        if (!documents.next(expected)) {
            return false;
        }
        if (!isNextGood(documents)) {
            switch (advance()) {
                case BAD -> throw fault();
                case END -> {
                    return false;
                }
                default -> { }
            }
        }
        handOut(handler);
        return true;
    }

    private boolean isNextGood(final DocumentCursor documents) {
        return Layout.isWhole(documents.buffer(), documents.offset(), documents.length())
            && Records.sequence(documents.buffer(), documents.offset()) == expected;
    }

    /** Finds the next good record or says why there is none; passes bad ones that have their marker. */
    Step advance() {
        for (;;) {
            if (!cursor.next(expected)) {
                return Step.END;
            }
            if (isNextGood(cursor)) {
                return Step.RECORD;
            }
            final DirectBuffer buffer = cursor.buffer();
            final int offset = cursor.offset();
            final int length = cursor.length();
            if (Layout.isForeign(buffer, offset, length)) {
                throw foreign();
            }
            final boolean whole = Layout.isWhole(buffer, offset, length);
            faultKind = whole ? Kind.BROKEN_CHAIN : Kind.DAMAGED;
            fault = whole
                ? "its place holds the record with sequence " + Records.sequence(buffer, offset)
                : Layout.fault(buffer, offset, length);
            if (!passMarked()) {
                return Step.BAD;
            }
        }
    }

    /** Passes the bad record at the cursor when its marker follows; otherwise stays before it. */
    private boolean passMarked() {
        final int file = cursor.fileIndex();
        final long position = cursor.position();
        final long badIndex = cursor.fileOffset();
        final int badBytes = cursor.length();
        cursor.consume();
        if (cursor.next(expected)) {
            final DirectBuffer buffer = cursor.buffer();
            final int offset = cursor.offset();
            if (cursor.length() >= Layout.MARKER_LENGTH && Layout.isWhole(buffer, offset, cursor.length())
                && Layout.isMarkerOf(buffer, offset, badIndex, badBytes)) {
                final long sequence = Records.sequence(buffer, offset);
                if (sequence == expected || sequence == Layout.NO_SEQUENCE) {
                    passed++;
                    if (sequence == Layout.NO_SEQUENCE) {
                        cursor.consume();
                    }
                    return true;
                }
            }
        }
        cursor.moveTo(file, position);
        return false;
    }

    /** Hands out the record that {@link #advance} found. */
    void handOut(final RecordHandler handler) {
        final int offset = cursor.offset();
        cursor.consume();
        expected++;
        handler.onRecord(cursor.buffer(), offset, cursor.length());
    }

    /** The fault that {@link #advance} found. */
    LogFaultException fault() {
        cursor.next(expected);
        return new LogFaultException(faultKind, expected, "record " + expected + " is "
            + (faultKind == Kind.DAMAGED ? "damaged: " : "missing: ") + fault + " ("
            + cursor.place(cursor.fileOffset()) + ", " + cursor.length() + " bytes)", null);
    }

    /** Why, without the place. */
    String faultReason() {
        return fault;
    }

    Kind faultKind() {
        return faultKind;
    }

    DocumentCursor cursor() {
        return cursor;
    }

    /**
     * How many bad records were passed because their markers follow them.
     *
     * @return a count
     */
    public long passed() {
        return passed;
    }

    /**
     * Where the log begins.
     *
     * @return 0 unless its oldest files were pruned
     */
    public long firstSequence() {
        return pruned.firstSequence();
    }

    /**
     * Where the files went that were pruned.
     *
     * @return a directory, empty when the log is whole
     */
    public String archive() {
        return pruned.archive();
    }

    /**
     * Sequence of the next record.
     *
     * @return {@link #firstSequence} before the first
     */
    public long nextSequence() {
        return expected;
    }

    /**
     * Bytes of the log's files behind this reader, for progress.
     *
     * @return bytes, Chronicle's own documents included
     */
    public long bytesDone() {
        return cursor.bytesDone();
    }

    /**
     * Bytes of the log's files that hold data, estimated by looking at their pages; for progress.
     *
     * @return bytes; allocates
     */
    public long estimateBytesTotal() {
        long total = 0;
        final List<Path> files = cursor.files();
        for (int i = 0; i < files.size(); i++) {
            total += LogFiles.estimateUsed(files.get(i));
        }
        return total;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Walks headers only, a few nanoseconds each, from here or, backwards, from the last file that begins before
     * the sequence; does not verify the CRC of what it passes. After false it stands at the end.
     */
    @Override
    public boolean moveTo(final long sequence) {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence " + sequence + ": 0 or more is needed");
        }
        if (sequence < pruned.firstSequence()) {
            throw LogFiles.notALog("record " + sequence + " was pruned from " + directory + ", which begins at record "
                + pruned.firstSequence() + " now; the others are in the archive " + pruned.archive());
        }
        if (sequence < expected || fileBegins(cursor.fileIndex() + 1, sequence)) {
            moveToFileOf(sequence);
        }
        do {
            while (expected < sequence) {
                if (!cursor.next(expected)) {
                    return false;
                }
                passHeader();
            }
        } while (passLateMarker());
        return true;
    }

    /** By its header alone a torn record may have counted as good; its marker puts that right. */
    private boolean passLateMarker() {
        if (expected == 0 || !cursor.next(expected) || cursor.length() < Layout.MARKER_LENGTH
            || Records.templateId(cursor.buffer(), cursor.offset()) != Layout.RECOVERY_MARKER) {
            return false;
        }
        final long sequence = Records.sequence(cursor.buffer(), cursor.offset());
        if (sequence != expected - 1 && sequence != Layout.NO_SEQUENCE) {
            return false;
        }
        cursor.consume();
        if (sequence == Layout.NO_SEQUENCE) {
            expected--;
        }
        return true;
    }

    /** Passes one document by its header; falls back to the careful way when that is not the next in order. */
    private void passHeader() {
        final DirectBuffer buffer = cursor.buffer();
        final int offset = cursor.offset();
        final int length = cursor.length();
        if (length >= Records.HEADER_LENGTH && Records.length(buffer, offset) == length) {
            final long sequence = Records.sequence(buffer, offset);
            if (sequence == expected) {
                cursor.consume();
                expected++;
                return;
            }
            if (passLateMarker()) {
                return;
            }
        }
        if (advance() == Step.BAD) {
            throw fault();
        }
    }

    private boolean fileBegins(final int index, final long sequence) {
        return index < cursor.files().size() && index > 0 && firstSequence(index) <= sequence
            && firstSequence(index) >= 0;
    }

    /** Sequence of the first record of a file, or -1 when it has none that can be believed. */
    private long firstSequence(final int index) {
        try (DocumentCursor probe = new DocumentCursor(directory)) {
            probe.openFile(index);
            return probe.next(0) && probe.fileIndex() == index
                && Layout.isWhole(probe.buffer(), probe.offset(), probe.length())
                ? Records.sequence(probe.buffer(), probe.offset()) : -1;
        }
    }

    private void moveToFileOf(final long sequence) {
        for (int index = cursor.files().size() - 1; index > 0; index--) {
            final long first = firstSequence(index);
            if (first >= 0 && first <= sequence) {
                cursor.moveTo(index, 0);
                expected = first;
                return;
            }
        }
        cursor.rewind();
        expected = pruned.firstSequence();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
