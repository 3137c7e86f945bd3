package io.penstock.api;

/**
 * Arithmetic on decimal numbers kept as {@code long} with a decimal exponent.
 *
 * <p>A value {@code v} with exponent {@code e} means {@code v x 10^e}; exponents are -18 to 0. Products of two such
 * numbers overflow a {@code long} long before the numbers themselves do, so the product is always formed in 128 bits.
 * Any thread; does not allocate except where text is made; overflow is a result ({@link #OVERFLOW}), not an exception.
 */
public final class FixedPoint {
    /** Exponent of every amount of an asset: cash, fee, notional, P&amp;L. */
    public static final int AMOUNT_EXPONENT = -8;
    /** Exponent of rates such as fees. */
    public static final int RATE_EXPONENT = -8;
    /** One unit of an amount or rate. */
    public static final long ONE_E8 = 100_000_000L;
    /** Returned where a result does not fit a {@code long}. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private static final int HALF_BITS = 32;
    private static final long HALF_MASK = 0xFFFF_FFFFL;

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private FixedPoint() {
    }

    /**
     * Ten to a power.
     *
     * @param exponent 0 to 18
     * @return 10^exponent
     */
    public static long powerOfTen(final int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /**
     * Price times quantity as an amount (exponent -8), rounded half away from zero.
     *
     * @param price            fixed point
     * @param priceExponent    -18 to 0
     * @param quantity         fixed point
     * @param quantityExponent -18 to 0
     * @return the amount, or {@link #OVERFLOW}
     */
    public static long notional(
        final long price, final int priceExponent, final long quantity, final int quantityExponent) {
        final int shift = AMOUNT_EXPONENT - priceExponent - quantityExponent;
        if (shift >= 0) {
            return shift <= 18 ? multiplyDivide(price, quantity, POWERS_OF_TEN[shift])
                : multiplyDivideTwice(price, quantity, POWERS_OF_TEN[shift - 18], POWERS_OF_TEN[18]);
        }
        final long product = multiplyDivide(price, quantity, 1);
        return product == OVERFLOW ? OVERFLOW : multiplyDivide(product, POWERS_OF_TEN[-shift], 1);
    }

    /**
     * {@code a x b / divisor} with a 128-bit product, rounded half away from zero.
     *
     * @param a       any value
     * @param b       any value
     * @param divisor positive
     * @return the quotient, or {@link #OVERFLOW} when it does not fit or an argument is {@link #OVERFLOW}
     */
    public static long multiplyDivide(final long a, final long b, final long divisor) {
        if (a == OVERFLOW || b == OVERFLOW) {
            return OVERFLOW;
        }
        final boolean negative = (a ^ b) < 0;
        final long x = Math.abs(a);
        final long y = Math.abs(b);
        final long high = Math.multiplyHigh(x, y);
        final long low = x * y;
        final long magnitude;
        if (high == 0 && low >= 0) {
            final long quotient = divide(low, divisor);
            final long remainder = low - quotient * divisor;
            magnitude = remainder >= divisor - remainder ? quotient + 1 : quotient;
        } else {
            magnitude = divideWide(high, low, divisor);
        }
        if (magnitude < 0) {
            return OVERFLOW;
        }
        return negative ? -magnitude : magnitude;
    }

    /**
     * {@code a x b / (first x second)}, rounded once: what the first division drops cannot change on which side of a
     * half the whole lies, since second is even.
     */
    private static long multiplyDivideTwice(final long a, final long b, final long first, final long second) {
        if (a == OVERFLOW || b == OVERFLOW) {
            return OVERFLOW;
        }
        final long x = Math.abs(a);
        final long y = Math.abs(b);
        final long high = Math.multiplyHigh(x, y);
        final long low = x * y;
        long remainder = high % first;
        long quotientLow = 0;
        for (int bit = 63; bit >= 0; bit--) {
            remainder = remainder << 1 | low >>> bit & 1;
            quotientLow <<= 1;
            if (remainder >= first) {
                remainder -= first;
                quotientLow |= 1;
            }
        }
        final long magnitude = divideWide(high / first, quotientLow, second);
        if (magnitude < 0) {
            return OVERFLOW;
        }
        return (a ^ b) < 0 ? -magnitude : magnitude;
    }

    /**
     * 128 by 63 bits in two steps of 32 (Knuth, The Art of Computer Programming, 4.3.1 D); returns -1 on overflow.
     */
    private static long divideWide(final long high, final long low, final long divisor) {
        if (high >= divisor) {
            return -1;
        }
        if (divisor <= Integer.MAX_VALUE) {
            return divideShort(high, low, divisor);
        }
        final int shift = Long.numberOfLeadingZeros(divisor);
        final long scaled = divisor << shift;
        final long first = high << shift | low >>> Long.SIZE - shift;
        final long rest = low << shift;
        final long upper = digit(first, rest >>> HALF_BITS, scaled);
        final long second = (first << HALF_BITS) + (rest >>> HALF_BITS) - upper * scaled;
        final long lower = digit(second, rest & HALF_MASK, scaled);
        final long remainder = (second << HALF_BITS) + (rest & HALF_MASK) - lower * scaled >>> shift;
        final long quotient = (upper << HALF_BITS) + lower;
        if (upper >>> HALF_BITS - 1 != 0) {
            return -1;
        }
        return remainder >= divisor - remainder ? quotient + 1 : quotient;
    }

    /** The same for a divisor of one digit of 32 bits, where nothing has to be estimated. */
    private static long divideShort(final long high, final long low, final long divisor) {
        final long first = high << HALF_BITS | low >>> HALF_BITS;
        final long upper = divide(first, divisor);
        if (upper >>> HALF_BITS - 1 != 0) {
            return -1;
        }
        final long second = first - upper * divisor << HALF_BITS | low & HALF_MASK;
        final long lower = divide(second, divisor);
        final long remainder = second - lower * divisor;
        final long quotient = (upper << HALF_BITS) + lower;
        return remainder >= divisor - remainder ? quotient + 1 : quotient;
    }

    /** Amounts and rates make one divisor the usual one; by a constant the compiler divides with a multiplication. */
    private static long divide(final long value, final long divisor) {
        return divisor == ONE_E8 ? value / ONE_E8 : value / divisor;
    }

    /** One 32-bit digit of the quotient: estimated from the upper half of the divisor, then corrected at most twice. */
    private static long digit(final long dividend, final long next, final long divisor) {
        final long upper = divisor >>> HALF_BITS;
        final long lower = divisor & HALF_MASK;
        long digit = Long.divideUnsigned(dividend, upper);
        long remainder = dividend - digit * upper;
        while (digit > HALF_MASK
            || Long.compareUnsigned(digit * lower, (remainder << HALF_BITS) + next) > 0) {
            digit--;
            remainder += upper;
            if (remainder > HALF_MASK) {
                break;
            }
        }
        return digit;
    }

    /**
     * The value as a {@code double}, for features only, never for cash, orders or limits.
     *
     * @param value    fixed point
     * @param exponent -18 to 0
     * @return the nearest double of value / 10^-exponent
     */
    public static double toDouble(final long value, final int exponent) {
        return (double) value / POWERS_OF_TEN[-exponent];
    }

    /**
     * Reads a plain decimal such as {@code -12.50}. Allocates nothing.
     *
     * @param text     digits with at most one point and an optional leading minus; no exponent, no spaces
     * @param exponent of the result, -18 to 0
     * @return the exact value
     * @throws NumberFormatException when the text is not a plain decimal, does not fit, or has more decimals than the
     *                               exponent holds
     */
    public static long parse(final CharSequence text, final int exponent) {
        final int end = text.length();
        final boolean negative = end > 0 && text.charAt(0) == '-';
        long value = 0;
        int decimals = -1;
        boolean anyDigit = false;
        for (int i = negative ? 1 : 0; i < end; i++) {
            final char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9') {
                anyDigit = true;
                if (decimals >= 0 && ++decimals > -exponent) {
                    if (c != '0') {
                        throw new NumberFormatException("'" + text + "' has more than " + -exponent + " decimals");
                    }
                    continue;
                }
                value = addDigit(value, c, text);
            } else {
                throw new NumberFormatException("'" + text + "' is not a plain decimal number");
            }
        }
        if (!anyDigit) {
            throw new NumberFormatException("'" + text + "' is not a plain decimal number");
        }
        for (int i = Math.max(decimals, 0); i < -exponent; i++) {
            value = addDigit(value, '0', text);
        }
        return negative ? -value : value;
    }

