package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.engine.state.StateBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums that are kept while returns come and go against sums that are made anew without rounding. */
class ReturnWindowTest {
    private static final long SEED = 20_261_121;
    private static final int CAPACITY = 100;
    private static final int ROUNDS = 3_000;
    /** A few roundings of a double. */
    private static final double SLACK = 4 * Math.ulp(1.0);

    private static void check(final ReturnWindow window, final int round) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        BigInteger below = BigInteger.ZERO;
        for (int i = 0; i < window.size(); i++) {
            final BigInteger each = BigInteger.valueOf(window.at(i));
            sum = sum.add(each);
            squares = squares.add(each.multiply(each));
            below = below.add(each.signum() < 0 ? each.multiply(each) : BigInteger.ZERO);
        }
        final BigDecimal n = BigDecimal.valueOf(window.size());
        final MathContext exact = MathContext.DECIMAL128;
        final BigDecimal spread = new BigDecimal(squares).multiply(n).subtract(new BigDecimal(sum).pow(2));
        final double deviation = window.size() < 2 ? 0
            : spread.divide(n.multiply(n.subtract(BigDecimal.ONE)), exact).sqrt(exact).doubleValue();
        final String where = "seed " + SEED + ", round " + round;
        same(new BigDecimal(sum).divide(n, exact).doubleValue(), window.mean(), where);
        same(deviation, window.deviation(), where);
        same(new BigDecimal(below).divide(n, exact).sqrt(exact).doubleValue(), window.downside(), where);
    }

    private static void same(final double expected, final double actual, final String where) {
        assertEquals(expected, actual, SLACK * Math.abs(expected), where);
    }

    @Test
    void shouldEqualExactArithmeticWhileReturnsOfAllSizesComeAndGo() {
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

    @Test
    void shouldDeviateByNothingAtAllWhenReturnsDoNotDiffer() {
        for (final long each : new long[] {-ReturnWindow.LIMIT, -3, 1, 123_456_789_123L, ReturnWindow.LIMIT}) {
            final ReturnWindow window = new ReturnWindow(CAPACITY);
            for (int i = 0; i < 2 * CAPACITY; i++) {
                window.add(each);
                assertEquals(0, window.deviation());
            }
        }
    }

    @Test
    void shouldHoldTheLargestReturnsOfTheLargestWindow() {
        final int most = 100_000;
        final ReturnWindow window = new ReturnWindow(most);
        for (int i = 0; i < most; i++) {
            window.add(i < most / 2 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE);
        }
        assertEquals(0, window.mean());
        final double slack = ReturnWindow.LIMIT * 1e-9;
        assertEquals(ReturnWindow.LIMIT * Math.sqrt(most / (most - 1.0)), window.deviation(), slack);
        assertEquals(ReturnWindow.LIMIT * Math.sqrt(0.5), window.downside(), slack);
        assertEquals(-ReturnWindow.LIMIT, window.tailMean(1_000_000), "the worst hundredth");
    }
}
