package io.penstock.engine.risk;

import io.penstock.api.FixedPoint;

/**
 * A sum of amounts that are not negative, in 128 bits, so that no order of adding and taking away leaves its range.
 * Engine thread only; does not allocate.
 */
final class Total {
    private long high;
    private long low;

    void clear() {
        high = 0;
        low = 0;
    }

    void add(final long amount) {
        low += amount;
        high += Long.compareUnsigned(low, amount) < 0 ? 1 : 0;
    }

    void subtract(final long amount) {
        high -= Long.compareUnsigned(low, amount) < 0 ? 1 : 0;
        low -= amount;
    }

    /** The sum, or {@link FixedPoint#OVERFLOW} when it does not fit. */
    long value() {
        return high == 0 && low >= 0 ? low : FixedPoint.OVERFLOW;
    }
}
