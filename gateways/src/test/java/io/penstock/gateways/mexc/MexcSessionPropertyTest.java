package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.StreamSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Seeded sessions against a true book, in virtual time: frames merged, dropped, repeated, reordered and cut, answers
 * late, old or missing, connections lost and taken over. Whenever the published book says SYNCED it is the true book of
 * its version; once the faults end it becomes the true book of the last one.
 */
class MexcSessionPropertyTest {
    private static final int SCENARIOS = 250;
    private static final int STEPS = 240;
    private static final long FIRST_SEED = 31_000;
    private static final long STEP_NS = 100_000_000L;

    private long gaps;
    private long takenOver;
    private long checked;

    @Test
    void shouldNeverSaySyncedOfAWrongBook() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCENARIOS; seed++) {
            try {
                new Scenario(seed).run();
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        System.out.println(SCENARIOS + " scenarios from seed " + FIRST_SEED + ": " + checked + " synced books checked, "
            + gaps + " gaps, " + takenOver + " hand-overs");
        assertTrue(gaps > 100 && takenOver > 100 && checked > 5_000);
    }

    private final class Scenario {
        private final SplittableRandom random;
        private final MexcRig rig = new MexcRig(new StreamSelection(false, false, false, false), "BTCUSDT");
        private final TreeMap<Long, Long> truth = new TreeMap<>();
        private final Map<Long, TreeMap<Long, Long>> history = new HashMap<>();
        private final List<long[]> answers = new ArrayList<>();
        private final List<List<byte[]>> lanes = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<TreeMap<Long, Long>> merging = List.of(new TreeMap<>(), new TreeMap<>());
        private final long[] mergedFrom = new long[2];
        private final boolean[] open = new boolean[2];
        private final boolean quiet;
        private boolean faults = true;
        private long version = 100;
        private long nowNs = 1_790_000_000L * MexcRig.SECOND;
        private int asked;

        Scenario(final long seed) {
            random = new SplittableRandom(seed);
            quiet = random.nextInt(4) == 0;
            history.put(version, new TreeMap<>());
        }

        void run() {
            connect(0);
            for (int step = 0; step < STEPS; step++) {
                faults = step < STEPS / 2;
                step();
            }
            // quiet markets and long back-offs need a while
            for (int i = 0; i < 1_200 && !(rig.synced && rig.bookId == version); i++) {
                step();
            }
            trade();
            for (int i = 0; i < 50 && !(rig.synced && rig.bookId == version); i++) {
                idle();
            }
            assertTrue(rig.synced && rig.session.synced(0), "not synced in the end");
            assertEquals(version, rig.bookId);
            assertEquals(truth, rig.bids);
            gaps += rig.session.counters(0).gaps();
        }

        private void step() {
            if (!quiet || random.nextInt(20) == 0) {
                trade();
            }
            idle();
            if (faults && random.nextInt(25) == 0) {
                final int lane = random.nextInt(2);
                if (open[lane]) {
                    disconnect(lane);
                } else {
                    connect(lane);
                }
            }
            if (!open[0] && !open[1]) {
                connect(random.nextInt(2));
            }
            for (int lane = 0; lane < 2; lane++) {
                if (open[0] && open[1] && rig.session.follows(lane)) {
                    takenOver++;
                    disconnect(1 - lane);
                }
            }
        }

        /** Changes the true book and sends the diff, alone or merged with the ones before. */
        private void trade() {
            final long from = version + 1;
            version += 1 + random.nextInt(3);
            final Map<Long, Long> changes = new TreeMap<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changes.put(1L + random.nextInt(12), (long) random.nextInt(3));
            }
            changes.forEach((price, quantity) -> {
                if (quantity == 0) {
                    truth.remove(price * 100_000_000L);
                } else {
                    truth.put(price * 100_000_000L, quantity * 100_000_000L);
                }
            });
            history.put(version, new TreeMap<>(truth));
            for (int lane = 0; lane < 2; lane++) {
                if (!open[lane]) {
                    continue;
                }
                if (merging.get(lane).isEmpty()) {
                    mergedFrom[lane] = from;
                }
                merging.get(lane).putAll(changes);
                if (!faults || random.nextInt(3) > 0) {
                    push(lane);
                }
            }
        }

        private void push(final int lane) {
            final List<String> levels = new ArrayList<>();
            merging.get(lane).forEach((price, quantity) -> {
                levels.add(price.toString());
                levels.add(quantity.toString());
            });
            merging.get(lane).clear();
            final byte[] frame =
                rig.proto.diff("BTCUSDT", mergedFrom[lane], version, levels.toArray(String[]::new));
            final List<byte[]> wire = lanes.get(lane);
            final int fate = faults ? random.nextInt(60) : 60;
            if (fate == 0) {
                return;
            }
            wire.add(fate == 1 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame);
            if (fate == 2) {
                wire.add(frame);
            } else if (fate == 3 && wire.size() > 1) {
                Collections.swap(wire, wire.size() - 1, wire.size() - 2);
            }
        }

        /** Time passes: frames and answers arrive, perhaps. */
        private void idle() {
            nowNs += STEP_NS;
            for (int lane = 0; lane < 2; lane++) {
                while (!lanes.get(lane).isEmpty() && (!faults || random.nextInt(3) > 0)) {
                    rig.binary(lane, lanes.get(lane).remove(0), nowNs);
                    poll();
                }
            }
            for (; asked < rig.wanted; asked++) {
                answers.add(new long[] {nowNs + random.nextLong(20 * STEP_NS), version});
            }
            for (int i = answers.size() - 1; i >= 0; i--) {
                if (answers.get(i)[0] <= nowNs) {
                    answer(answers.remove(i)[1]);
                }
            }
            rig.session.onTimer(nowNs);
            poll();
        }

        private void answer(final long asOf) {
            if (faults && random.nextInt(5) == 0) {
                rig.session.onSnapshotFailed(0, nowNs + STEP_NS, nowNs);
                return;
            }
            final StringBuilder levels = new StringBuilder();
            history.get(asOf).forEach((price, quantity) -> levels.append(levels.isEmpty() ? "" : ",").append("[\"")
                .append(price / 100_000_000L).append("\",\"").append(quantity / 100_000_000L).append("\"]"));
            rig.snapshot(0, asOf, levels.toString(), nowNs);
            poll();
        }

        private void poll() {
            assertTrue(rig.session.poll(rig));
            rig.done.clear();
            if (rig.synced) {
                checked++;
                assertTrue(rig.session.synced(0));
                assertEquals(history.get(rig.bookId), rig.bids, "version " + rig.bookId);
            }
        }

        private void connect(final int lane) {
            open[lane] = true;
            rig.session.onConnected(lane, nowNs);
            poll();
            rig.acknowledge(lane, MexcSymbolMap.channel("BTCUSDT", MexcSymbolMap.DEPTH), nowNs);
        }

        private void disconnect(final int lane) {
            open[lane] = false;
            lanes.get(lane).clear();
            merging.get(lane).clear();
            rig.session.onDisconnected(lane, nowNs);
            poll();
        }
    }
}
