package io.penstock.tools.candles;

import java.math.BigDecimal;

/** Reads decimal numbers digit by digit, never through a double. Stateless; any thread. */
final class Decimals {
    private static final int MOST_DECIMALS = 18;

    private Decimals() {
    }

    /**
     * Reads one number into a row.
     *
     * @return what is wrong, or {@code null}
     */
    static String read(final CharSequence text, final int from, final int to, final CandleRow row, final int index) {
        int at = from;
        final boolean negative = at < to && text.charAt(at) == '-';
        if (negative || at < to && text.charAt(at) == '+') {
            at++;
        }
        long digits = 0;
        long kept = 0;
        int decimals = 0;
        int keptDecimals = 0;
        boolean point = false;
        boolean any = false;
        for (; at < to; at++) {
            final char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                any = true;
                if (point && c == '0' && decimals >= MOST_DECIMALS) {
                    continue;
                }
                if (digits > (Long.MAX_VALUE - 9) / 10) {
                    if (point && c == '0' && onlyZeros(text, at, to)) {
                        break;
                    }
                    return "has too many digits";
                }
                digits = digits * 10 + (c - '0');
                decimals += point ? 1 : 0;
                if (!point || c != '0') {
                    kept = digits;
                    keptDecimals = decimals;
                }
            } else if ((c == 'e' || c == 'E') && any) {
                return scientific(text.subSequence(from, to).toString(), row, index);
            } else {
                return "is no number";
            }
        }
        if (!any || keptDecimals > MOST_DECIMALS) {
            return any ? "has more than " + MOST_DECIMALS + " decimals" : "is no number";
        }
        row.digits[index] = negative ? -kept : kept;
        row.decimals[index] = keptDecimals;
        return null;
    }

    private static boolean onlyZeros(final CharSequence text, final int from, final int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Numbers such as 1e-05, which some tools write. */
    private static String scientific(final String text, final CandleRow row, final int index) {
        try {
            final BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            final BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
            if (plain.scale() > MOST_DECIMALS) {
                return "has more than " + MOST_DECIMALS + " decimals";
            }
            row.digits[index] = plain.unscaledValue().longValueExact();
            row.decimals[index] = plain.scale();
            return null;
        } catch (final NumberFormatException e) {
            return "is no number";
        } catch (final ArithmeticException e) {
            return "has too many digits";
        }
    }
}
