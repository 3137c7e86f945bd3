package io.penstock.gateways.bybit;

import static io.penstock.gateways.common.Digits.ZEROS;
import static io.penstock.gateways.common.Digits.eight;
import static io.penstock.gateways.common.Digits.half;
import static io.penstock.gateways.common.Digits.mask;
import static io.penstock.gateways.common.Digits.notDigits;
import static io.penstock.gateways.common.Digits.power;
import static io.penstock.gateways.common.Digits.word;

/**
 * Reads decimals of at most 8 digits on either side of the point, and arrays of {@code ["price","quantity"]} made of
 * them, without white space: what Bybit sends. Every byte is verified; for anything else it says so and the caller
 * reads the same text slowly. Eight characters at a time, because spot trims zeros and no two levels have the same
 * shape. One thread; allocates nothing.
 */
final class BybitLevels {
    /** Result of {@link #number}: not of this shape. */
    static final long BAD = -1;
    /** Result of {@link #read}: not of this shape. */
    static final int OTHER_SHAPE = -1;

    private static final int DEFAULT_EXPONENT = BybitMessages.DEFAULT_EXPONENT;
    private static final int OPENING = '[' | '"' << 8;
    private static final int BETWEEN = '"' | ',' << 8 | '"' << 16;
    private static final int THREE_BYTES = 0xFFFFFF;
    private static final int CLOSING_NEXT = '"' | ']' << 8 | ',' << 16 | '[' << 24;
    private static final int CLOSING_LAST = '"' | ']' << 8 | ']' << 16;

    private int stop;
    private int count;

    /** One past the last character of the last {@link #number}. */
    int stop() {
        return stop;
    }

    /** Levels in {@code out} after {@link #read}. */
    int count() {
        return count;
    }

    /**
     * Reads one number with exponent -8. What stands behind it is not looked at.
     *
     * @param data padded by 64 bytes behind the frame
     * @param at   first character
     * @return the value, or {@link #BAD}
     */
    long number(final byte[] data, final int at) {
        final long first = word(data, at) ^ ZEROS;
        final long others = notDigits(first);
        final int whole = others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
        if (whole == 0) {
            return BAD;
        }
        final int point = at + whole;
        final long value = eight(first << 64 - 8 * whole) * 100_000_000L;
        if (data[point] != '.') {
            stop = point;
            return value;
        }
        final long second = word(data, point + 1) ^ ZEROS;
        final long notPart = notDigits(second);
        final int part = notPart == 0 ? 8 : Long.numberOfTrailingZeros(notPart) >>> 3;
        stop = point + 1 + part;
        return part == 0 ? BAD : value + eight(second & mask(part));
    }

    /**
     * From exponent -8 to another.
     *
     * @param value    exponent -8, not negative
     * @param exponent wanted
     * @return the value, or {@link #BAD} when that would lose digits or overflow
     */
    static long rescale(final long value, final int exponent) {
        if (exponent == DEFAULT_EXPONENT) {
            return value;
        }
        final int places = DEFAULT_EXPONENT - exponent;
        if (places >= 0) {
            return value > Long.MAX_VALUE / power(places) ? BAD : value * power(places);
        }
        final long scaled = value / power(-places);
        return scaled * power(-places) == value ? scaled : BAD;
    }

    /**
     * Reads one array.
     *
     * @param data             padded by 64 bytes behind {@code end}
     * @param start            first byte behind the array's opening bracket
     * @param end              one past the last byte of the frame
     * @param out              takes price, quantity, price ...
     * @param from             levels that are in it already
     * @param priceExponent    wanted
     * @param quantityExponent wanted
     * @return the position behind the array's closing bracket, or {@link #OTHER_SHAPE}
     */
    int read(
        final byte[] data, final int start, final int end, final long[] out, final int from, final int priceExponent,
        final int quantityExponent) {
        count = from;
        if (start >= end) {
            return OTHER_SHAPE;
        }
        if (data[start] == ']') {
            return start + 1;
        }
        if ((half(data, start) & 0xFFFF) != OPENING) {
            return OTHER_SHAPE;
        }
        int at = start + 2;
        int index = 2 * from;
        while (at < end && index < out.length) {
            final long price = rescale(number(data, at), priceExponent);
            final int between = stop;
            if (price <= 0 || (half(data, between) & THREE_BYTES) != BETWEEN) {
                return OTHER_SHAPE;
            }
            final long quantity = rescale(number(data, between + 3), quantityExponent);
            if (quantity < 0) {
                return OTHER_SHAPE;
            }
            out[index] = price;
            out[index + 1] = quantity;
            index += 2;
            final int closing = half(data, stop);
            if (closing == CLOSING_NEXT && data[stop + 4] == '"') {
                at = stop + 5;
            } else if ((closing & THREE_BYTES) == CLOSING_LAST && stop + 3 <= end) {
                count = index >> 1;
                return stop + 3;
            } else {
                return OTHER_SHAPE;
            }
        }
        return OTHER_SHAPE;
    }

    /** Asks came first: the first so many levels move behind the rest, both in their order. */
    static void rotate(final long[] levels, final int asks, final int count) {
        if (asks > 0) {
            reverse(levels, 0, asks);
            reverse(levels, asks, count);
            reverse(levels, 0, count);
        }
    }

    private static void reverse(final long[] all, final int from, final int to) {
        for (int i = 2 * from, k = 2 * to - 2; i < k; i += 2, k -= 2) {
            final long price = all[i];
            final long quantity = all[i + 1];
            all[i] = all[k];
            all[i + 1] = all[k + 1];
            all[k] = price;
            all[k + 1] = quantity;
        }
    }
}