    private static long addDigit(final long value, final char digit, final CharSequence text) {
        final int units = digit - '0';
        if (value > (Long.MAX_VALUE - units) / 10) {
            throw new NumberFormatException("'" + text + "' is too large");
        }
        return value * 10 + units;
    }

    /**
     * Writes the value without trailing zeros, e.g. {@code 61602} or {@code 0.09122}.
     *
     * @param value    fixed point
     * @param exponent -18 to 0
     * @param out      where the text is appended
     */
    public static void append(final long value, final int exponent, final StringBuilder out) {
        if (value == Long.MIN_VALUE) {
            out.append("none");
            return;
        }
        if (value < 0) {
            out.append('-');
        }
        final long magnitude = Math.abs(value);
        final long unit = POWERS_OF_TEN[-exponent];
        out.append(magnitude / unit);
        long fraction = magnitude % unit;
        if (fraction == 0) {
            return;
        }
        out.append('.');
        for (long place = unit / 10; fraction > 0; place /= 10) {
            out.append((char) ('0' + fraction / place));
            fraction %= place;
        }
    }

    /**
     * The value as text without trailing zeros. Allocates.
     *
     * @param value    fixed point
     * @param exponent -18 to 0
     * @return e.g. {@code 61602} or {@code 0.09122}
     */
    public static String format(final long value, final int exponent) {
        final StringBuilder out = new StringBuilder(24);
        append(value, exponent, out);
        return out.toString();
    }
}
