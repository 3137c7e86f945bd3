package io.penstock.gateways.common.feed;

/**
 * How long to wait before the next attempt: exponential with full jitter, any time up to a ceiling that doubles from
 * 250 ms to 30 s. One thread; allocates nothing.
 */
public final class Backoff {
    /** Ceiling of the first wait. */
    public static final long FIRST_NS = 250_000_000L;
    /** Highest ceiling. */
    public static final long LAST_NS = 30_000_000_000L;

    private final Jitter jitter;
    private long ceilingNs = FIRST_NS;

    /**
     * Begins with the shortest wait.
     *
     * @param jitter where in the range
     */
    public Backoff(final Jitter jitter) {
        this.jitter = jitter;
    }

    /**
     * The next wait.
     *
     * @return 0 to the ceiling, in nanoseconds; the ceiling doubles
     */
    public long nextNs() {
        final long waitNs = jitter.below(ceilingNs + 1);
        ceilingNs = Math.min(LAST_NS, 2 * ceilingNs);
        return waitNs;
    }

    /**
     * The longest that the next wait can be.
     *
     * @return nanoseconds
     */
    public long ceilingNs() {
        return ceilingNs;
    }

    /** A connection has lived: the next wait is short again. */
    public void reset() {
        ceilingNs = FIRST_NS;
    }
}
