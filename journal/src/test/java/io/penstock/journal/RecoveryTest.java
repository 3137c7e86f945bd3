package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final int RECORDS = 19;
    private static final int DOCUMENT_HEADER = 4;

    @TempDir
    private Path directory;

    private Path original(final LogKind kind) {
        final Path original = directory.resolve("original");
        SampleLog.write(kind == LogKind.INPUT ? SampleLog.input(original) : SampleLog.output(original), RECORDS);
        return original;
    }

    private static Path file(final Path log) {
        return LogFiles.list(log).get(0);
    }

    @Test
    void shouldPassTheLastRecordWithAMarkerWhenItIsTornAtAnyByte() throws IOException {
        final Path original = original(LogKind.INPUT);
        final List<byte[]> good = SampleLog.readAll(original);
        final RecordPlace last = JournalInfo.locate(original, RECORDS - 1);
        final byte[] whole = SampleLog.read(last.file(), last.offset(), last.length());
        int torn = 0;
        for (int keep = 0; keep < last.length(); keep++) {
            if (allZero(whole, keep)) {
                continue;
            }
            final Path log = directory.resolve("torn" + keep);
            SampleLog.copy(original, log);
            SampleLog.overwrite(file(log), last.offset() + keep, new byte[last.length() - keep]);
            assertEquals(RECORDS - 1, assertThrows(LogFaultException.class, () -> SampleLog.readAll(log)).sequence());
            final RecoveredJournal opened = JournalRecovery.open(SampleLog.input(log));
            try (JournalAppender appender = opened.appender()) {
                assertTrue(opened.markerWritten(), "kept " + keep);
                assertEquals(RECORDS - 1, opened.records());
                assertEquals(RECORDS - 2, opened.lastSequence());
                assertEquals(last.offset(), opened.badIndex());
                assertEquals(last.length(), opened.badBytes());
                assertEquals(RECORDS, appender.nextSequence());
                SampleLog.append(appender, LogKind.INPUT, RECORDS + 2);
            }
            assertContinued(log, good);
            torn++;
        }
        assertTrue(torn > last.length() / 2, torn + " of " + last.length());
    }

    private static boolean allZero(final byte[] bytes, final int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void assertContinued(final Path log, final List<byte[]> good) {
        final List<byte[]> read = SampleLog.readAll(log);
        assertEquals(RECORDS + 2, read.size());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(i, SampleLog.sequence(read.get(i)));
            assertEquals(i == RECORDS - 1, SampleLog.template(read.get(i)) == Layout.RECOVERY_MARKER);
            if (i < RECORDS - 1) {
                assertArrayEquals(good.get(i), read.get(i));
            }
        }
        final CheckReport report = JournalCheck.run(log);
        assertTrue(report.ok(), report.toString());
        assertEquals(1, report.passed());
        try (JournalReader reader = JournalReader.open(log)) {
            for (long wanted = RECORDS + 2; wanted >= 0; wanted--) {
                assertTrue(reader.moveTo(wanted));
                final long sequence = wanted;
                assertEquals(wanted < RECORDS + 2, reader.read((buffer, offset, length) -> assertEquals(sequence,
                    buffer.getLong(offset + 8))));
            }
        }
    }

    @Test
    void shouldLeaveNoTraceInTheSequenceWhenTheLastOutputIsTorn() throws IOException {
        final Path log = original(LogKind.OUTPUT);
        final List<byte[]> good = SampleLog.readAll(log);
        final RecordPlace last = JournalInfo.locate(log, RECORDS - 1);
        SampleLog.overwrite(last.file(), last.offset() + 20, new byte[20]);
        final RecoveredJournal opened = JournalRecovery.open(SampleLog.output(log));
        try (JournalAppender appender = opened.appender()) {
            assertTrue(opened.markerWritten());
            assertEquals(RECORDS - 1, appender.nextSequence());
            SampleLog.append(appender, LogKind.OUTPUT, RECORDS);
        }
        final List<byte[]> read = SampleLog.readAll(log);
        assertEquals(good.size(), read.size());
        for (int i = 0; i < RECORDS; i++) {
            assertArrayEquals(good.get(i), read.get(i));
        }
        final CheckReport report = JournalCheck.run(log);
        assertTrue(report.ok(), report.toString());
        assertEquals(CheckReport.ChainState.OK, report.chain());
        assertEquals(RECORDS, report.chainedRecords());
        SampleLog.write(SampleLog.output(log), RECORDS + 5);
        try (JournalReader reader = JournalReader.open(log)) {
            for (long wanted = 0; wanted < RECORDS + 5; wanted++) {
                assertTrue(reader.moveTo(RECORDS + 4 - wanted));
                assertTrue(reader.read((buffer, offset, length) -> { }));
            }
        }
        assertTrue(JournalCheck.run(log).ok());
    }

    @Test
    void shouldRefuseBySequenceWhenABadRecordIsNotTheLast() throws IOException {
        final Path original = original(LogKind.INPUT);
        final long seed = Long.getLong("penstock.seed", System.nanoTime());
        final Random random = SampleLog.random(seed);
        for (int trial = 0; trial < 20; trial++) {
            final Path log = directory.resolve("bad" + trial);
            SampleLog.copy(original, log);
            final int sequence = random.nextInt(RECORDS - 1);
            final RecordPlace place = JournalInfo.locate(log, sequence);
            SampleLog.flip(place.file(), place.offset() + random.nextInt(place.length()), random.nextInt(8));
            final LogFaultException fault = assertThrows(LogFaultException.class,
                () -> JournalAppender.open(SampleLog.input(log)), "seed " + seed);
            assertEquals(sequence, fault.sequence(), "seed " + seed);
            assertEquals(Kind.DAMAGED, fault.kind());
            assertTrue(fault.getMessage().startsWith("record " + sequence + " is damaged: ")
                && fault.getMessage().endsWith("; it is not the last one, so it cannot be passed: restore the journal"
                    + " from a copy"), fault.getMessage());
        }
    }

    @Test
    void shouldCallTheFirstRecordDamagedWhenABitOfItsTemplateIsFlipped() throws IOException {
        final Path original = original(LogKind.INPUT);
        for (int bit = 0; bit < Short.SIZE; bit++) {
            final Path log = directory.resolve("template" + bit);
            SampleLog.copy(original, log);
            final RecordPlace first = JournalInfo.locate(log, 0);
            SampleLog.flip(first.file(), first.offset() + Records.TEMPLATE_OFFSET + bit / 8, bit % 8);
            final LogFaultException fault =
                assertThrows(LogFaultException.class, () -> JournalAppender.open(SampleLog.input(log)), "bit " + bit);
            assertEquals(0, fault.sequence(), "bit " + bit);
            assertEquals(Kind.DAMAGED, fault.kind(), "bit " + bit);
        }
    }

    @Test
    void shouldRefuseWhenTheLastTwoRecordsAreBad() throws IOException {
        final Path log = original(LogKind.INPUT);
        final RecordPlace before = JournalInfo.locate(log, RECORDS - 2);
        final RecordPlace last = JournalInfo.locate(log, RECORDS - 1);
        SampleLog.flip(last.file(), last.offset(), 1);
        SampleLog.flip(before.file(), before.offset(), 1);
        assertEquals(RECORDS - 2, assertThrows(LogFaultException.class,
            () -> JournalAppender.open(SampleLog.input(log))).sequence());
    }

    @Test
    void shouldPassTwoTornRecordsWhenEachWasTheLastInItsTime() throws IOException {
        final Path log = original(LogKind.INPUT);
        for (int round = 1; round <= 2; round++) {
            final long last = SampleLog.readAll(log).size() - 1;
            final RecordPlace place = JournalInfo.locate(log, last);
            SampleLog.overwrite(place.file(), place.offset() + 3, new byte[9]);
            final RecoveredJournal opened = JournalRecovery.open(SampleLog.input(log));
            try (JournalAppender appender = opened.appender()) {
                assertTrue(opened.markerWritten());
                SampleLog.append(appender, LogKind.INPUT, last + 4);
            }
            assertEquals(round, JournalCheck.run(log).passed());
        }
        assertEquals(RECORDS - 1 + 4 - 1 + 4, SampleLog.readAll(log).size());
    }

    @Test
    void shouldClearUnfinishedBytesWhenAWriterWasKilledInsideALongRecord() throws IOException {
        final Path log = original(LogKind.INPUT);
        final RecordPlace last = JournalInfo.locate(log, RECORDS - 1);
        final long end = last.offset() + last.length() + 3 & ~3L;
        final byte[] unfinished = new byte[600];
        Arrays.fill(unfinished, (byte) 0x41);
        SampleLog.overwrite(file(log), end + DOCUMENT_HEADER, unfinished);
        assertEquals(RECORDS, SampleLog.readAll(log).size());
        assertEquals(DOCUMENT_HEADER + 600, JournalCheck.run(log).unfinishedBytes());
        final RecoveredJournal opened = JournalRecovery.open(SampleLog.input(log));
        try (JournalAppender appender = opened.appender()) {
            assertFalse(opened.markerWritten());
            assertEquals(DOCUMENT_HEADER + 600, opened.unfinishedBytes());
            final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
            appender.append(buffer, 0, SampleLog.put(buffer, RECORDS, 50, 11));
            SampleLog.append(appender, LogKind.INPUT, RECORDS + 100);
        }
        assertEquals(RECORDS + 100, SampleLog.readAll(log).size());
        assertTrue(JournalCheck.run(log).ok());
    }

    @Test
    void shouldRefuseWhenTheLastRecordIsGoneButTheFileHeaderKnowsOfIt() throws IOException {
        final Path log = original(LogKind.INPUT);
        final RecordPlace last = JournalInfo.locate(log, RECORDS - 1);
        SampleLog.overwrite(file(log), last.offset() - DOCUMENT_HEADER, new byte[last.length() + DOCUMENT_HEADER]);
        final LogFaultException fault = assertThrows(LogFaultException.class,
            () -> JournalAppender.open(SampleLog.input(log)));
        assertEquals(RECORDS - 1, fault.sequence());
        assertTrue(fault.getMessage().contains("the log's documents end at offset " + (last.offset() - DOCUMENT_HEADER)
            + ", but the header of the file knows of a later one"), fault.getMessage());
    }

    @Test
    void shouldOpenWhenTheWriterDiedBeforeTheFirstRecord() throws IOException {
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            assertEquals(0, appender.nextSequence());
        }
        assertEquals(0, SampleLog.readAll(directory).size());
        assertTrue(JournalCheck.run(directory).ok());
        final RecoveredJournal opened = JournalRecovery.open(SampleLog.input(directory));
        try (JournalAppender appender = opened.appender()) {
            assertEquals(0, opened.records());
            assertEquals(-1, opened.lastSequence());
            SampleLog.append(appender, LogKind.INPUT, 10);
        }
        assertEquals(10, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldRefuseASecondAppenderUntilTheFirstIsClosed() {
        final JournalConfig config = SampleLog.input(directory);
        try (JournalAppender first = JournalAppender.open(config)) {
            SampleLog.append(first, LogKind.INPUT, 5);
            final LogFaultException fault = assertThrows(LogFaultException.class, () -> JournalAppender.open(config));
            assertEquals(Kind.LOCKED, fault.kind());
            assertEquals("the journal " + directory + " is being written by this process: a log has one appender; stop"
                + " that one, or write to another directory", fault.getMessage());
            SampleLog.append(first, LogKind.INPUT, 6);
        }
        SampleLog.write(config, 8);
        assertEquals(8, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldRefuseAppendsAfterClose() {
        final JournalAppender appender = JournalAppender.open(SampleLog.input(directory));
        appender.close();
        appender.close();
        assertTrue(assertThrows(LogFaultException.class, () -> SampleLog.append(appender, LogKind.INPUT, 1))
            .getMessage().contains("closed the journal " + directory + " to appends (it was closed)"));
    }
}
