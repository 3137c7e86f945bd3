package io.penstock.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.FixedPoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WideSumTest {
    @Test
    void shouldEqualExactArithmetic() {
        final long seed = Long.getLong("penstock.seed", 11L);
        final Random random = new Random(seed);
        final WideSum sum = new WideSum();
        for (int run = 0; run < 20_000; run++) {
            final int priceExponent = -random.nextInt(19);
            final int quantityExponent = -random.nextInt(19);
            BigInteger exact = BigInteger.ZERO;
            sum.clear();
            for (int i = random.nextInt(4); i >= 0; i--) {
                final long a = random.nextLong() >>> 1 + random.nextInt(62);
                final long b = random.nextLong() >>> 1 + random.nextInt(62);
                sum.add(a, b);
                exact = exact.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
            }
            final BigInteger amount = new BigDecimal(exact, -priceExponent - quantityExponent)
                .setScale(8, RoundingMode.HALF_UP).unscaledValue();
            final long expected = amount.bitLength() > 63 ? FixedPoint.OVERFLOW : amount.longValueExact();
            final long actual = sum.amount(priceExponent, quantityExponent);
            assertEquals(expected, actual, "seed " + seed + " run " + run);
        }
    }
}
