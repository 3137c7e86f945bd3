package io.penstock.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReciprocalTest {
    private static final long SEED = 20_261_121;

    private static void check(final long value, final long divisor) {
        assertEquals(Math.floorDiv(value, divisor), Reciprocal.floor(value, divisor, Reciprocal.of(divisor)),
            value + " over " + divisor);
    }

    @Test
    void shouldDivideAsTheMachineDoesWhenDrawnFromAllSizes() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            final long value = random.nextLong() >> random.nextInt(64);
            final long divisor = Math.max(1, random.nextLong() >>> 1 + random.nextInt(63));
            check(value, divisor);
            // around each multiple it is decided
            final long multiple = value / divisor * divisor;
            check(multiple, divisor);
            check(multiple - 1, divisor);
            check(multiple + 1, divisor);
        }
    }

    @Test
    void shouldDivideExactlyWhenAtTheEnds() {
        for (final long divisor : new long[] {1, 2, 3, 1_000, (1L << 61) - 1, 1L << 61, Long.MAX_VALUE}) {
            for (final long value : new long[] {
                0, 1, -1, (1L << 61) - 1, 1L << 61, Long.MAX_VALUE, Long.MIN_VALUE, divisor, divisor - 1}) {
                check(value, divisor);
            }
        }
    }
}
