package io.penstock.engine.math;

import io.penstock.api.FixedPoint;

/**
 * Exact sum of products of non-negative {@code long}s in 128 bits, rounded once at the end.
 *
 * <p>Engine thread only; allocates nothing; overflow is a result ({@link FixedPoint#OVERFLOW}).
 */
public final class WideSum {
    private long high;
    private long low;
    private boolean overflow;

    /** Starts at zero. */
    public void clear() {
        high = 0;
        low = 0;
        overflow = false;
    }

    /**
     * Adds {@code a x b}.
     *
     * @param a not negative
     * @param b not negative
     */
    public void add(final long a, final long b) {
        final long productLow = a * b;
        final long sum = low + productLow;
        final long carry = Long.compareUnsigned(sum, productLow) < 0 ? 1 : 0;
        low = sum;
        high += Math.multiplyHigh(a, b) + carry;
        overflow |= high < 0;
    }

    /**
     * The sum as an amount (exponent -8), when each product was a price times a quantity.
     *
     * @param priceExponent    -18 to 0
     * @param quantityExponent -18 to 0
     * @return rounded half away from zero, or {@link FixedPoint#OVERFLOW}
     */
    public long amount(final int priceExponent, final int quantityExponent) {
        final int shift = FixedPoint.AMOUNT_EXPONENT - priceExponent - quantityExponent;
        if (overflow) {
            return FixedPoint.OVERFLOW;
        }
        if (shift <= 0) {
            return high != 0 || low < 0 ? FixedPoint.OVERFLOW
                : FixedPoint.multiplyDivide(low, FixedPoint.powerOfTen(-shift), 1);
        }
        if (shift <= 18) {
            return divide(high, low, FixedPoint.powerOfTen(shift));
        }
        return divideTwice(FixedPoint.powerOfTen(18), FixedPoint.powerOfTen(shift - 18));
    }

    /**
     * Divides by a product of two divisors that is too wide for one. Rounding half up needs only the second remainder:
     * the second divisor is even, so what the first division cut off can never decide.
     */
    private long divideTwice(final long first, final long second) {
        long remainder = high % first;
        long quotient = 0;
        for (int bit = 63; bit >= 0; bit--) {
            remainder = remainder << 1 | low >>> bit & 1;
            quotient <<= 1;
            if (remainder >= first) {
                remainder -= first;
                quotient |= 1;
            }
        }
        return divide(high / first, quotient, second);
    }

    private static long divide(final long high, final long low, final long divisor) {
        if (high >= divisor) {
            return FixedPoint.OVERFLOW;
        }
        long quotient = low / divisor;
        long remainder = low - quotient * divisor;
        if (high != 0 || low < 0) {
            remainder = high;
            quotient = 0;
            for (int bit = 63; bit >= 0; bit--) {
                remainder = remainder << 1 | low >>> bit & 1;
                quotient <<= 1;
                if (remainder >= divisor) {
                    remainder -= divisor;
                    quotient |= 1;
                }
            }
        }
        final int up = remainder >= divisor - remainder ? 1 : 0;
        return quotient < 0 || quotient == Long.MAX_VALUE && up == 1 ? FixedPoint.OVERFLOW : quotient + up;
    }
}
