package io.penstock.journal;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * What Chronicle is told the time is, to choose the file. Steps only when asked to, so that an append costs no clock
 * reading, and never backwards, so that records never land in an earlier file. Any thread; does not allocate.
 */
final class RollClock implements TimeProvider {
    private final boolean fixed;
    private volatile long nowMs;

    /**
     * A clock.
     *
     * @param fixed true: always 1970-01-01, or the day of the log's last file
     */
    RollClock(final boolean fixed) {
        this.fixed = fixed;
        step();
    }

    /** Not earlier than this from now on. */
    void atLeast(final long ms) {
        nowMs = Math.max(nowMs, ms);
    }

    /** Reads the wall clock. */
    void step() {
        if (!fixed) {
            atLeast(System.currentTimeMillis());
        }
    }

    @Override
    public long currentTimeMillis() {
        return nowMs;
    }
}
