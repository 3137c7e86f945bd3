package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.port.RecordHandler;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void shouldAllocateNothingPerRecordWhenAppendingInputsAndOutputs() {
        assertAppendsWithoutAllocation(SampleLog.input(directory.resolve("in")).withFreeSpaceFloor(1));
        assertAppendsWithoutAllocation(SampleLog.output(directory.resolve("out")).withFreeSpaceFloor(1));
    }

    /** The compiler itself leaves some bytes now and then; what a record costs would show in every round. */
    private static void assertAppendsWithoutAllocation(final JournalConfig config) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        long least = Long.MAX_VALUE;
        try (JournalAppender appender = JournalAppender.open(config)) {
            append(appender, buffer, config.kind(), 0, WARM_UP);
            final long cost = -allocated() + allocated();
            for (int round = 0; round < ROUNDS; round++) {
                final int from = WARM_UP + round * MEASURED;
                final long before = allocated();
                append(appender, buffer, config.kind(), from, from + MEASURED);
                least = Math.min(least, allocated() - before - cost);
            }
        }
        assertEquals(0, least, "bytes for " + MEASURED + " records of " + config.kind().words());
    }

    private static void append(
        final JournalAppender appender, final UnsafeBuffer buffer, final LogKind kind, final int from, final int to) {
        for (int i = from; i < to; i++) {
            appender.append(buffer, 0, SampleLog.put(buffer, i, SampleLog.length(i), SampleLog.template(i, kind)));
        }
    }

    @Test
    void shouldAllocateNothingPerRecordWhenReading() {
        SampleLog.write(SampleLog.input(directory), WARM_UP + ROUNDS * MEASURED);
        final long[] bytes = {0};
        final RecordHandler handler = (buffer, offset, length) -> bytes[0] += length;
        try (JournalReader reader = JournalReader.open(directory)) {
            for (int i = 0; i < WARM_UP; i++) {
                assertTrue(reader.read(handler));
            }
            final long cost = -allocated() + allocated();
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                final long before = allocated();
                for (int i = 0; i < MEASURED; i++) {
                    reader.read(handler);
                }
                least = Math.min(least, allocated() - before - cost);
            }
            assertEquals(0, least, "bytes for " + MEASURED + " records");
            assertEquals(WARM_UP + ROUNDS * MEASURED, reader.nextSequence());
        }
    }
}
