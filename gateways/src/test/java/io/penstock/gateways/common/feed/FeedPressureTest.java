package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.feed.FeedRig.MS;
import static io.penstock.gateways.common.feed.FeedRig.RULES;
import static io.penstock.gateways.common.feed.FeedRig.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.FeedTransport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a feed does while the engine has no room. */
class FeedPressureTest {
    private static final long SEED = 77L;

    @Test
    void shouldLoseNothingWhenTheEngineIsFullForAMoment() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.frame(0, 1);
        rig.full = true;
        rig.frame(0, 2);
        assertFalse(rig.reading, "reading stops as soon as something waits");
        rig.frame(0, 3);
        rig.frame(0, 4);
        assertEquals(2, rig.kept.size());
        rig.run(200 * MS);
        assertEquals(2, rig.kept.size());
        rig.full = false;
        rig.run(10 * MS);
        assertTrue(rig.reading);
        assertEquals(List.of(1L, 2L, 3L, 4L), rig.published);
        assertEquals(0, rig.session.overruns);
    }

    @Test
    void shouldTakeQuotesWhenEventsWait() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.full = true;
        rig.frame(0, 1);
        rig.frame(0, -5);
        rig.frame(0, -6);
        assertEquals(0, rig.kept.size());
        rig.full = false;
        rig.run(10 * MS);
        assertEquals(List.of(1L, -6L), rig.published);
        rig.run(SECOND);
        assertEquals(2, rig.feed.view().conflatedQuotes());
    }

    @Test
    void shouldDropAndGoOnWhenTheEngineIsFullForLong() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.full = true;
        for (int i = 1; i <= 5; i++) {
            rig.frame(0, i);
        }
        rig.run(240 * MS);
        assertEquals(0, rig.session.overruns);
        rig.run(20 * MS);
        assertEquals(1, rig.session.overruns);
        assertEquals(0, rig.kept.size(), "what waited is thrown away");
        rig.run(100 * SECOND);
        assertEquals(1, rig.session.overruns, "once, however long it lasts");
        assertFalse(rig.reading);
        assertEquals(List.of("+0"), rig.session.told, "nobody judges silence while nobody listens");
        assertTrue(rig.feed.view().blocked());
        assertEquals(4, rig.feed.view().droppedFrames());
        assertEquals(1, rig.feed.view().overruns());
        rig.full = false;
        rig.run(10 * MS);
        assertTrue(rig.reading);
        rig.frame(0, 9);
        assertEquals(List.of(Long.MIN_VALUE, 9L), rig.published, "INVALID, then what comes");
        rig.run(50 * SECOND);
        assertEquals(List.of("+0"), rig.session.told);
    }

    @Test
    void shouldTellOfLostConnectionsWhenThereIsRoomAgain() {
        final FeedRig rig = FeedRig.open(SEED);
        rig.full = true;
        rig.frame(0, 1);
        rig.drop(0);
        rig.run(200 * MS);
        assertEquals(List.of("+0"), rig.session.told);
        rig.full = false;
        rig.run(SECOND);
        assertEquals(List.of("+0", "-0", "+0"), rig.session.told);
        assertEquals(List.of(1L, -1_000_000L), rig.published);
    }

    @Test
    void shouldAnswerSnapshotsWhenTheEngineIsFull() {
        final FeedRig rig = FeedRig.open(SEED);
        final UnsafeBuffer body = new UnsafeBuffer(new byte[16]);
        rig.session.wantSnapshot();
        rig.run(10 * MS);
        assertEquals(1, rig.asked);
        rig.full = true;
        rig.frame(0, 1);
        assertFalse(rig.feed.onSnapshot(0, body, 0, 16, rig.nowNs));
        rig.run(300 * MS);
        assertTrue(rig.feed.onSnapshot(0, body, 0, 16, rig.nowNs));
        assertEquals(1, rig.session.snapshotsFailed, "thrown away, and said so");
        rig.full = false;
        rig.run(10 * MS);
        assertTrue(rig.feed.onSnapshot(0, body, 0, 16, rig.nowNs));
        assertEquals(1, rig.session.snapshots);
    }

    @Test
    void shouldNeverHangOrLoseQuietlyWhenTheEngineIsFullAtRandom() {
        for (long seed = SEED; seed < SEED + 50; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final FeedRig rig = FeedRig.open(seed);
            long sent = 0;
            for (int tick = 0; tick < 2_000; tick++) {
                if (random.nextInt(20) == 0) {
                    rig.full = random.nextInt(3) > 0;
                }
                for (int i = random.nextInt(4); i > 0 && rig.reading && rig.up[0]; i--) {
                    rig.frame(0, ++sent);
                }
                if (random.nextInt(300) == 0 && rig.up[0] && rig.kept.isEmpty()) {
                    rig.drop(0);
                }
                rig.tick();
            }
            rig.full = false;
            rig.run(40 * SECOND);
            final String words = "seed " + seed;
            assertTrue(rig.reading && rig.kept.isEmpty() && rig.feed.resume(rig.nowNs), words);
            long last = 0;
            long numbers = 0;
            for (final long value : rig.published) {
                if (value > 0) {
                    assertTrue(value > last, words + ": order");
                    last = value;
                    numbers++;
                }
            }
            rig.run(SECOND);
            final long dropped = rig.feed.view().droppedFrames() + rig.session.droppedEvents;
            assertTrue(numbers > 100, words);
            assertEquals(sent, numbers + dropped, words + ": every frame was published or counted");
            if (rig.session.overruns == 0) {
                assertEquals(0, dropped, words);
            }
        }
    }

    @Test
    void shouldAllocateNothingWhenFramesPass() {
        final ScriptedSession session = new ScriptedSession().silent();
        final int[] turn = new int[1];
        final Feed feed = new Feed(new FeedPlan("test/1", "/ws", session, List.of(7)), new EventSource(3, false),
            (records, offset, count, source) -> (turn[0]++ & 7) != 0, RULES, new ConnectionBudget(RULES),
            new Nowhere(), SEED);
        long nowNs = FeedRig.SECOND;
        feed.start(nowNs);
        for (int i = 0; i < 100; i++) {
            feed.onTimer(nowNs += 10 * MS);
        }
        feed.onOpen(0, nowNs);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[100]);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            final long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 20_000; i++) {
                nowNs += MS;
                frame.putLong(0, i);
                feed.onText(0, frame, 0, 100, nowNs);
                if (i % 10 == 0) {
                    feed.onTimer(nowNs);
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        assertTrue(session.totals().frames() > 90_000);
        assertTrue(least < 1_000, least + " bytes in 20,000 frames");
    }

    @Test
    void shouldCountARateWhenFramesCome() {
        final FeedRig rig = FeedRig.open(SEED);
        final List<Long> ages = new ArrayList<>();
        assertEquals(-1, rig.feed.view().ageNs(rig.nowNs));
        for (int i = 0; i < 1_000; i++) {
            rig.frame(0, i + 1);
            rig.tick();
        }
        ages.add(rig.feed.view().ageNs(rig.nowNs));
        assertEquals(100, rig.feed.view().framesPerSecond(), 5);
        assertTrue(ages.get(0) <= 260 * MS);
        assertEquals("test/1", rig.feed.view().name());
        assertEquals(LaneState.OPEN, rig.feed.view().lane(0));
        assertEquals(LaneState.IDLE, rig.feed.view().lane(1));
        assertEquals(1, rig.feed.view().syncedBooks());
        assertEquals(1, rig.feed.view().books());
    }

    /** A transport that does nothing. */
    private static final class Nowhere implements FeedTransport {
        @Override
        public void connect(final int lane) {
        }

        @Override
        public void close(final int lane) {
        }

        @Override
        public void sendText(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        }

        @Override
        public void reading(final boolean on) {
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
        }
    }
}
