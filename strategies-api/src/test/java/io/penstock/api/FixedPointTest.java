package io.penstock.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fixed point against BigDecimal, at the edges and at random. */
class FixedPointTest {
    private static final long SEED = 20_261_121;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] EDGES = {
        0, 1, -1, 2, 5, 9, 10, 49, 50, 51, 99_999_999, 100_000_000, 3_037_000_499L, 3_037_000_500L,
        4_294_967_295L, 4_294_967_296L, 500_000_000_000_000_000L, 999_999_999_999_999_999L,
        1_000_000_000_000_000_000L, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE,
        -Long.MAX_VALUE, -Long.MAX_VALUE / 2, -50, -51};

    private static long number(final SplittableRandom random) {
        final long value = random.nextInt(4) == 0
            ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(63);
        return value == FixedPoint.OVERFLOW ? 1 : value;
    }

    private static long expected(final BigDecimal exact) {
        final BigInteger rounded = exact.setScale(0, RoundingMode.HALF_UP).toBigIntegerExact();
        return rounded.abs().compareTo(MOST) > 0 ? FixedPoint.OVERFLOW : rounded.longValueExact();
    }

    @Test
    void shouldEqualTheExactProductWhenANotionalIsFormed() {
        final SplittableRandom random = new SplittableRandom(SEED);
        int overflows = 0;
        for (int i = 0; i < 300_000; i++) {
            final long price = number(random);
            final long quantity = number(random);
            final int priceExponent = -random.nextInt(19);
            final int quantityExponent = -random.nextInt(19);
            final BigDecimal exact = BigDecimal.valueOf(price, -priceExponent)
                .multiply(BigDecimal.valueOf(quantity, -quantityExponent)).movePointRight(8);
            final long wanted = expected(exact);
            overflows += wanted == FixedPoint.OVERFLOW ? 1 : 0;
            assertEquals(wanted, FixedPoint.notional(price, priceExponent, quantity, quantityExponent),
                () -> "seed " + SEED + ": " + price + "e" + priceExponent + " x " + quantity + "e"
                    + quantityExponent);
        }
        assertEquals(true, overflows > 10_000 && overflows < 200_000, "overflows " + overflows);
    }

    @Test
    void shouldRoundOnceWhenBothExponentsAreSmall() {
        // 0.45 of the last digit: rounding it twice would give 1
        assertEquals(0, FixedPoint.notional(45, -18, 100_000_000, -10));
        assertEquals(0, FixedPoint.notional(4_500_000_000L, -18, 1, -10));
        // 9 x 9 with eighteen decimals each: the product leaves 64 bits, the amount does not
        assertEquals(8_100_000_000L, FixedPoint.notional(
            9_000_000_000_000_000_000L, -18, 9_000_000_000_000_000_000L, -18));
    }

    @Test
    void shouldEqualTheExactQuotientWhenMultipliedAndDivided() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200_000; i++) {
            final long a = number(random);
            final long b = number(random);
            // the usual divisor goes another way
            final long divisor = i % 3 == 0 ? FixedPoint.ONE_E8 : Math.max(1, Math.abs(number(random)));
            final BigInteger twice = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).abs().shiftLeft(1)
                .add(BigInteger.valueOf(divisor));
            final BigInteger magnitude = twice.divide(BigInteger.valueOf(divisor).shiftLeft(1));
            final long wanted = magnitude.compareTo(MOST) > 0 ? FixedPoint.OVERFLOW
                : magnitude.longValueExact() * (Long.signum(a) * Long.signum(b) < 0 ? -1 : 1);
            assertEquals(wanted, FixedPoint.multiplyDivide(a, b, divisor),
                () -> "seed " + SEED + ": " + a + " x " + b + " / " + divisor);
        }
    }

    @Test
    void shouldRoundHalfAwayFromZeroWhenBetweenTwoNumbers() {
        assertEquals(3, FixedPoint.multiplyDivide(5, 1, 2));
        assertEquals(-3, FixedPoint.multiplyDivide(-5, 1, 2));
        assertEquals(2, FixedPoint.multiplyDivide(7, 1, 3));
        assertEquals(Long.MAX_VALUE, FixedPoint.multiplyDivide(Long.MAX_VALUE, 1, 1));
        assertEquals(-Long.MAX_VALUE, FixedPoint.multiplyDivide(-Long.MAX_VALUE, 1, 1));
    }

    @Test
    void shouldSayOverflowWhenTheResultDoesNotFitOrAnArgumentOverflowed() {
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.multiplyDivide(Long.MAX_VALUE, 2, 1));
        assertEquals(
            FixedPoint.OVERFLOW, FixedPoint.multiplyDivide(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1));
        assertEquals(Long.MAX_VALUE, FixedPoint.multiplyDivide(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.multiplyDivide(FixedPoint.OVERFLOW, 0, 1));
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.multiplyDivide(0, FixedPoint.OVERFLOW, 1));
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.notional(FixedPoint.OVERFLOW, -18, 1, -18));
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.notional(1, 0, FixedPoint.OVERFLOW, 0));
        assertEquals(FixedPoint.OVERFLOW, FixedPoint.notional(92_233_720_369L, 0, 1, 0));
        assertEquals(9_223_372_036_800_000_000L, FixedPoint.notional(92_233_720_368L, 0, 1, 0));
    }

    @Test
    void shouldComeBackWhenFormattedAndParsed() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            final long value = i < EDGES.length ? EDGES[i] : number(random);
            final int exponent = -random.nextInt(19);
            final String text = FixedPoint.format(value, exponent);
            assertEquals(value, FixedPoint.parse(text, exponent), () -> "seed " + SEED + ": " + text);
            final BigDecimal exact = BigDecimal.valueOf(value, -exponent).stripTrailingZeros();
            assertEquals(exact.toPlainString(), text);
        }
    }

    @Test
    void shouldTakePlainDecimalsWhenParsed() {
        assertEquals(-1_250, FixedPoint.parse("-12.50", -2));
        assertEquals(1_200, FixedPoint.parse("12.", -2));
        assertEquals(50, FixedPoint.parse(".5", -2));
        assertEquals(120, FixedPoint.parse("1.2000000", -2));
        assertEquals(0, FixedPoint.parse("-0", -8));
        assertEquals(Long.MAX_VALUE, FixedPoint.parse("9223372036854775807", 0));
        assertEquals(Long.MAX_VALUE, FixedPoint.parse("92233720368.54775807", -8));
        assertEquals("none", FixedPoint.format(FixedPoint.OVERFLOW, -2));
        assertEquals("0.09122", FixedPoint.format(9_122_000, -8));
        assertEquals("61602", FixedPoint.format(6_160_200, -2));
    }

    private static String refusal(final String text, final int exponent) {
        return assertThrows(NumberFormatException.class, () -> FixedPoint.parse(text, exponent)).getMessage();
    }

    @Test
    void shouldSayWhatIsWrongWhenTextIsNoNumber() {
        for (final String text : new String[] {"", "-", ".", "1e5", "1,5", " 1", "+1", "1.2.3", "0x1", "NaN"}) {
            assertEquals("'" + text + "' is not a plain decimal number", refusal(text, -8));
        }
        assertEquals("'1.234' has more than 2 decimals", refusal("1.234", -2));
        assertEquals("'0.5' has more than 0 decimals", refusal("0.5", 0));
        assertEquals("'9223372036854775808' is too large", refusal("9223372036854775808", 0));
        assertEquals("'92233720368.54775808' is too large", refusal("92233720368.54775808", -8));
        assertEquals("'1000000000000' is too large", refusal("1000000000000", -8));
    }

    @Test
    void shouldBeTheNearestDoubleWhenTheNumberHasAtMostFiftyThreeBits() {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 50_000; i++) {
            final long value = random.nextLong() >> 11 + random.nextInt(40);
            final int exponent = -random.nextInt(19);
            assertEquals(BigDecimal.valueOf(value, -exponent).doubleValue(), FixedPoint.toDouble(value, exponent));
        }
    }

    @Test
    void shouldGrowTenfoldWhenThePowerIsOneMore() {
        for (int i = 0; i <= 18; i++) {
            assertEquals(BigInteger.TEN.pow(i).longValueExact(), FixedPoint.powerOfTen(i));
        }
    }
}
