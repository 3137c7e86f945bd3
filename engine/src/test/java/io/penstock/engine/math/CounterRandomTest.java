package io.penstock.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CounterRandomTest {
    @Test
    void shouldDependOnNothingButTheKey() {
        final long first = CounterRandom.bits(1, 2, 3);
        CounterRandom.bits(9, 9, 9);
        assertEquals(first, CounterRandom.bits(1, 2, 3));
        assertNotEquals(first, CounterRandom.bits(2, 2, 3));
        assertNotEquals(first, CounterRandom.bits(1, 3, 3));
        assertNotEquals(first, CounterRandom.bits(1, 2, 4));
        assertNotEquals(CounterRandom.bits(1, 2, 3), CounterRandom.bits(1, 3, 2));
    }

    @Test
    void shouldNeverChangeSinceOldJournalsDependOnIt() {
        assertEquals(0x3A7AB11B317945BFL, CounterRandom.bits(7, 1L << 40 | 5, 2));
        assertEquals(0, CounterRandom.bounded(1, 2, 3, 1));
    }

    @Test
    void shouldSpreadEvenlyOverIdsAndStreams() {
        final int[] buckets = new int[16];
        final int draws = 160_000;
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            buckets[(int) CounterRandom.bounded(42, 1L << 40 | i / 4, i % 4, 16)]++;
            final double unit = CounterRandom.unit(42, i, 1);
            assertTrue(unit >= 0 && unit < 1);
            sum += unit;
        }
        for (final int bucket : buckets) {
            assertEquals(draws / 16, bucket, 500);
        }
        assertEquals(0.5, sum / draws, 0.005);
    }

    @Test
    void shouldFlipHalfTheBitsWhenTheIdMovesByOne() {
        long flipped = 0;
        for (int i = 0; i < 10_000; i++) {
            flipped += Long.bitCount(CounterRandom.bits(3, i, 0) ^ CounterRandom.bits(3, i + 1, 0));
        }
        assertEquals(32.0, flipped / 10_000.0, 0.3);
    }

    @Test
    void shouldStayInsideWideBounds() {
        for (int i = 0; i < 1_000; i++) {
            final long drawn = CounterRandom.bounded(1, i, 0, Long.MAX_VALUE / 2);
            assertTrue(drawn >= 0 && drawn < Long.MAX_VALUE / 2);
        }
    }
}
