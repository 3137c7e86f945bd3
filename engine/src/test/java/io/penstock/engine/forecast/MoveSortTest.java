package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoveSortTest {
    @Test
    void shouldSortWhenValuesAreSpreadInAnyWay() {
        final SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 400; i++) {
            final double[] values = new double[1 + random.nextInt(700)];
            for (int at = 0; at < values.length; at++) {
                final double unit = random.nextDouble() - 0.5;
                values[at] = switch (i % 4) {
                    case 0 -> unit;
                    case 1 -> unit * unit * unit * 1e6;
                    case 2 -> 0.25;
                    default -> random.nextInt(5);
                };
            }
            final double[] expected = values.clone();
            Arrays.sort(expected);
            // centre and deviation need not be right
            new MoveSort(values.length).ascending(values, random.nextInt(3) - 1, i % 5 == 0 ? 0 : 0.4);
            assertArrayEquals(expected, values);
        }
    }
}
