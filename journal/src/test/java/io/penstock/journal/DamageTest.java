package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int RECORDS = 400;
    private static final int TRIALS = 600;
    private static final int DOCUMENT_HEADER = 4;

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void write() {
        SampleLog.write(SampleLog.input(directory), RECORDS);
        file = LogFiles.list(directory).get(0);
    }

    private LogFaultException readToFault() {
        return assertThrows(LogFaultException.class, () -> SampleLog.readAll(directory));
    }

    @Test
    void shouldNameTheSequenceWhenAnyBitOfAnyRecordIsFlipped() throws IOException {
        final long seed = System.nanoTime();
        final Random random = SampleLog.random(seed);
        for (int i = 0; i < TRIALS; i++) {
            final int sequence = random.nextInt(RECORDS);
            final RecordPlace place = JournalInfo.locate(directory, sequence);
            assertTrue(place.good());
            assertEquals(SampleLog.length(sequence), place.length());
            final long offset = place.offset() + random.nextInt(place.length());
            final int bit = random.nextInt(8);
            final String trial = "seed " + seed + " trial " + i + " sequence " + sequence + " offset " + offset
                + " bit " + bit;
            SampleLog.flip(file, offset, bit);
            final LogFaultException fault = readToFault();
            assertEquals(sequence, fault.sequence(), trial);
            assertEquals(Kind.DAMAGED, fault.kind(), trial);
            assertTrue(fault.getMessage().startsWith("record " + sequence + " is damaged: "), fault.getMessage());
            assertTrue(fault.getMessage().contains("(file " + file + ", offset " + place.offset() + ", "
                + place.length() + " bytes)"), fault.getMessage());
            final RecordPlace damaged = JournalInfo.locate(directory, sequence);
            assertFalse(damaged.good(), trial);
            assertEquals(place.offset(), damaged.offset(), trial);
            SampleLog.flip(file, offset, bit);
        }
        assertEquals(RECORDS, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldNotEndEarlyWhenABitOfADocumentHeaderIsFlipped() throws IOException {
        final long seed = System.nanoTime();
        final Random random = SampleLog.random(seed);
        for (int i = 0; i < TRIALS; i++) {
            final int sequence = random.nextInt(RECORDS - 1);
            final RecordPlace place = JournalInfo.locate(directory, sequence);
            final int bit = random.nextInt(32);
            final long offset = place.offset() - DOCUMENT_HEADER + bit / 8;
            SampleLog.flip(file, offset, bit & 7);
            final LogFaultException fault = readToFault();
            assertEquals(sequence, fault.sequence(), "seed " + seed + " trial " + i + " bit " + bit + ": " + fault);
            SampleLog.flip(file, offset, bit & 7);
        }
    }

    @Test
    void shouldNameTheSequenceWhenADocumentHeaderIsZeroed() throws IOException {
        for (int sequence = 0; sequence < RECORDS - 1; sequence += 13) {
            final RecordPlace place = JournalInfo.locate(directory, sequence);
            final byte[] before = SampleLog.read(file, place.offset() - DOCUMENT_HEADER, DOCUMENT_HEADER);
            SampleLog.overwrite(file, place.offset() - DOCUMENT_HEADER, new byte[DOCUMENT_HEADER]);
            final LogFaultException fault = readToFault();
            assertEquals(sequence, fault.sequence());
            assertTrue(fault.getMessage().contains("its document header is 0 and the file goes on after it"),
                fault.getMessage());
            SampleLog.overwrite(file, place.offset() - DOCUMENT_HEADER, before);
        }
    }

    @Test
    void shouldReportTheHoleWhenAWholePageInTheMiddleIsLost() throws IOException {
        final RecordPlace place = JournalInfo.locate(directory, 200);
        SampleLog.overwrite(file, place.offset() - DOCUMENT_HEADER, new byte[4096]);
        final CheckReport report = JournalCheck.run(directory);
        assertFalse(report.ok());
        assertEquals(200, report.fault().sequence());
        assertTrue(report.fault().reason().startsWith("record 200 is damaged: its place is empty, but record 2"),
            report.fault().reason());
        assertEquals(200, assertThrows(LogFaultException.class,
            () -> JournalAppender.open(SampleLog.input(directory))).sequence());
    }

    @Test
    void shouldNameTheSequenceWhenRecordsAreSwapped() throws IOException {
        final int one = 100;
        final int other = 100 + 653;
        SampleLog.write(SampleLog.input(directory), other + 10);
        final RecordPlace first = JournalInfo.locate(directory, one);
        final RecordPlace second = JournalInfo.locate(directory, other);
        assertEquals(first.length(), second.length());
        final byte[] kept = SampleLog.read(file, first.offset(), first.length());
        SampleLog.overwrite(file, first.offset(), SampleLog.read(file, second.offset(), second.length()));
        SampleLog.overwrite(file, second.offset(), kept);
        final LogFaultException fault = readToFault();
        assertEquals(Kind.BROKEN_CHAIN, fault.kind());
        assertEquals(one, fault.sequence());
        assertTrue(fault.getMessage().startsWith(
            "record 100 is missing: its place holds the record with sequence 753 "),
            fault.getMessage());
    }

    @Test
    void shouldNameTheSequenceWhenARecordIsTakenOut() throws IOException {
        final RecordPlace gone = JournalInfo.locate(directory, 150);
        moveTail(151, gone.offset() - DOCUMENT_HEADER);
        final LogFaultException fault = readToFault();
        assertEquals(Kind.BROKEN_CHAIN, fault.kind());
        assertEquals(150, fault.sequence());
    }

    @Test
    void shouldNameTheSequenceWhenARecordIsPutIn() throws IOException {
        final RecordPlace copied = JournalInfo.locate(directory, 150);
        final RecordPlace next = JournalInfo.locate(directory, 151);
        final byte[] document = SampleLog.read(file, copied.offset() - DOCUMENT_HEADER,
            (int) (next.offset() - copied.offset()));
        moveTail(151, next.offset() - DOCUMENT_HEADER + document.length);
        SampleLog.overwrite(file, next.offset() - DOCUMENT_HEADER, document);
        final LogFaultException fault = readToFault();
        assertEquals(Kind.BROKEN_CHAIN, fault.kind());
        assertEquals(151, fault.sequence());
    }

    private void moveTail(final long sequence, final long target) throws IOException {
        final long from = JournalInfo.locate(directory, sequence).offset() - DOCUMENT_HEADER;
        final RecordPlace last = JournalInfo.locate(directory, RECORDS - 1);
        final byte[] tail = SampleLog.read(file, from, (int) (last.offset() + last.length() - from) + 8);
        SampleLog.overwrite(file, from, new byte[tail.length]);
        SampleLog.overwrite(file, target, tail);
    }

    @Test
    void shouldSayWhatIsWrongWhenARecordIsRewrittenWithAFixedCrc() throws IOException {
        final RecordPlace place = JournalInfo.locate(directory, 42);
        final byte[] record = SampleLog.read(file, place.offset(), place.length());
        new UnsafeBuffer(record).putLong(Records.SEQUENCE_OFFSET, 41);
        SampleLog.fixCrc(record);
        SampleLog.overwrite(file, place.offset(), record);
        assertEquals("record 42 is missing: its place holds the record with sequence 41 (file " + file + ", offset "
            + place.offset() + ", " + place.length() + " bytes)", readToFault().getMessage());
    }

    @Test
    void shouldSayThatTheFileEndsWhenItIsCutInsideARecord() throws IOException {
        final RecordPlace place = JournalInfo.locate(directory, 300);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(place.offset() + 20);
        }
        final LogFaultException fault = readToFault();
        assertEquals(300, fault.sequence());
        assertEquals("record 300 is damaged: it is cut off: " + place.length() + " bytes begin at offset "
            + place.offset() + ", the file ends before (file " + file + ", offset " + place.offset() + ")",
            fault.getMessage());
    }

    @Test
    void shouldCountAndNameWhenChecked() throws IOException {
        final CheckReport good = JournalCheck.run(directory);
        assertTrue(good.ok());
        assertEquals(LogKind.INPUT, good.kind());
        assertEquals(RECORDS, good.records());
        assertEquals(0, good.firstSequence());
        assertEquals(RECORDS - 1, good.lastSequence());
        assertEquals(SampleLog.FIRST_TIME_NS, good.firstEngineTimeNs());
        assertEquals(SampleLog.FIRST_TIME_NS + (RECORDS - 1) * 1_000L, good.lastEngineTimeNs());
        assertEquals(CheckReport.ChainState.ABSENT, good.chain());
        final InfoReport info = JournalInfo.of(directory, WalkProgress.NONE);
        assertEquals(RECORDS, info.records());
        assertEquals(good.recordBytes(), info.recordBytes());
        assertEquals(1, info.files().size());
        assertEquals(RECORDS - 1, info.files().get(0).lastSequence());
        final RecordPlace place = JournalInfo.locate(directory, 77);
        final ByteBuffer crc = ByteBuffer.wrap(SampleLog.read(file, place.offset(), 4));
        SampleLog.flip(file, place.offset(), 0);
        final CheckReport bad = JournalCheck.run(directory);
        assertFalse(bad.ok());
        assertEquals(77, bad.records());
        assertEquals(77, bad.fault().sequence());
        assertEquals(file.toString(), bad.fault().file());
        assertEquals(place.offset(), bad.fault().offset());
        assertFalse(good.sha256().equals(bad.sha256()));
        final int stored = Integer.reverseBytes(crc.getInt());
        assertTrue(bad.fault().reason().contains("its CRC32C is " + Layout.hex(stored) + ", its header says "
            + Layout.hex(stored ^ 1)), bad.fault().reason());
    }

    @Test
    void shouldSayWhatThereIsWhenASequenceIsPastTheEnd() {
        assertEquals("there is no record 400 in " + directory + ": its records are 0 to 399",
            assertThrows(LogFaultException.class, () -> JournalInfo.locate(directory, RECORDS)).getMessage());
    }

    @Test
    void shouldTellHowFarItIsWhenTheWalkIsLong(@TempDir final Path other) {
        SampleLog.write(SampleLog.input(other), 70_000);
        final long[] calls = {0, 0, 0, 0};
        final WalkProgress progress = (done, total, records) -> {
            assertTrue(done <= total, done + " of " + total);
            assertTrue(done >= calls[1]);
            calls[0]++;
            calls[1] = done;
            calls[2] = records;
        };
        assertTrue(JournalCheck.run(other, progress).ok());
        assertEquals(2, calls[0]);
        assertEquals(70_000, calls[2]);
    }
}
