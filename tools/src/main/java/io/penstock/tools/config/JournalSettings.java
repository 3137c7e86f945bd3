package io.penstock.tools.config;

import java.nio.file.Path;

/**
 * Where and how logs are kept. Immutable; any thread.
 *
 * @param directory      of the logs
 * @param sync           when the disk is told to keep what was appended
 * @param syncIntervalMs of {@link Sync#TIMER}
 * @param diskFloorBytes less free disk than this stops the log cleanly
 */
public record JournalSettings(Path directory, Sync sync, long syncIntervalMs, long diskFloorBytes) {
    /** When the disk is told to keep what was appended. */
    public enum Sync {
        /** When the system likes. */
        NONE,
        /** By a timer. */
        TIMER,
        /** After each record. */
        EACH
    }
}
