package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.state.StateBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums that are kept have the bits of sums that are made anew. */
class ReturnWindowTest {
    private static final long SEED = 20_261_121;
    private static final int CAPACITY = 100;
    private static final int ROUNDS = 5_000;

    private static void check(final ReturnWindow window, final int round) {
        double sum = 0;
        for (int i = 0; i < window.size(); i++) {
            sum += window.at(i);
        }
        final double center = sum / window.size();
        double squares = 0;
        double below = 0;
        for (int i = 0; i < window.size(); i++) {
            final double distance = window.at(i) - center;
            final double loss = Math.min(0, window.at(i));
            squares += distance * distance;
            below += loss * loss;
        }
        window.deviate(window.sum() / window.size());
        final String where = "seed " + SEED + ", round " + round;
        assertEquals(Double.doubleToLongBits(sum), Double.doubleToLongBits(window.sum()), where);
        assertEquals(Double.doubleToLongBits(squares), Double.doubleToLongBits(window.squares()), where);
        assertEquals(Double.doubleToLongBits(below), Double.doubleToLongBits(window.squaresBelow()), where);
    }

    @Test
    void shouldGiveTheSameBitsWhenSomeReturnsAreTooLargeForExactSums() {
        final SplittableRandom random = new SplittableRandom(SEED);
        ReturnWindow window = new ReturnWindow(CAPACITY);
        for (int i = 0; i < ROUNDS; i++) {
            // for some hundred rounds returns of all sizes, then small ones only
            final int shift = i / 300 % 2 == 0 ? 20 + random.nextInt(40) : random.nextInt(20);
            window.add(random.nextInt(50) == 0 ? 0 : random.nextLong() >> 63 - shift);
            if (random.nextInt(200) == 0) {
                final StateBuffer state = new StateBuffer();
                window.writeTo(state);
                state.rewind();
                window = new ReturnWindow(CAPACITY);
                window.readFrom(state);
            }
            check(window, i);
        }
    }
}
