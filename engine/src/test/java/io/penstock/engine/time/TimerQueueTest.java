package io.penstock.engine.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.state.StateBuffer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerQueueTest {
    @Test
    void shouldSayNeverWhenEmpty() {
        final TimerQueue queue = new TimerQueue(4);
        queue.pop();
        assertEquals(TimerQueue.NEVER, queue.nextDueNs());
        assertEquals(0, queue.size());
        assertEquals(0, queue.peekKind());
        assertEquals(0, queue.peekId());
    }

    @Test
    void shouldFireByTimeThenKindThenIdWhateverTheOrderOfScheduling() {
        final TimerQueue queue = new TimerQueue(8);
        queue.schedule(20, TimerKind.SIMULATED_ARRIVAL, 1);
        queue.schedule(10, TimerKind.SIMULATED_REPORT, 2);
        queue.schedule(10, TimerKind.SIMULATED_ARRIVAL, 9);
        queue.schedule(10, TimerKind.SIMULATED_ARRIVAL, 3);
        queue.schedule(10, TimerKind.SIMULATED_EXPIRY, 1);
        final StringBuilder order = new StringBuilder();
        while (queue.size() > 0) {
            order.append(queue.nextDueNs()).append('/').append(queue.peekKind()).append('/').append(queue.peekId())
                .append(' ');
            queue.pop();
        }
        assertEquals("10/1/3 10/1/9 10/2/1 10/3/2 20/1/1 ", order.toString());
    }

    @Test
    void shouldRefuseWhenFull() {
        final TimerQueue queue = new TimerQueue(1);
        assertTrue(queue.schedule(1, 1, 1));
        assertFalse(queue.schedule(0, 1, 1));
        assertEquals(1, queue.nextDueNs());
        assertEquals("capacity of 0 timers: must be at least 1",
            assertThrows(IllegalArgumentException.class, () -> new TimerQueue(0)).getMessage());
    }

    @Test
    void shouldEqualASortedQueueAndSurviveSaving() {
        final long seed = Long.getLong("penstock.seed", 5L);
        final Random random = new Random(seed);
        final PriorityQueue<long[]> expected = new PriorityQueue<>(Comparator.<long[]>comparingLong(t -> t[0])
            .thenComparingLong(t -> t[1]).thenComparingLong(t -> t[2]));
        TimerQueue queue = new TimerQueue(64);
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3 && queue.size() < queue.capacity()) {
                final long[] timer = {random.nextInt(20), 1 + random.nextInt(4), random.nextInt(5)};
                queue.schedule(timer[0], (int) timer[1], timer[2]);
                expected.add(timer);
            } else {
                queue.pop();
                expected.poll();
            }
            final long[] first = expected.isEmpty() ? new long[] {TimerQueue.NEVER, 0, 0} : expected.peek();
            assertEquals(first[0], queue.nextDueNs(), "seed " + seed);
            assertEquals(first[1], queue.peekKind(), "seed " + seed);
            assertEquals(first[2], queue.peekId(), "seed " + seed);
            if (i % 500 == 0) {
                final StateBuffer saved = new StateBuffer();
                queue.writeTo(saved);
                queue = new TimerQueue(64);
                queue.readFrom(saved);
                final StateBuffer again = new StateBuffer();
                queue.writeTo(again);
                assertEquals(saved.hash(), again.hash(), "seed " + seed);
            }
        }
    }

    @Test
    void shouldSayWhenSavedTimersDoNotFit() {
        final TimerQueue queue = new TimerQueue(2);
        queue.schedule(1, 1, 1);
        queue.schedule(2, 1, 1);
        final StateBuffer saved = new StateBuffer();
        queue.writeTo(saved);
        assertEquals("saved timers do not fit a queue of 1",
            assertThrows(IllegalStateException.class, () -> new TimerQueue(1).readFrom(saved)).getMessage());
    }
}
