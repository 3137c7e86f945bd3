package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Merges input logs into a new one by engine time; at equal times in the order of the arguments. Knows nothing of
 * what records mean: a {@link RecordRewriter} does. Used once; one thread; allocates.
 */
public final class JournalMerge {
    private static final int PROGRESS_MASK = 0xFFFF;

    private final List<Source> sources = new ArrayList<>();
    private final RecordRewriter rewriter;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private JournalAppender appender;
    private long lastTimeNs = Long.MIN_VALUE;
    private long recordBytes;

    private JournalMerge(final RecordRewriter rewriter) {
        this.rewriter = rewriter;
    }

    /**
     * Merges logs.
     *
     * @param inputs        directories of the logs, each an input log
     * @param target        the new log; it must hold no records
     * @param openingRecord the JournalOpened of the new log, whole, at offset 0; gets the engine time of the first
     *                      record. Those of the inputs are left out, and their recovery markers
     * @param rewriter      copies the records
     * @param progress      hears how far the walk is
     * @return what was done
     * @throws LogFaultException when an input cannot be read or the target cannot be written
     */
    public static MergeReport run(
        final List<Path> inputs, final JournalConfig target, final DirectBuffer openingRecord,
        final RecordRewriter rewriter, final WalkProgress progress) {
        final JournalMerge merge = new JournalMerge(rewriter);
        try {
            long total = 0;
            for (int i = 0; i < inputs.size(); i++) {
                final Source source = new Source(i, JournalReader.open(inputs.get(i), LogKind.INPUT));
                merge.sources.add(source);
                if (source.reader.firstSequence() > 0) {
                    throw LogFiles.notALog("cannot merge " + inputs.get(i) + ": its records before "
                        + source.reader.firstSequence() + " were pruned, they are in the archive "
                        + source.reader.archive());
                }
                total += progress == WalkProgress.NONE ? 0 : source.reader.estimateBytesTotal();
                source.advance();
            }
            return merge.run(target, openingRecord, progress, total);
        } finally {
            merge.sources.forEach(Source::close);
        }
    }

    private MergeReport run(
        final JournalConfig target, final DirectBuffer openingRecord, final WalkProgress progress, final long total) {
        final RecoveredJournal opened = JournalRecovery.open(target);
        try (JournalAppender writing = opened.appender()) {
            appender = writing;
            if (opened.records() > 0 || opened.markerWritten()) {
                throw new LogFaultException(Kind.NOT_A_LOG, -1, "cannot merge into " + target.directory()
                    + ": it holds " + opened.records() + " records already, a new directory is needed", null);
            }
            Source source = earliest();
            final int openingLength = Records.length(openingRecord, 0);
            scratch.putBytes(0, openingRecord, 0, openingLength);
            append(openingLength, source == null ? 0 : source.timeNs());
            while (source != null) {
                final boolean hold = rewriter.holdsNext(source.input, source.record, 0, source.length);
                copy(source);
                source.advance();
                if (!hold || source.length == 0) {
                    source = earliest();
                }
                if ((appender.nextSequence() & PROGRESS_MASK) == 0) {
                    progress.onProgress(bytesDone(), total, appender.nextSequence());
                }
            }
            progress.onProgress(bytesDone(), Math.max(total, bytesDone()), appender.nextSequence());
            return report();
        }
    }

    private Source earliest() {
        Source best = null;
        for (int i = 0; i < sources.size(); i++) {
            final Source source = sources.get(i);
            if (source.length > 0 && (best == null || source.timeNs() < best.timeNs())) {
                best = source;
            }
        }
        return best;
    }

    private void copy(final Source source) {
        final int length = rewriter.rewrite(source.input, source.record, 0, source.length, scratch, 0);
        if (length > 0) {
            append(length, source.timeNs());
            source.written++;
        }
    }

    private void append(final int length, final long engineTimeNs) {
        lastTimeNs = Math.max(lastTimeNs, engineTimeNs);
        scratch.putLong(Records.ENGINE_TIME_OFFSET, lastTimeNs, ByteOrder.LITTLE_ENDIAN);
        appender.append(scratch, 0, length);
        recordBytes += length;
    }

    private long bytesDone() {
        long done = 0;
        for (int i = 0; i < sources.size(); i++) {
            done += sources.get(i).reader.bytesDone();
        }
        return done;
    }

    private MergeReport report() {
        final List<MergeReport.Input> done = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            final Source source = sources.get(i);
            done.add(new MergeReport.Input(source.read, source.written, source.read - source.written));
        }
        return new MergeReport(appender.nextSequence(), recordBytes, List.copyOf(done));
    }

    /** One input and its next record. */
    private static final class Source implements AutoCloseable {
        private final int input;
        private final JournalReader reader;
        private final ExpandableArrayBuffer record = new ExpandableArrayBuffer();
        private int length;
        private long read;
        private long written;

        private Source(final int input, final JournalReader reader) {
            this.input = input;
            this.reader = reader;
        }

        private long timeNs() {
            return Records.engineTimeNs(record, 0);
        }

        /** Takes the next record that is one of the field, or none: length 0. */
        private void advance() {
            do {
                length = 0;
            } while (reader.read(this::take) && isOfTheLog());
        }

        private boolean isOfTheLog() {
            final int template = Records.templateId(record, 0);
            return template == Layout.JOURNAL_OPENED || template == Layout.RECOVERY_MARKER;
        }

        private void take(final DirectBuffer buffer, final int offset, final int recordLength) {
            record.putBytes(0, buffer, offset, recordLength);
            length = recordLength;
            read++;
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
