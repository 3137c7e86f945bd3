package io.penstock.gateways.common.order;

/**
 * Decimal texts of private messages to fixed point and back, exactly. Any thread; {@link #of} allocates.
 */
public final class DecimalText {
    /** Result: not a plain decimal number. */
    public static final long BAD_NUMBER = Long.MIN_VALUE;
    /** Result: digits other than zero beyond the exponent. */
    public static final long TOO_PRECISE = Long.MIN_VALUE + 1;
    /** Result: does not fit. */
    public static final long OVERFLOW = Long.MIN_VALUE + 2;

    private static final int MAX_TEXT = 48;

    private DecimalText() {
    }

    /**
     * Whether a result of {@link #parse} is one of the codes above.
     *
     * @param value a result
     * @return true when it is no number
     */
    public static boolean isFault(final long value) {
        return value <= OVERFLOW;
    }

    /**
     * Reads {@code [-]digits[.digits]}.
     *
     * @param text     whole text
     * @param exponent of the result, -18 to 0
     * @return the exact value, or a code
     */
    public static long parse(final CharSequence text, final int exponent) {
        return parse(text, exponent, false);
    }

    /**
     * Reads an amount of an asset whose venue counts finer than our amounts can: what lies beyond is cut off toward
     * negative infinity, so that we never think to own more than we do.
     *
     * @param text     whole text
     * @param exponent of the result, -18 to 0
     * @return the value or the next one below, or {@link #BAD_NUMBER}, {@link #OVERFLOW}
     */
    public static long parseDown(final CharSequence text, final int exponent) {
        return parse(text, exponent, true);
    }

    private static long parse(final CharSequence text, final int exponent, final boolean down) {
        final int end = text.length();
        final boolean negative = end > 0 && text.charAt(0) == '-';
        final int start = negative ? 1 : 0;
        if (end - start < 1 || end > MAX_TEXT || !isDigit(text.charAt(start)) || !isDigit(text.charAt(end - 1))) {
            return BAD_NUMBER;
        }
        long value = 0;
        int decimals = -1;
        boolean finer = false;
        boolean overflow = false;
        for (int i = start; i < end; i++) {
            final char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (!isDigit(c)) {
                return BAD_NUMBER;
            } else if (decimals >= 0 && decimals >= -exponent) {
                finer |= c != '0';
            } else {
                decimals += decimals >= 0 ? 1 : 0;
                overflow |= value > (Long.MAX_VALUE - (c - '0')) / 10;
                value = overflow ? 0 : value * 10 + (c - '0');
            }
        }
        for (int i = Math.max(decimals, 0); i < -exponent && !overflow; i++) {
            overflow = value > Long.MAX_VALUE / 10;
            value *= 10;
        }
        if (overflow) {
            return OVERFLOW;
        }
        if (finer && !down) {
            return TOO_PRECISE;
        }
        final long signed = negative ? -value : value;
        return finer && negative ? signed - 1 : signed;
    }

    /**
     * A value as venues take it: no exponent, no zeros at the end.
     *
     * @param value    fixed point, not Long.MIN_VALUE
     * @param exponent -18 to 0
     * @return e.g. {@code 0.001}
     */
    public static String of(final long value, final int exponent) {
        final StringBuilder text = new StringBuilder(24).append(Math.abs(value));
        while (text.length() <= -exponent) {
            text.insert(0, '0');
        }
        if (exponent < 0) {
            text.insert(text.length() + exponent, '.');
            int end = text.length();
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            text.setLength(text.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return value < 0 ? text.insert(0, '-').toString() : text.toString();
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }
}
