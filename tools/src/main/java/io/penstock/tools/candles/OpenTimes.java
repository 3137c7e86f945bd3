package io.penstock.tools.candles;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times: a count since 1970 whose unit its size tells (seconds, ms, us, ns), or UTC date and time. Stateless.
 */
public final class OpenTimes {
    /** Given back for what is no time. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400L * SECOND_NS;
    private static final long MOST_SECONDS = 100_000_000_000L;
    private static final int UNIT = 1000;

    private OpenTimes() {
    }

    /**
     * Reads a time.
     *
     * @param text e.g. {@code 2024-01-31}, {@code 2024-01-31 17:00:00}, {@code 2024-01-31T17:00:00Z},
     *             {@code 1706720400}, {@code 1706720400000000}
     * @return nanoseconds since 1970, or {@link #NONE}
     */
    public static long parse(final CharSequence text) {
        return parse(text, 0, text.length());
    }

    /**
     * What to write where a text is no time.
     *
     * @param text that is none
     * @param form that the file should have otherwise
     * @return what would be right
     */
    static String right(final String text, final String form) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d[T ].*[+-]\\d\\d(:?\\d\\d)?")
            ? "UTC, without an offset, such as 2024-01-31 17:00:00" : form;
    }

    static long parse(final CharSequence text, final int from, final int to) {
        if (to - from >= 10 && text.charAt(from + 4) == '-') {
            return dateAndTime(text, from, to);
        }
        final long count = number(text, from, to);
        if (count < 0) {
            return NONE;
        }
        long unitNs = SECOND_NS;
        for (long most = MOST_SECONDS; unitNs > 1 && count >= most; most *= UNIT) {
            unitNs /= UNIT;
        }
        return count * unitNs;
    }

    private static long dateAndTime(final CharSequence text, final int from, final int to) {
        final long year = number(text, from, from + 4);
        final long month = number(text, from + 5, from + 7);
        final long day = number(text, from + 8, from + 10);
        if (year < 1 || month < 1 || day < 1 || text.charAt(from + 7) != '-') {
            return NONE;
        }
        final long dayNs;
        try {
            dayNs = LocalDate.of((int) year, (int) month, (int) day).toEpochDay() * DAY_NS;
        } catch (final DateTimeException e) {
            return NONE;
        }
        final int end = withoutZone(text, from, to);
        if (end == from + 10) {
            return dayNs;
        }
        if (end < from + 16 || text.charAt(from + 13) != ':') {
            return NONE;
        }
        final long hour = number(text, from + 11, from + 13);
        final long minute = number(text, from + 14, from + 16);
        final boolean seconds = end >= from + 19 && text.charAt(from + 16) == ':';
        final long second = seconds ? number(text, from + 17, from + 19) : 0;
        final long fraction = !seconds || end == from + 19 ? 0
            : text.charAt(from + 19) == '.' ? fraction(text, from + 20, end) : -1;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0
            || !seconds && end != from + 16) {
            return NONE;
        }
        return dayNs + (hour * 3600 + minute * 60 + second) * SECOND_NS + fraction;
    }

    private static int withoutZone(final CharSequence text, final int from, final int to) {
        if (text.charAt(to - 1) == 'Z') {
            return to - 1;
        }
        final String whole = text.subSequence(from, to).toString();
        for (final String zone : new String[] {"+00:00", "+0000", " UTC"}) {
            if (whole.endsWith(zone)) {
                return to - zone.length();
            }
        }
        return to;
    }

    private static long fraction(final CharSequence text, final int from, final int to) {
        long ns = number(text, from, Math.min(to, from + 9));
        for (int i = to - from; i < 9 && ns >= 0; i++) {
            ns *= 10;
        }
        return ns;
    }

    private static long number(final CharSequence text, final int from, final int to) {
        if (to <= from || to - from > 18 || to > text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /**
     * Writes a time.
     *
     * @param timeNs nanoseconds since 1970
     * @return e.g. {@code 2024-01-31T17:00:00Z}
     */
    public static String text(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS)).toString();
    }
}
