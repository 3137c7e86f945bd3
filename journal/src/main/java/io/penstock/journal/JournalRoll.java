package io.penstock.journal;

import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;

/**
 * When a log begins a new file, and how many records a file can hold. Immutable; any thread.
 */
public enum JournalRoll {
    /** A file per UTC day, 4.2 thousand million records each; 64 KiB of index in a new file, so it opens fast. */
    DAILY(RollCycles.FAST_DAILY),
    /** A file per UTC hour, for sessions that are archived while they run. */
    HOURLY(RollCycles.FAST_HOURLY),
    /** A file per UTC day for more than 4.2 thousand million records; 512 KiB of index in a new file. */
    LARGE_DAILY(LargeRollCycles.LARGE_DAILY);

    private final RollCycle cycle;

    JournalRoll(final RollCycle cycle) {
        this.cycle = cycle;
    }

    RollCycle cycle() {
        return cycle;
    }
}
