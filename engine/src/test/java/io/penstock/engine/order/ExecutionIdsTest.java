package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class ExecutionIdsTest {
    private record Key(int instrumentId, long executionId) {
    }

    @Test
    void shouldTellInstrumentsApartWhenExecutionIdsAreEqual() {
        final ExecutionIds ids = new ExecutionIds(4);
        ids.add(0, 5);
        assertTrue(ids.contains(0, 5));
        assertFalse(ids.contains(1, 5));
        assertFalse(ids.contains(0, 0));
    }

    @Test
    void shouldForgetTheOldestWhenFull() {
        final ExecutionIds ids = new ExecutionIds(4);
        for (int i = 0; i < 5; i++) {
            ids.add(0, i);
        }
        assertFalse(ids.contains(0, 0));
        assertTrue(ids.contains(0, 1));
        assertTrue(ids.contains(0, 4));
        assertEquals(4, ids.size());
    }

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwo() {
        assertEquals("capacity 12 is no power of two",
            assertThrows(IllegalArgumentException.class, () -> new ExecutionIds(12)).getMessage());
    }

    @Test
    void shouldEqualANaiveSetUnderRandomUse() {
        PropertyRunner.of("execution ids equal a naive bounded set").cases(30).steps(600).run((random, steps) -> {
            final int capacity = 1 << random.nextInt(7);
            ExecutionIds ids = new ExecutionIds(capacity);
            final Deque<Key> naive = new ArrayDeque<>();
            for (int i = 0; i < steps; i++) {
                final Key key = new Key(random.nextInt(3), random.nextLong(-3L * capacity, 3L * capacity));
                assertEquals(naive.contains(key), ids.contains(key.instrumentId, key.executionId));
                if (!naive.contains(key)) {
                    ids.add(key.instrumentId, key.executionId);
                    naive.addLast(key);
                    if (naive.size() > capacity) {
                        naive.removeFirst();
                    }
                }
                assertEquals(naive.size(), ids.size());
                if (random.nextInt(50) == 0) {
                    final StateBuffer state = new StateBuffer();
                    ids.writeTo(state);
                    ids = new ExecutionIds(capacity);
                    ids.readFrom(state);
                }
            }
        });
    }
}
