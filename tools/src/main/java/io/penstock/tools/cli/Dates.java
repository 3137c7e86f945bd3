package io.penstock.tools.cli;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Moments as people write them, UTC. Stateless; any thread; allocates. */
public final class Dates {
    private static final long SECOND_NS = 1_000_000_000L;

    private Dates() {
    }

    /**
     * Reads a moment.
     *
     * @param option it stands behind, for messages
     * @param text   a date or a date and a time, with or without Z at its end
     * @return ns since 1970
     * @throws UserError when it is none
     */
    public static long parse(final String option, final String text) {
        try {
            final LocalDateTime time = text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            return Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), SECOND_NS) + time.getNano();
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw new UserError("'" + text + "' is no date", option, "e.g. 2024-01-31 or 2024-01-31T06:00, UTC",
                ExitCodes.REFUSED, e);
        }
    }

    /**
     * A moment to the second.
     *
     * @param timeNs since 1970
     * @return e.g. 2024-01-31T06:00Z
     */
    public static String text(final long timeNs) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(timeNs, SECOND_NS), 0, ZoneOffset.UTC) + "Z";
    }

    /**
     * The day of a moment.
     *
     * @param timeNs since 1970
     * @return e.g. 2024-01-31
     */
    public static String day(final long timeNs) {
        return text(timeNs).substring(0, 10);
    }
}
