package io.penstock.engine.portfolio;

/**
 * A sum of squares of whole numbers in 128 bits: taking away what was added leaves exactly what was there before, so it
 * can be kept while numbers come and go. It must stay below 2^127. Engine thread only; does not allocate.
 */
final class SquareSum {
    private static final double TWO_64 = 0x1p64;

    private long high;
    private long low;

    void add(final long number) {
        final long square = number * number;
        low += square;
        high += Math.multiplyHigh(number, number) + (Long.compareUnsigned(low, square) < 0 ? 1 : 0);
    }

    void subtract(final long number) {
        final long square = number * number;
        high -= Math.multiplyHigh(number, number) + (Long.compareUnsigned(low, square) < 0 ? 1 : 0);
        low -= square;
    }

    void clear() {
        high = 0;
        low = 0;
    }

    /** The sum, rounded. */
    double value() {
        return toDouble(high, low);
    }

    /**
     * {@code count x sum of squares - (sum of numbers)^2}: count squared times the variance, exact until it is rounded.
     *
     * @param count of the numbers
     * @param total their sum
     * @return 0 exactly when they do not differ
     */
    double spread(final int count, final long total) {
        final long product = low * count;
        final long upper = high * count + Math.multiplyHigh(low, count) + (low < 0 ? count : 0);
        final long square = total * total;
        final long borrow = Long.compareUnsigned(product, square) < 0 ? 1 : 0;
        return toDouble(upper - Math.multiplyHigh(total, total) - borrow, product - square);
    }

    private static double toDouble(final long high, final long low) {
        // half of an unsigned number, its last bit kept for rounding
        final double lower = low >= 0 ? low : 2.0 * (low >>> 1 | low & 1);
        return high * TWO_64 + lower;
    }
}
