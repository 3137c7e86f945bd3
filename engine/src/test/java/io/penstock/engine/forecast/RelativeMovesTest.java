package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RelativeMovesTest {
    @Test
    void shouldBeTheExponentialLessOneWhenMovesAreTinyOrHuge() {
        final SplittableRandom random = new SplittableRandom(11);
        final double[] logs = new double[20_000];
        for (int i = 0; i < logs.length; i++) {
            final double size = Math.pow(10, -9 + 10.8 * i / logs.length);
            logs[i] = size * (random.nextBoolean() ? 1 : -1);
        }
        final double[] moves = new double[logs.length];
        RelativeMoves.of(logs, moves, logs.length);
        for (int i = 0; i < logs.length; i++) {
            final double within = Math.abs(logs[i]) < 8 ? 1e-14 : 1e-13;
            assertEquals(1, moves[i] / StrictMath.expm1(logs[i]), within, "at " + logs[i]);
            assertEquals(RelativeMoves.of(logs[i]), moves[i]);
        }
        assertEquals(0, RelativeMoves.of(0));
    }
}
