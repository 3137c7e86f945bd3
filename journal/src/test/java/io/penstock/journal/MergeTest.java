package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.BookUpdateEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.Records;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {
    private static final int LENGTH = 80;
    private static final int INSTRUMENT = Records.HEADER_LENGTH;
    private static final int CHUNK_INDEX = Records.HEADER_LENGTH + 4;
    private static final int CHUNK_COUNT = Records.HEADER_LENGTH + 6;
    private static final int TAG = Records.HEADER_LENGTH + 8;

    @TempDir
    private Path directory;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer opening = new UnsafeBuffer(new byte[LENGTH]);

    /** Shifts instrument ids by 10 per log, drops ids above 8, keeps the chunks of a book update together. */
    private static final class Shifting implements RecordRewriter {
        @Override
        public int rewrite(
            final int input, final DirectBuffer record, final int offset, final int length,
            final MutableDirectBuffer target, final int targetOffset) {
            final int instrument = record.getInt(offset + INSTRUMENT);
            if (instrument > 8) {
                return 0;
            }
            target.putBytes(targetOffset, record, offset, length);
            target.putInt(targetOffset + INSTRUMENT, instrument + 10 * input);
            return length;
        }

        @Override
        public boolean holdsNext(final int input, final DirectBuffer record, final int offset, final int length) {
            return Records.templateId(record, offset) == BookUpdateEncoder.TEMPLATE_ID
                && record.getShort(offset + CHUNK_INDEX) + 1 < record.getShort(offset + CHUNK_COUNT);
        }
    }

    private void append(
        final JournalAppender appender, final int template, final long timeNs, final int instrument, final long tag) {
        buffer.setMemory(0, LENGTH, (byte) 0);
        EventFrame.header(buffer, 0, LENGTH, LENGTH - Records.HEADER_LENGTH, template, timeNs);
        Records.stamp(buffer, 0, 0, timeNs, 0, 0);
        buffer.putInt(INSTRUMENT, instrument);
        buffer.putLong(TAG, tag);
        appender.append(buffer, 0, LENGTH);
    }

    private void appendChunks(final JournalAppender appender, final long timeNs, final int chunks, final long tag) {
        for (int i = 0; i < chunks; i++) {
            buffer.setMemory(0, LENGTH, (byte) 0);
            EventFrame.header(buffer, 0, LENGTH, LENGTH - Records.HEADER_LENGTH, BookUpdateEncoder.TEMPLATE_ID, timeNs);
            Records.stamp(buffer, 0, 0, timeNs + i * 10, 0, 0);
            buffer.putShort(CHUNK_INDEX, (short) i);
            buffer.putShort(CHUNK_COUNT, (short) chunks);
            buffer.putLong(TAG, tag);
            appender.append(buffer, 0, LENGTH);
        }
    }

    private void fillOpening() {
        EventFrame.header(opening, 0, LENGTH, LENGTH - Records.HEADER_LENGTH, JournalOpenedEncoder.TEMPLATE_ID, 0);
    }

    private MergeReport merge(final List<Path> inputs, final Path target) {
        fillOpening();
        return JournalMerge.run(inputs, SampleLog.input(target), opening, new Shifting(), WalkProgress.NONE);
    }

    private static long time(final byte[] record) {
        return Records.engineTimeNs(new UnsafeBuffer(record), 0);
    }

    private static long tag(final byte[] record) {
        return new UnsafeBuffer(record).getLong(TAG);
    }

    @Test
    void shouldOrderByTimeThenByArgumentAndShiftInstruments() {
        final List<Path> inputs = new ArrayList<>();
        final long seed = System.nanoTime();
        final Random random = SampleLog.random(seed);
        for (int log = 0; log < 3; log++) {
            final Path path = directory.resolve("in" + log);
            inputs.add(path);
            try (JournalAppender appender = JournalAppender.open(SampleLog.input(path))) {
                long timeNs = 1_000;
                append(appender, JournalOpenedEncoder.TEMPLATE_ID, timeNs, 0, -1);
                append(appender, InstrumentDefinedEncoder.TEMPLATE_ID, timeNs, 0, -2);
                for (int i = 0; i < 500; i++) {
                    timeNs += random.nextInt(3);
                    append(appender, TradeEncoder.TEMPLATE_ID, timeNs, i % 10, log * 1_000L + i);
                }
            }
        }
        final Path target = directory.resolve("merged");
        final MergeReport report = merge(inputs, target);
        assertEquals(1 + 3 * (1 + 450), report.records());
        assertEquals(new MergeReport.Input(502, 451, 51), report.inputs().get(1));
        final List<byte[]> merged = SampleLog.readAll(target);
        assertEquals(report.records(), merged.size());
        assertEquals(JournalOpenedEncoder.TEMPLATE_ID, SampleLog.template(merged.get(0)));
        assertEquals(1_000, time(merged.get(0)));
        for (int i = 2; i < merged.size(); i++) {
            final byte[] before = merged.get(i - 1);
            final byte[] record = merged.get(i);
            final int log = new UnsafeBuffer(record).getInt(INSTRUMENT) / 10;
            final int logBefore = new UnsafeBuffer(before).getInt(INSTRUMENT) / 10;
            assertTrue(time(before) < time(record) || time(before) == time(record) && logBefore <= log,
                "seed " + seed + " record " + i);
            assertTrue(tag(record) < 0 || tag(record) / 1_000 == log);
        }
        assertTrue(JournalCheck.run(target).ok());
    }

    @Test
    void shouldKeepChunksTogetherAndTimeForwardWhenAnotherLogFallsBetweenThem() {
        final Path one = directory.resolve("one");
        final Path two = directory.resolve("two");
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(one))) {
            append(appender, JournalOpenedEncoder.TEMPLATE_ID, 100, 0, 0);
            appendChunks(appender, 200, 3, 1);
            appendChunks(appender, 300, 2, 2);
        }
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(two))) {
            append(appender, JournalOpenedEncoder.TEMPLATE_ID, 50, 0, 0);
            append(appender, TradeEncoder.TEMPLATE_ID, 205, 0, 3);
            append(appender, TradeEncoder.TEMPLATE_ID, 215, 0, 4);
            append(appender, TradeEncoder.TEMPLATE_ID, 305, 0, 5);
        }
        final Path target = directory.resolve("merged");
        merge(List.of(one, two), target);
        final List<byte[]> merged = SampleLog.readAll(target);
        final long[] tags = merged.stream().skip(1).mapToLong(MergeTest::tag).toArray();
        assertEquals("[1, 1, 1, 3, 4, 2, 2, 5]", Arrays.toString(tags));
        final long[] times = merged.stream().mapToLong(MergeTest::time).toArray();
        assertEquals("[200, 200, 210, 220, 220, 220, 300, 310, 310]", Arrays.toString(times));
    }

    @Test
    void shouldRefuseWhenTheTargetHoldsRecords() {
        final Path one = directory.resolve("one");
        SampleLog.write(SampleLog.input(one), 5);
        final Path target = directory.resolve("merged");
        SampleLog.write(SampleLog.input(target), 7);
        assertEquals("cannot merge into " + target + ": it holds 7 records already, a new directory is needed",
            assertThrows(LogFaultException.class, () -> merge(List.of(one), target)).getMessage());
    }

    @Test
    void shouldSayWhichInputIsNoLog() {
        final Path missing = directory.resolve("missing");
        assertEquals("no journal at " + missing + ": there is no such directory",
            assertThrows(LogFaultException.class,
                () -> merge(List.of(missing), directory.resolve("merged"))).getMessage());
    }
}
