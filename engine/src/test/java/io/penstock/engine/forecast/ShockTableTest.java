package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShockTableTest {
    private static final int PATHS = 1_000;
    private static final int STEPS = 50;

    private static long hash(final ShockTable table) {
        long hash = 1;
        for (int step = 0; step < table.steps(); step++) {
            hash = 31 * hash + Arrays.hashCode(table.sums(step));
        }
        return hash;
    }

    @Test
    void shouldMirrorEachPathWhenItIsReadFromTheOtherEnd() {
        final ShockTable table = new ShockTable(1, PATHS, STEPS);
        for (int step = 0; step < STEPS; step++) {
            double mean = 0;
            double square = 0;
            for (int path = 0; path < PATHS; path++) {
                assertEquals(table.shock(step, path), -table.shock(step, PATHS - 1 - path));
                assertEquals(table.sum(step, path), -table.sum(step, PATHS - 1 - path));
                mean += table.shock(step, path) / PATHS;
                square += table.shock(step, path) * table.shock(step, path) / PATHS;
            }
            assertEquals(0, mean, 1e-15);
            assertEquals(1, square, 0.1, "one common factor is left beside the variance of each step");
        }
    }

    @Test
    void shouldHaveTheVarianceOfItsStepsWhenAllAreSummed() {
        for (int seed = 0; seed < 5; seed++) {
            final ShockTable table = new ShockTable(seed, PATHS, STEPS);
            double square = 0;
            double before = Double.NEGATIVE_INFINITY;
            for (int path = 0; path < PATHS; path++) {
                final double end = table.sum(STEPS - 1, path);
                double sum = 0;
                for (int step = 0; step < STEPS; step++) {
                    sum += table.shock(step, path);
                    assertEquals(sum, table.sum(step, path), 1e-13);
                }
                assertTrue(end >= before, "paths are numbered by their end");
                before = end;
                square += end * end;
            }
            assertEquals(STEPS, square / PATHS, 1e-11);
        }
    }

    /** Kolmogorov's distance from the normal distribution, by pairs: 1.95 / sqrt(n) is passed once in a thousand. */
    @Test
    void shouldBeNormalWhenShocksOfAStepAndOfAPathAreSorted() {
        final ShockTable table = new ShockTable(3, PATHS, STEPS);
        final double[] all = new double[PATHS / 2 * STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (int path = 0; path < PATHS / 2; path++) {
                all[step * PATHS / 2 + path] = table.shock(step, path) * (path % 2 == 0 ? 1 : -1);
            }
        }
        assertTrue(distance(all) < 1.95 / Math.sqrt(all.length), "distance " + distance(all));
    }

    private static double distance(final double[] values) {
        Arrays.sort(values);
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            final double expected = ClosedForms.normal(values[i]);
            most = Math.max(most, Math.abs(expected - (i + 0.5) / values.length));
        }
        return most;
    }

    @Test
    void shouldBeTheSameForASeedAndAnotherForAnother() {
        assertEquals(hash(new ShockTable(7, 100, 20)), hash(new ShockTable(7, 100, 20)));
        assertNotEquals(hash(new ShockTable(7, 100, 20)), hash(new ShockTable(8, 100, 20)));
    }

    @Test
    void shouldHaveTheBitsItAlwaysHadWhenDrawnAgain() {
        assertEquals(905472788996080065L, hash(new ShockTable(20_240_808, PATHS, STEPS)));
    }

    @Test
    void shouldRefuseShapesOfWhichNoTableCanBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new ShockTable(1, 3, 5));
        assertThrows(IllegalArgumentException.class, () -> new ShockTable(1, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> new ShockTable(1, 2, 0));
        assertEquals(1, new ShockTable(1, 2, 1).sum(0, 1), 1e-15);
    }
}
