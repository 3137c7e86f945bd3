package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.support.CandleSession;
import io.penstock.engine.support.MemoryLog;
import io.penstock.engine.support.SeededSession;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The whole fold allocates nothing per event: to the byte in the interpreter, where nothing else allocates, and next to
 * nothing in compiled code, where the compiler itself leaves some bytes on the thread each time it gives code up.
 */
class FoldAllocationTest {
    private static final int INTERPRETED_STEPS = 2_000;
    private static final int COMPILED_STEPS = 12_000;
    private static final long LIMIT_SECONDS = 60;

    /**
     * What was allocated in the second half of a session: bytes, events, outputs. Another engine has gone through all
     * of it before, so that every class is loaded whose first use would count.
     */
    private static long[] measure(final MemoryLog log) {
        final List<UnsafeBuffer> records = log.records();
        feed(SeededSession.engine((record, offset, length) -> { }), records, 0, records.size());
        final long[] outputs = new long[1];
        final TradingEngine engine = SeededSession.engine((record, offset, length) -> outputs[0]++);
        final int warm = records.size() / 2;
        final int end = records.size() - 1;
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        feed(engine, records, 0, warm);
        final long warmOutputs = outputs[0];
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        feed(engine, records, warm, end);
        final long bytes = threads.getThreadAllocatedBytes(thread) - before;
        return new long[] {bytes, end - warm, outputs[0] - warmOutputs};
    }

    private static void feed(
        final TradingEngine engine, final List<UnsafeBuffer> records, final int from, final int to) {
        for (int i = from; i < to; i++) {
            final UnsafeBuffer record = records.get(i);
            engine.onEvent(record, 0, record.capacity());
        }
    }

    /**
     * Measures in a JVM of its own.
     *
     * @param arguments none
     */
    public static void main(final String[] arguments) {
        final long[] found = measure(SeededSession.record(5, INTERPRETED_STEPS));
        final long[] candles = measure(CandleSession.record(5, INTERPRETED_STEPS / 2));
        System.out.println("bytes " + (found[0] + candles[0]) + " events " + found[1] + "+" + candles[1]
            + " outputs " + found[2] + "+" + candles[2]);
    }

    @Test
    void shouldAllocateNotAByteWhenInterpreted() throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--") || argument.startsWith("-XX:+Ignore")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-Xint", "-cp", System.getProperty("java.class.path"),
            FoldAllocationTest.class.getName()));
        final File said = File.createTempFile("allocation", ".txt");
        said.deleteOnExit();
        final Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        try {
            assertTrue(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "over " + LIMIT_SECONDS + " s");
        } finally {
            child.destroyForcibly();
        }
        final String text = Files.readString(said.toPath(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("bytes 0 events "), text);
    }

    @Test
    void shouldAllocateNextToNothingWhenCompiled() {
        final long[] found = measure(SeededSession.record(5, COMPILED_STEPS));
        final String story = found[0] + " bytes over " + found[1] + " events and " + found[2] + " outputs";
        assertTrue(found[2] > 5_000, story);
        assertEquals(0, found[0] / found[1], story);
    }
}
