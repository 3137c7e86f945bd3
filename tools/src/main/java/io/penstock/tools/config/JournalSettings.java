package io.penstock.tools.config;

import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalRoll;
import io.penstock.journal.SyncPolicy;
import java.nio.file.Path;

/**
 * Where and how logs are kept. Immutable; any thread.
 *
 * @param directory      of the logs
 * @param roll           when a log begins a new file
 * @param sync           when the disk is told to keep what was appended
 * @param diskFloorBytes less free disk than this stops the log cleanly
 * @param snapshotIntervalS seconds between two snapshots, 0 = only on command and at a clean stop
 * @param snapshots      how many are kept
 */
public record JournalSettings(
    Path directory, JournalRoll roll, SyncPolicy sync, long diskFloorBytes, long snapshotIntervalS, int snapshots) {
    /**
     * An input log with these settings.
     *
     * @param log its directory
     * @return for opening it
     */
    public JournalConfig input(final Path log) {
        return JournalConfig.input(log).withRoll(roll).withSync(sync).withFreeSpaceFloor(diskFloorBytes);
    }

    /**
     * An output log with these settings.
     *
     * @param log its directory
     * @return for opening it
     */
    public JournalConfig output(final Path log) {
        return JournalConfig.output(log).withRoll(roll).withSync(sync).withFreeSpaceFloor(diskFloorBytes);
    }
}
