package io.penstock.gateways.common.rest;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Reads the Retry-After header (RFC 9110, 10.2.3): seconds or a date. Stateless; any thread; allocates. */
final class RetryAfter {
    private static final long SECOND_NS = 1_000_000_000L;
    /** Nobody waits longer than this on a venue's word: longer ones are taken for this. */
    private static final long LONGEST_S = 7 * 86_400L;

    private RetryAfter() {
    }

    /**
     * The moment a header names.
     *
     * @param header of the answer
     * @param nowNs  now
     * @return nanoseconds since 1970, Long.MIN_VALUE when there is none or it cannot be read
     */
    static long untilNs(final Optional<String> header, final long nowNs) {
        if (header.isEmpty()) {
            return Long.MIN_VALUE;
        }
        final String text = header.get().strip();
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return nowNs + Math.min(LONGEST_S, Long.parseLong(text)) * SECOND_NS;
        }
        try {
            final Instant until = ZonedDateTime.parse(
                text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT)).toInstant();
            final long seconds = until.getEpochSecond() - Math.floorDiv(nowNs, SECOND_NS);
            return nowNs + Math.max(0, Math.min(LONGEST_S, seconds)) * SECOND_NS;
        } catch (final DateTimeParseException unreadable) {
            return Long.MIN_VALUE;
        }
    }
}
