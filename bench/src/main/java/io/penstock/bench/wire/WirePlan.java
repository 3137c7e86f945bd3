package io.penstock.bench.wire;

/**
 * What is sent and when. Immutable.
 *
 * @param session      which recording
 * @param frames       its frames
 * @param warmMessages sent first, unmeasured, so that book, features and the compiler are ready
 * @param messages     sent behind them on the schedule
 * @param perSecond    rate
 * @param oneThread    journal and fold on one thread
 * @param waiting      wait strategy of the rings
 */
record WirePlan(
    WireSession session, WireFrames frames, int warmMessages, int messages, int perSecond, boolean oneThread,
    String waiting) {
    static final int WARM_PER_SECOND = 10_000;
    private static final long SECOND_NS = 1_000_000_000L;

    /** When a message is due, in nanoseconds behind the start of a schedule: the same in both processes. */
    static long dueNs(final long message, final int perSecond) {
        return message * SECOND_NS / perSecond;
    }
}
