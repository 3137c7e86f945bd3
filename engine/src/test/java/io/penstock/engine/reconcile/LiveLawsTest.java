package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT_VENUE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.Outputs;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A live fold against a venue that loses, delays, repeats and reorders: nothing sent twice, no fill lost or double. */
class LiveLawsTest {
    private static final int QUIET_SECONDS = 200;

    /** Plays a story and its quiet end. */
    private static ModelVenue play(
        final LiveRig rig, final SplittableRandom random, final int steps, final boolean restarts) {
        rig.ready();
        final ModelVenue venue = new ModelVenue(random, rig);
        for (int i = 0; i < steps; i++) {
            final int draw = random.nextInt(100);
            if (draw < 12) {
                rig.buy(PERP, 1 + random.nextInt(5));
            } else if (draw < 16) {
                rig.sell(PERP, 1 + random.nextInt(5));
            } else if (draw < 26) {
                rig.cancel(PERP);
            } else if (draw < 50) {
                venue.fillSomething();
            } else if (draw < 51) {
                venue.loseStream();
            } else if (draw < 52 && restarts) {
                rig.restart().up(LINEAR).up(SPOT_VENUE);
            }
            venue.hear();
            rig.pass(random.nextInt(800));
            venue.tell();
            venue.hear();
        }
        venue.faults = 0;
        for (int i = 0; i < QUIET_SECONDS; i++) {
            rig.pass(1_000);
            venue.tell();
            venue.hear();
        }
        return venue;
    }

    @Test
    void shouldLoseNothingAndSendNothingTwiceWhateverTheVenueDoes() throws Exception {
        final int[] seen = new int[2];
        PropertyRunner.of("live: no resend, no lost or double fill").cases(60).steps(150).run((random, steps) -> {
            final LiveRig rig = new LiveRig();
            final ModelVenue venue = play(rig, random, steps, true);
            assertTrue(venue.mostSent() <= 1, "an order was sent twice");
            assertEquals(venue.position(), rig.engine.fold().portfolio().position(PERP).position(), "position");
            assertEquals(0, rig.engine.fold().reconciliation().unknown().count(), "everything is known in the end");
            assertEquals(venue.openOrders(), rig.engine.fold().orders().openCount(), "open orders");
            assertTrue(rig.engine.fold().portfolio().conserved());
            seen[0] += venue.ordersSent();
            seen[1] += venue.refusals;
        });
        assertTrue(seen[0] > 300 || Long.getLong(PropertyRunner.SEED) != null, seen[0] + " orders");
        assertTrue(seen[1] > 10 || Long.getLong(PropertyRunner.SEED) != null, seen[1] + " cancels came too late");
    }

    private static List<UnsafeBuffer> inputs(final long seed, final int steps, final boolean restarts) {
        final LiveRig rig = new LiveRig();
        play(rig, new SplittableRandom(seed), steps, restarts);
        return rig.log.records();
    }

    private static void feed(final TradingEngine engine, final List<UnsafeBuffer> records, final int from) {
        for (final UnsafeBuffer record : records.subList(from, records.size())) {
            engine.onEvent(record, 0, record.capacity());
        }
    }

    @Test
    void shouldGoOnAsIfNothingHappenedWhenASnapshotIsLoadedInTheMiddle() {
        for (long seed = 1; seed <= 3; seed++) {
            final List<UnsafeBuffer> records = inputs(seed, 120, true);
            final SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < 12; round++) {
                final int count = random.nextInt(records.size() - 600);
                final Outputs whole = new Outputs();
                final TradingEngine engine = LiveRig.engine(ReconcileConfig.defaults(), whole);
                feed(engine, records.subList(0, count), 0);
                final StateBuffer state = new StateBuffer();
                engine.writeTo(state);
                final Outputs resumed = new Outputs();
                final TradingEngine fresh = LiveRig.engine(ReconcileConfig.defaults(), resumed);
                fresh.readFrom(state);
                final String where = "seed " + seed + " after " + count;
                assertEquals(engine.stateHash(), fresh.stateHash(), where);
                whole.clear();
                feed(engine, records, count);
                feed(fresh, records, count);
                assertEquals(whole.all().size(), resumed.all().size(), where);
                for (int i = 0; i < whole.all().size(); i++) {
                    assertArrayEquals(whole.all().get(i).byteArray(), resumed.all().get(i).byteArray(), where);
                }
                assertEquals(engine.stateHash(), fresh.stateHash(), where);
            }
        }
    }

    /**
     * Measures in a JVM of its own.
     *
     * @param arguments none
     */
    public static void main(final String[] arguments) {
        final List<UnsafeBuffer> records = inputs(5, 300, false);
        feed(LiveRig.engine(ReconcileConfig.defaults(), (record, offset, length) -> { }), records, 0);
        final long[] outputs = new long[1];
        final TradingEngine engine =
            LiveRig.engine(ReconcileConfig.defaults(), (record, offset, length) -> outputs[0]++);
        final int warm = records.size() / 8;
        feed(engine, records.subList(0, warm), 0);
        final UnsafeBuffer[] rest = records.subList(warm, records.size()).toArray(new UnsafeBuffer[0]);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < rest.length; i++) {
            engine.onEvent(rest[i], 0, rest[i].capacity());
        }
        final long bytes = threads.getThreadAllocatedBytes(thread) - before;
        System.out.println("bytes " + bytes + " events " + rest.length + " outputs " + outputs[0]);
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
        command.addAll(List.of("-Xint", "-cp", System.getProperty("java.class.path"), LiveLawsTest.class.getName()));
        final File said = File.createTempFile("allocation", ".txt");
        said.deleteOnExit();
        final Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        try {
            assertTrue(child.waitFor(60, TimeUnit.SECONDS), "over 60 s");
        } finally {
            child.destroyForcibly();
        }
        final String text = Files.readString(said.toPath(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("bytes 0 events "), text);
    }
}
