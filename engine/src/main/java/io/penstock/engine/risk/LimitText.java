package io.penstock.engine.risk;

import io.penstock.api.FixedPoint;
import io.penstock.engine.config.RiskLimit;
import org.agrona.DirectBuffer;

/**
 * Reads {@code key=value}, the value a plain decimal, with or without {@code risk.} before the key. One instance is
 * reused; one thread; does not allocate.
 */
public final class LimitText {
    private static final RiskLimit[] ALL = RiskLimit.values();
    private static final String SECTION = "risk.";

    private RiskLimit limit;
    private long value;

    /**
     * Reads a text.
     *
     * @param text ASCII
     * @return whether it names a limit and a number that fits it
     */
    public boolean read(final DirectBuffer text) {
        final int length = text.capacity();
        int at = 0;
        while (at < SECTION.length() && at < length && text.getByte(at) == SECTION.charAt(at)) {
            at++;
        }
        final int first = at == SECTION.length() ? at : 0;
        int end = first;
        while (end < length && text.getByte(end) != '=') {
            end++;
        }
        limit = find(text, first, end);
        return limit != null && end < length && number(text, end + 1, length);
    }

    private static RiskLimit find(final DirectBuffer text, final int first, final int end) {
        for (int i = 0; i < ALL.length; i++) {
            if (ALL[i].keyLength() == end - first && same(ALL[i], text, first)) {
                return ALL[i];
            }
        }
        return null;
    }

    private static boolean same(final RiskLimit limit, final DirectBuffer text, final int first) {
        for (int i = 0; i < limit.keyLength(); i++) {
            if (limit.keyByte(i) != text.getByte(first + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean number(final DirectBuffer text, final int first, final int length) {
        final int most = limit.fixed() ? -FixedPoint.RATE_EXPONENT : 0;
        long sum = 0;
        int decimals = -1;
        int digits = 0;
        for (int i = first; i < length; i++) {
            final int digit = text.getByte(i) - '0';
            if (text.getByte(i) == '.' && decimals < 0 && most > 0) {
                decimals = 0;
            } else if (digit < 0 || digit > 9 || decimals == most || sum > (Long.MAX_VALUE - 9) / 10) {
                return false;
            } else {
                sum = sum * 10 + digit;
                decimals += decimals >= 0 ? 1 : 0;
                digits++;
            }
        }
        final long scale = FixedPoint.powerOfTen(most - Math.max(0, decimals));
        value = sum * scale;
        return digits > 0 && sum <= Long.MAX_VALUE / scale;
    }

    /**
     * The limit it names.
     *
     * @return null before anything was read
     */
    public RiskLimit limit() {
        return limit;
    }

    /**
     * The value it sets.
     *
     * @return exponent -8 when the limit is fixed
     */
    public long value() {
        return value;
    }
}
