package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NormalQuantileTest {
    @Test
    void shouldGiveTheKnownValuesWhenAskedInEachOfItsRanges() {
        assertEquals(0, NormalQuantile.of(0.5));
        assertEquals(-0.6744897501960817, NormalQuantile.of(0.25), 1e-15);
        assertEquals(1.959963984540054, NormalQuantile.of(0.975), 4e-15);
        assertEquals(-3.090232306167814, NormalQuantile.of(0.001), 4e-15);
        assertEquals(-6.361340902404056, NormalQuantile.of(1e-10), 1e-14);
        assertEquals(-9.262340089798408, NormalQuantile.of(1e-20), 2e-14);
    }

    @Test
    void shouldInvertTheDistributionFunctionWhenSteppedThroughIt() {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 4_000; i++) {
            final double probability = i / 4_000.0;
            final double quantile = NormalQuantile.of(probability);
            assertEquals(probability, ClosedForms.normal(quantile), 1e-14);
            assertEquals(-quantile, NormalQuantile.of(1 - probability), 1e-12);
            assertTrue(quantile > before);
            before = quantile;
        }
    }

    @Test
    void shouldInvertItInTheFarTailWhenOnlyRelativeDigitsAreLeft() {
        for (double probability = 1e-3; probability > 1e-15; probability /= 3) {
            final double back = ClosedForms.normal(NormalQuantile.of(probability));
            assertEquals(1, back / probability, probability > 1e-9 ? 1e-6 : 1e-12, "at " + probability);
        }
    }
}
