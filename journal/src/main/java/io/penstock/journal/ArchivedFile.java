package io.penstock.journal;

import java.nio.file.Path;

/**
 * A complete file of a log in an archive. Immutable; any thread.
 *
 * @param name          of the log's file; the archive's has {@code .gz} behind it
 * @param firstSequence of its records, -1 when it has none
 * @param lastSequence  of its records, -1 when it has none
 * @param bytes         of the log's file, its empty end left out
 * @param sha256        of those bytes, as hex
 */
public record ArchivedFile(String name, long firstSequence, long lastSequence, long bytes, String sha256) {
    private static final int FIELDS = 5;

    /** Its line in the manifest. */
    String line() {
        return String.join(" ", sha256, Long.toString(bytes), Long.toString(firstSequence),
            Long.toString(lastSequence), name);
    }

    static ArchivedFile parse(final String line, final Path manifest) {
        final String[] fields = line.split(" ");
        try {
            if (fields.length == FIELDS && fields[0].matches("[0-9a-f]{64}") && fields[4].matches("[0-9A-Z-]+\\.cq4")) {
                return new ArchivedFile(fields[4], Long.parseLong(fields[2]), Long.parseLong(fields[3]),
                    Long.parseLong(fields[1]), fields[0]);
            }
        } catch (final NumberFormatException e) {
            // told below
        }
        throw LogFiles.notALog("the manifest " + manifest + " has a line that is none: " + line);
    }
}
