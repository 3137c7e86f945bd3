package io.penstock.gateways.common;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight ASCII digits at a time in one {@code long} (first character in the lowest byte), and exact decimals.
 *
 * <p>The conversion adds neighbours pairwise: 8 digits to 4 pairs, to 2 fours, to the value, in three multiplications.
 * Any thread; does not allocate; errors are negative codes.
 */
public final class Digits {
    /** Result: not a plain decimal number. */
    public static final long BAD_NUMBER = -1;
    /** Result: digits other than zero beyond the exponent. */
    public static final long TOO_PRECISE = -2;
    /** Result: does not fit. */
    public static final long OVERFLOW = -3;
    /** Longest decimal text that is read. */
    public static final int MAX_TEXT = 36;
    /** Eight times the character 0. */
    public static final long ZEROS = 0x3030303030303030L;
    /** Bytes that must be readable behind the last byte of a frame. */
    public static final int PADDING = 64;

    private static final long TEN_UP = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] POWERS = new long[19];
    private static final long[] MASKS = new long[9];

    static {
        long power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
        for (int i = 0; i < 8; i++) {
            MASKS[i] = (1L << 8 * i) - 1;
        }
        MASKS[8] = -1;
    }

    private Digits() {
    }

    /**
     * Eight bytes, the first in the lowest byte.
     *
     * @param data  bytes
     * @param index of the first
     * @return them
     */
    public static long word(final byte[] data, final int index) {
        return (long) LONGS.get(data, index);
    }

    /**
     * Four bytes, the first in the lowest byte.
     *
     * @param data  bytes
     * @param index of the first
     * @return them
     */
    public static int half(final byte[] data, final int index) {
        return (int) INTS.get(data, index);
    }

    /**
     * Eight ASCII characters as {@link #word} would read them.
     *
     * @param text exactly 8 characters
     * @return them
     */
    public static long word(final String text) {
        if (text.length() != 8) {
            throw new IllegalArgumentException("'" + text + "' must have 8 characters");
        }
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word |= (long) text.charAt(i) << 8 * i;
        }
        return word;
    }

    /**
     * Selects the first bytes of a word.
     *
     * @param count 0 to 8
     * @return a mask of the lowest {@code count} bytes
     */
    public static long mask(final int count) {
        return MASKS[count];
    }

    /**
     * Ten to a power.
     *
     * @param exponent 0 to 18
     * @return 10^exponent
     */
    public static long power(final int exponent) {
        return POWERS[exponent];
    }

    /**
     * Marks the bytes of a word that are not digits.
     *
     * @param digits word xor {@link #ZEROS}
     * @return the high bit of each byte above 9; exact up to and including the first such byte
     */
    public static long notDigits(final long digits) {
        return (digits + TEN_UP | digits) & HIGH_BITS;
    }

    /**
     * The number that eight digits are.
     *
     * @param digits eight bytes 0 to 9, most significant digit in the lowest byte
     * @return 0 to 99,999,999
     */
    public static long eight(final long digits) {
        final long pairs = digits * 10 + (digits >>> 8);
        return (pairs & 0x000000FF000000FFL) * 0x000F424000000064L
            + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L >>> 32;
    }

    /**
     * Reads an unsigned decimal {@code digits[.digits]}.
     *
     * @param data     holds it
     * @param start    first character
     * @param end      one past the last
     * @param exponent of the result, -18 to 0
     * @return the exact value, or {@link #BAD_NUMBER}, {@link #TOO_PRECISE}, {@link #OVERFLOW}
     */
    public static long decimal(final byte[] data, final int start, final int end, final int exponent) {
        if (end <= start || end - start > MAX_TEXT || !isDigit(data[start]) || !isDigit(data[end - 1])) {
            return BAD_NUMBER;
        }
        long value = 0;
        long fault = 0;
        int decimals = -1;
        for (int i = start; i < end; i++) {
            final byte c = data[i];
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (!isDigit(c)) {
                return BAD_NUMBER;
            } else if (decimals >= 0 && ++decimals > -exponent) {
                fault = c == '0' || fault != 0 ? fault : TOO_PRECISE;
            } else if (value > (Long.MAX_VALUE - (c - '0')) / 10) {
                fault = OVERFLOW;
            } else {
                value = value * 10 + (c - '0');
            }
        }
        return fault != 0 ? fault : scaleUp(value, -exponent - Math.max(decimals, 0));
    }

    /**
     * Reads an unsigned whole number as JSON writes it: no sign, no leading zero.
     *
     * @param data  holds it
     * @param start first character
     * @param end   one past the last
     * @return the value, or {@link #BAD_NUMBER}, {@link #OVERFLOW}
     */
    public static long whole(final byte[] data, final int start, final int end) {
        if (end <= start || data[start] == '0' && end - start > 1) {
            return BAD_NUMBER;
        }
        long value = 0;
        boolean overflow = false;
        for (int i = start; i < end; i++) {
            final byte c = data[i];
            if (!isDigit(c)) {
                return BAD_NUMBER;
            }
            if (overflow || value > (Long.MAX_VALUE - (c - '0')) / 10) {
                overflow = true;
            } else {
                value = value * 10 + (c - '0');
            }
        }
        return overflow ? OVERFLOW : value;
    }

    private static long scaleUp(final long value, final int places) {
        if (places <= 0 || value == 0) {
            return value;
        }
        return value > Long.MAX_VALUE / POWERS[places] ? OVERFLOW : value * POWERS[places];
    }

    private static boolean isDigit(final byte c) {
        return c >= '0' && c <= '9';
    }
}
