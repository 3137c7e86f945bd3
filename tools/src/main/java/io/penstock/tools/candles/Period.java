package io.penstock.tools.candles;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * How long the periods of a series last. Immutable; any thread.
 *
 * @param months calendar months, or 0
 * @param stepNs nanoseconds when it is no number of months
 */
record Period(int months, long stepNs) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400L * SECOND_NS;

    static Period of(final long stepNs) {
        final long days = stepNs / DAY_NS;
        if (days >= 28 && days <= 31) {
            return new Period(1, 0);
        }
        if (days >= 89 && days <= 92) {
            return new Period(3, 0);
        }
        if (days == 365 || days == 366) {
            return new Period(12, 0);
        }
        // a single value: of a day, the commonest
        return new Period(0, stepNs == 0 ? DAY_NS : stepNs);
    }

    long endNs(final long startNs) {
        if (months == 0) {
            return startNs + stepNs;
        }
        final LocalDateTime start = LocalDateTime.ofInstant(Instant.ofEpochSecond(
            Math.floorDiv(startNs, SECOND_NS), Math.floorMod(startNs, SECOND_NS)), ZoneOffset.UTC);
        return start.plusMonths(months).toEpochSecond(ZoneOffset.UTC) * SECOND_NS + start.getNano();
    }

    String words() {
        return months == 1 ? "month" : months == 3 ? "quarter" : months == 12 ? "year"
            : stepNs == DAY_NS ? "day" : stepNs / SECOND_NS + " s";
    }
}
