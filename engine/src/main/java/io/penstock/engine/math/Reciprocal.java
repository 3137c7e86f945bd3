package io.penstock.engine.math;

/**
 * Exact division by a divisor that is used again and again: a multiplication instead of a division, which takes ten
 * times as long on the machines this runs on.
 *
 * <p>The reciprocal is 2^62 over the divisor, rounded up. For values below 2^61 its product is less than one half too
 * large, so the quotient is right or one too large, and multiplying back tells which. Any thread; does not allocate.
 */
public final class Reciprocal {
    private static final int BITS = 62;
    private static final long LIMIT = 1L << 61;

    private Reciprocal() {
    }

    /**
     * What {@link #floor} wants beside the divisor.
     *
     * @param divisor positive
     * @return its reciprocal
     */
    public static long of(final long divisor) {
        // of 1 it would be 2^62 + 1, which still fits
        return (1L << BITS) / divisor + 1;
    }

    /**
     * The quotient rounded down, as {@link Math#floorDiv(long, long)} gives it.
     *
     * @param value      any
     * @param divisor    positive
     * @param reciprocal of the divisor
     * @return the same for each value
     */
    public static long floor(final long value, final long divisor, final long reciprocal) {
        if (value < 0 || value >= LIMIT) {
            return Math.floorDiv(value, divisor);
        }
        final long quotient = Math.multiplyHigh(value << 2, reciprocal);
        return quotient - (quotient * divisor > value ? 1 : 0);
    }
}
