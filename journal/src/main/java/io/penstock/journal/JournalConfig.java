package io.penstock.journal;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a log is written. Immutable; any thread.
 *
 * @param directory           of the log; one log per directory; created when it is missing
 * @param kind                input or output; only output logs carry a hash chain
 * @param roll                when a new file begins; a log keeps the one it was created with
 * @param sync                when it is forced to the device
 * @param freeSpaceFloorBytes appends are refused while the file system has less than this free; 0 = no floor
 * @param fixedDay            true: file names and metadata do not depend on the day (everything is in one file named
 *                            after 1970-01-01), for imports and backtests; false: files roll with the wall clock
 */
public record JournalConfig(
    Path directory, LogKind kind, JournalRoll roll, SyncPolicy sync, long freeSpaceFloorBytes, boolean fixedDay) {
    /** The floor when none is configured: 256 MiB. */
    public static final long DEFAULT_FREE_SPACE_FLOOR_BYTES = 256L << 20;

    /** Checks that nothing is missing. */
    public JournalConfig {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(roll, "roll");
        Objects.requireNonNull(sync, "sync");
        if (freeSpaceFloorBytes < 0) {
            throw new IllegalArgumentException("free space floor " + freeSpaceFloorBytes
                + " bytes: 0 (no floor) or more is needed");
        }
    }

    /**
     * An input log with the defaults: a file per day, no forcing, a floor of 256 MiB.
     *
     * @param directory of the log
     * @return the configuration
     */
    public static JournalConfig input(final Path directory) {
        return new JournalConfig(directory, LogKind.INPUT, JournalRoll.DAILY, SyncPolicy.NONE,
            DEFAULT_FREE_SPACE_FLOOR_BYTES, false);
    }

    /**
     * An output log with the defaults: a file per day, no forcing, a floor of 256 MiB.
     *
     * @param directory of the log
     * @return the configuration
     */
    public static JournalConfig output(final Path directory) {
        return new JournalConfig(directory, LogKind.OUTPUT, JournalRoll.DAILY, SyncPolicy.NONE,
            DEFAULT_FREE_SPACE_FLOOR_BYTES, false);
    }

    /**
     * The same with another roll.
     *
     * @param other roll
     * @return a copy
     */
    public JournalConfig withRoll(final JournalRoll other) {
        return new JournalConfig(directory, kind, other, sync, freeSpaceFloorBytes, fixedDay);
    }

    /**
     * The same with another sync policy.
     *
     * @param other policy
     * @return a copy
     */
    public JournalConfig withSync(final SyncPolicy other) {
        return new JournalConfig(directory, kind, roll, other, freeSpaceFloorBytes, fixedDay);
    }

    /**
     * The same with another floor.
     *
     * @param bytes that must stay free; 0 = no floor
     * @return a copy
     */
    public JournalConfig withFreeSpaceFloor(final long bytes) {
        return new JournalConfig(directory, kind, roll, sync, bytes, fixedDay);
    }

    /**
     * The same with files that do not depend on the day.
     *
     * @return a copy
     */
    public JournalConfig withFixedDay() {
        return new JournalConfig(directory, kind, roll, sync, freeSpaceFloorBytes, true);
    }
}
