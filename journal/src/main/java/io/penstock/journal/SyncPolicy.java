package io.penstock.journal;

/**
 * When a log is forced to the device. A kill of the process loses nothing under any of them; this is about the power.
 * Immutable; any thread.
 *
 * @param mode       when
 * @param intervalMs milliseconds between two forces; 0 unless the mode is TIMER
 */
public record SyncPolicy(Mode mode, int intervalMs) {
    /** When to force. */
    public enum Mode {
        /** Never: the operating system writes back when it likes. */
        NONE,
        /** From a thread of its own, once per interval, if anything was appended. */
        TIMER,
        /** Before each append returns; thousands of times slower. */
        EACH
    }

    /** Never force. */
    public static final SyncPolicy NONE = new SyncPolicy(Mode.NONE, 0);
    /** Force each record. */
    public static final SyncPolicy EACH = new SyncPolicy(Mode.EACH, 0);

    /** Checks that mode and interval fit together. */
    public SyncPolicy {
        if (mode == Mode.TIMER ? intervalMs <= 0 : intervalMs != 0) {
            throw new IllegalArgumentException("sync policy " + mode + " with an interval of " + intervalMs
                + " ms: TIMER needs an interval above 0, the others take none");
        }
    }

    /**
     * Force once per interval.
     *
     * @param intervalMs milliseconds, above 0
     * @return the policy
     */
    public static SyncPolicy timer(final int intervalMs) {
        return new SyncPolicy(Mode.TIMER, intervalMs);
    }
}
