package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.api.DenialCode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The laws of the fold with signals, gates and their exits in it. */
class SignalLawsTest {
    private static final int STEPS = 900;
    private static final int INTERPRETED_STEPS = 400;
    private static final long LIMIT_SECONDS = 60;

    private static void feed(
        final TradingEngine engine, final List<UnsafeBuffer> records, final int from, final int to) {
        for (int i = from; i < to; i++) {
            final UnsafeBuffer record = records.get(i);
            engine.onEvent(record, 0, record.capacity());
        }
    }

    private static Outputs outputs(final List<UnsafeBuffer> records) {
        final Outputs outputs = new Outputs();
        feed(SignalSession.begun(outputs), records, 0, records.size());
        return outputs;
    }

    private static void same(final List<UnsafeBuffer> wanted, final List<UnsafeBuffer> found, final String where) {
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            final int output = i;
            assertTrue(Arrays.equals(wanted.get(i).byteArray(), found.get(i).byteArray()), () -> where + ": output "
                + output + " differs, template " + Records.templateId(wanted.get(output), 0) + ", template "
                + Records.templateId(found.get(output), 0));
        }
        assertEquals(wanted.size(), found.size(), where);
    }

    @Test
    void shouldDoEverythingWhenASessionIsDrawn() {
        final TreeSet<Integer> verdicts = new TreeSet<>();
        final TreeSet<Integer> policies = new TreeSet<>();
        final TreeSet<Integer> denials = new TreeSet<>();
        for (long seed = 1; seed <= 2; seed++) {
            final Outputs outputs = outputs(SeededSession.record(seed, STEPS).records());
            for (final UnsafeBuffer record : outputs.of(SignalJudgedDecoder.TEMPLATE_ID)) {
                verdicts.add((int) new SignalJudgedDecoder().wrap(record, Records.HEADER_LENGTH,
                    SignalJudgedDecoder.BLOCK_LENGTH, SignalJudgedDecoder.SCHEMA_VERSION).verdict());
            }
            for (final UnsafeBuffer record : outputs.of(GateChangedDecoder.TEMPLATE_ID)) {
                final GateChangedDecoder event = new GateChangedDecoder().wrap(record, Records.HEADER_LENGTH,
                    GateChangedDecoder.BLOCK_LENGTH, GateChangedDecoder.SCHEMA_VERSION);
                policies.add(event.policy() * 10 + event.open());
            }
            for (final UnsafeBuffer record : outputs.of(RiskDecisionDecoder.TEMPLATE_ID)) {
                denials.add(new RiskDecisionDecoder().wrap(record, Records.HEADER_LENGTH,
                    RiskDecisionDecoder.BLOCK_LENGTH, 1).denial());
            }
        }
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), List.copyOf(verdicts));
        assertEquals(List.of(20, 21, 30, 31), List.copyOf(policies));
        assertTrue(denials.contains(DenialCode.REGIME_GATE.code()), denials.toString());
    }

    /** Fold N, save, load into a fresh engine, fold M = fold N + M, in every output and in the hash. */
    @Test
    void shouldGoOnAsIfNothingHappenedWhenASnapshotIsLoaded() {
        for (long seed = 11; seed <= 12; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<UnsafeBuffer> records = SeededSession.record(seed, STEPS / 2).records();
            for (int round = 0; round < 4; round++) {
                snapshot(records, round == 0 ? 0 : random.nextInt(records.size()), "seed " + seed);
            }
        }
    }

    private static void snapshot(final List<UnsafeBuffer> records, final int count, final String seed) {
        final String where = seed + ", snapshot after " + count + " of " + records.size();
        final Outputs whole = new Outputs();
        final TradingEngine engine = SignalSession.begun(whole);
        feed(engine, records, 0, count);
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        final Outputs resumed = new Outputs();
        final TradingEngine fresh = SignalSession.fresh(resumed);
        fresh.readFrom(state);
        assertTrue(resumed.all().isEmpty(), where + ": loading says nothing");
        assertEquals(engine.stateHash(), fresh.stateHash(), where);
        whole.clear();
        feed(engine, records, count, records.size());
        feed(fresh, records, count, records.size());
        same(whole.all(), resumed.all(), where);
        assertEquals(engine.stateHash(), fresh.stateHash(), where);
    }

    @Test
    void shouldChangeNoByteWhenSomebodyListens() {
        final List<UnsafeBuffer> records = SeededSession.record(3, STEPS).records();
        final Outputs outputs = new Outputs();
        final TradingEngine engine = SignalSession.begun(outputs);
        final int[] heard = new int[1];
        engine.trace(new Trace() {
            @Override
            public boolean listening() {
                return true;
            }

            @Override
            public void because(final String who, final String name, final double value, final double threshold) {
                heard[0] += who.startsWith("signal moody_") ? 1 : 0;
            }

            @Override
            public void check(final String name, final boolean passed, final long limit, final long observed) {
            }
        });
        feed(engine, records, 0, records.size());
        same(outputs(records).all(), outputs.all(), "listening");
        assertTrue(heard[0] > 500, heard[0] + " reasons");
    }

    /** Bytes, events and outputs of the second half of a session, another engine having gone through all of it. */
    private static long[] measure(final int steps) {
        final List<UnsafeBuffer> records = SeededSession.record(5, steps).records();
        feed(SignalSession.begun((record, offset, length) -> { }), records, 0, records.size());
        final long[] outputs = new long[1];
        final TradingEngine engine = SignalSession.begun((record, offset, length) -> outputs[0]++);
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

    /**
     * Measures in a JVM of its own.
     *
     * @param arguments none
     */
    public static void main(final String[] arguments) {
        final long[] found = measure(INTERPRETED_STEPS);
        System.out.println("bytes " + found[0] + " events " + found[1] + " outputs " + found[2]);
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
            SignalLawsTest.class.getName()));
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
}
