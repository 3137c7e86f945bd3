package io.penstock.api;

/**
 * Reads back what a {@link StateWriter} took, in the same order. Engine thread only; does not allocate.
 */
public interface StateReader {
    /**
     * Reads eight bytes.
     *
     * @return the value written
     */
    long getLong();

    /**
     * Reads four bytes.
     *
     * @return the value written
     */
    int getInt();

    /**
     * Reads a boolean.
     *
     * @return the value written
     */
    default boolean getBoolean() {
        return getInt() != 0;
    }

    /**
     * Reads a double.
     *
     * @return the value written
     */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }
}
