package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.EventFrame;
import io.penstock.engine.port.Records;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final int RECORDS = 20_000;
    private static final int LONG_RECORD = 3 << 20;

    @TempDir
    private Path directory;

    @Test
    void shouldReadBackEveryByteWhenAppendedFromHeapAndDirectBuffers() {
        final List<byte[]> written = new ArrayList<>();
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            final MutableDirectBuffer heap = new ExpandableArrayBuffer(1024);
            final MutableDirectBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
            for (int i = 0; i < RECORDS; i++) {
                final MutableDirectBuffer buffer = (i & 1) == 0 ? heap : direct;
                final int length = SampleLog.put(buffer, i, SampleLog.length(i), SampleLog.template(i, LogKind.INPUT));
                assertEquals(i, appender.append(buffer, 0, length));
                final byte[] copy = new byte[length];
                buffer.getBytes(0, copy);
                written.add(copy);
            }
            assertEquals(RECORDS, appender.nextSequence());
        }
        final List<byte[]> read = SampleLog.readAll(directory);
        assertEquals(RECORDS, read.size());
        for (int i = 0; i < RECORDS; i++) {
            assertArrayEquals(written.get(i), read.get(i), "record " + i);
            assertEquals(i, SampleLog.sequence(read.get(i)));
        }
    }

    @Test
    void shouldStoreOneDocumentPerRecordWhenReadByChronicleItself() {
        SampleLog.write(SampleLog.input(directory), 3_000);
        final List<byte[]> ours = SampleLog.readAll(directory);
        int index = 0;
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(directory).readOnly(true).build();
            ExcerptTailer tailer = queue.createTailer()) {
            for (;;) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    final Bytes<?> bytes = document.wire().bytes();
                    final byte[] copy = new byte[(int) bytes.readRemaining()];
                    bytes.read(copy);
                    assertArrayEquals(ours.get(index), copy, "record " + index);
                    index++;
                }
            }
        }
        assertEquals(ours.size(), index);
    }

    @Test
    void shouldStoreARecordWhenItIsLongerThanASlot() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONG_RECORD]);
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            for (int i = 0; i < 30; i++) {
                appender.append(buffer, 0, SampleLog.put(buffer, i, i % 3 == 0 ? LONG_RECORD - i : 48 + i,
                    SampleLog.template(i, LogKind.INPUT)));
            }
        }
        final List<byte[]> read = SampleLog.readAll(directory);
        assertEquals(30, read.size());
        final UnsafeBuffer expected = new UnsafeBuffer(new byte[LONG_RECORD]);
        for (int i = 0; i < 30; i++) {
            final int length = SampleLog.put(expected, i, read.get(i).length, SampleLog.template(i, LogKind.INPUT));
            final UnsafeBuffer found = new UnsafeBuffer(read.get(i));
            expected.putLong(Records.SEQUENCE_OFFSET, i);
            expected.putInt(Records.CRC_OFFSET, found.getInt(Records.CRC_OFFSET));
            assertEquals(0, new UnsafeBuffer(expected, 0, length).compareTo(found),
                "record " + i);
        }
    }

    @Test
    void shouldStoreEveryRecordWhenTheLogGrowsPastChroniclesChunks() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 << 10]);
        SampleLog.put(buffer, 0, buffer.capacity(), 1);
        final int records = 4_000;
        long bytes = 0;
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            for (int i = 0; i < records; i++) {
                final int length = 30_000 + i * 7919 % 30_000;
                EventFrame.header(buffer, 0, length, 0, SampleLog.template(i, LogKind.INPUT), i);
                appender.append(buffer, 0, length);
                bytes += length;
            }
        }
        assertTrue(bytes > 160 << 20, bytes + " bytes");
        final InfoReport info = JournalInfo.of(directory, WalkProgress.NONE);
        assertEquals(records, info.records());
        assertEquals(bytes, info.recordBytes());
    }

    @Test
    void shouldAppendFromAnotherThreadThanTheOneThatOpened() throws Exception {
        try (JournalAppender appender = JournalAppender.open(SampleLog.output(directory))) {
            final Thread writer = new Thread(() -> SampleLog.append(appender, LogKind.OUTPUT, 2_000));
            writer.start();
            writer.join();
            assertEquals(2_000, appender.nextSequence());
            SampleLog.append(appender, LogKind.OUTPUT, 2_100);
        }
        assertEquals(2_100, SampleLog.readAll(directory).size());
        assertTrue(JournalCheck.run(directory).ok());
    }

    @Test
    void shouldStoreTheRecordWhenTheThreadIsInterrupted() {
        try (JournalAppender appender = JournalAppender.open(SampleLog.output(directory))) {
            SampleLog.append(appender, LogKind.OUTPUT, 10);
            Thread.currentThread().interrupt();
            SampleLog.append(appender, LogKind.OUTPUT, 5_000);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(5_000, SampleLog.readAll(directory).size());
        assertTrue(JournalCheck.run(directory).ok());
    }

    @Test
    void shouldRefuseARecordWhenItsHeaderSaysAnotherLength() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory))) {
            SampleLog.put(buffer, 0, 100, 1);
            final String message = assertThrows(IllegalArgumentException.class,
                () -> appender.append(buffer, 0, 99)).getMessage();
            assertEquals("a record of 99 bytes whose header says 100: both must be the same, 48 to 8388608", message);
            assertEquals(0, appender.append(buffer, 0, 100));
        }
    }

    @Test
    void shouldSeeNewRecordsWhenReadingBehindALiveAppender() {
        try (JournalAppender appender = JournalAppender.open(SampleLog.input(directory));
            JournalReader reader = JournalReader.open(directory)) {
            long end = 0;
            for (int round = 0; round < 200; round++) {
                assertFalse(reader.read((buffer, offset, length) -> { }));
                end += round % 7;
                SampleLog.append(appender, LogKind.INPUT, end);
                while (reader.read((buffer, offset, length) -> { })) {
                    continue;
                }
                assertEquals(end, reader.nextSequence());
            }
        }
    }

    @Test
    void shouldContinueTheSequenceWhenOpenedAgain() {
        SampleLog.write(SampleLog.input(directory), 100);
        final RecoveredJournal opened = JournalRecovery.open(SampleLog.input(directory));
        try (JournalAppender appender = opened.appender()) {
            assertEquals(100, opened.records());
            assertEquals(99, opened.lastSequence());
            assertEquals(SampleLog.FIRST_TIME_NS + 99_000, opened.lastEngineTimeNs());
            assertFalse(opened.markerWritten());
            assertEquals(0, opened.unfinishedBytes());
            SampleLog.append(appender, LogKind.INPUT, 150);
        }
        assertEquals(150, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldReadOnWhenTheLogRollsToAnotherFile() {
        SampleLog.write(SampleLog.input(directory), 500);
        final JournalConfig today = JournalConfig.input(directory).withFreeSpaceFloor(0);
        try (JournalReader live = JournalReader.open(directory)) {
            while (live.read((buffer, offset, length) -> { })) {
                continue;
            }
            SampleLog.write(today, 900);
            while (live.read((buffer, offset, length) -> { })) {
                continue;
            }
            assertEquals(900, live.nextSequence());
        }
        SampleLog.write(SampleLog.input(directory), 1_000);
        assertEquals(2, LogFiles.list(directory).size());
        assertEquals(1_000, SampleLog.readAll(directory).size());
        try (JournalReader reader = JournalReader.open(directory)) {
            final Random random = SampleLog.random(5);
            for (int i = 0; i < 200; i++) {
                final long wanted = random.nextInt(1_000);
                assertTrue(reader.moveTo(wanted), "sequence " + wanted);
                assertNext(reader, wanted);
            }
        }
        assertTrue(JournalCheck.run(directory).ok());
    }

    @Test
    void shouldMoveToAnySequenceAndNotPastTheEnd() {
        SampleLog.write(SampleLog.input(directory), 5_000);
        try (JournalReader reader = JournalReader.open(directory)) {
            final Random random = SampleLog.random(6);
            for (int i = 0; i < 300; i++) {
                final long wanted = random.nextInt(5_000);
                assertTrue(reader.moveTo(wanted));
                assertNext(reader, wanted);
            }
            assertTrue(reader.moveTo(5_000));
            assertFalse(reader.read((buffer, offset, length) -> { }));
            assertFalse(reader.moveTo(5_001));
            assertTrue(reader.moveTo(0));
            assertNext(reader, 0);
            assertEquals("sequence -1: 0 or more is needed",
                assertThrows(IllegalArgumentException.class, () -> reader.moveTo(-1)).getMessage());
        }
    }

    private static void assertNext(final JournalReader reader, final long wanted) {
        final long[] found = {-1};
        assertTrue(reader.read((buffer, offset, length) -> found[0] = Records.sequence(buffer, offset)));
        assertEquals(wanted, found[0]);
        assertEquals(wanted + 1, reader.nextSequence());
    }

    @Test
    void shouldMakeTheSameFileWhenTheSameRecordsAreWrittenOnAFixedDay(@TempDir final Path other) throws Exception {
        SampleLog.write(SampleLog.input(directory), 400);
        SampleLog.write(SampleLog.input(other), 400);
        final Path one = LogFiles.list(directory).get(0);
        final Path two = LogFiles.list(other).get(0);
        assertEquals("19700101F.cq4", one.getFileName().toString());
        final int used = (int) LogFiles.estimateUsed(one);
        assertArrayEquals(SampleLog.read(one, 0, used), SampleLog.read(two, 0, used));
    }

    @Test
    void shouldStoreEveryRecordWhenForcedToTheDevice(@TempDir final Path other) {
        SampleLog.write(SampleLog.input(directory).withSync(SyncPolicy.EACH), 20);
        SampleLog.write(SampleLog.input(other).withSync(SyncPolicy.timer(1)), 5_000);
        assertEquals(20, SampleLog.readAll(directory).size());
        assertEquals(5_000, SampleLog.readAll(other).size());
        assertEquals("sync policy TIMER with an interval of 0 ms: TIMER needs an interval above 0, the others take"
            + " none",
            assertThrows(IllegalArgumentException.class, () -> SyncPolicy.timer(0)).getMessage());
    }
}
