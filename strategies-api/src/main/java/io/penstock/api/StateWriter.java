package io.penstock.api;

/**
 * Where a stateful part writes its state, field after field in a fixed order.
 *
 * <p>The same bytes are the snapshot and the input of the state hash, so the two cannot disagree. Engine thread only;
 * allocates only when its buffer grows.
 */
public interface StateWriter {
    /**
     * Appends eight bytes.
     *
     * @param value any
     */
    void putLong(long value);

    /**
     * Appends four bytes.
     *
     * @param value any
     */
    void putInt(int value);

    /**
     * Appends one byte, 1 or 0.
     *
     * @param value any
     */
    default void putBoolean(final boolean value) {
        putInt(value ? 1 : 0);
    }

    /**
     * Appends the IEEE-754 bits.
     *
     * @param value any; NaN is written in its canonical form
     */
    default void putDouble(final double value) {
        putLong(Double.doubleToLongBits(value));
    }
}
