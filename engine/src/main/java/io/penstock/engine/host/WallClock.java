package io.penstock.engine.host;

/**
 * Engine time of live and paper: an epoch anchor plus the monotonic clock, slewed towards wall time by at most 500
 * parts per million, so that it never jumps and never goes backwards, whatever either clock of the machine does.
 *
 * <p>Journal thread only; does not allocate.
 */
public final class WallClock implements EngineClock {
    /** One part in so many is 500 parts per million. */
    private static final long SLEW_DIVISOR = 2_000;
    private static final long MILLION = 1_000_000L;
    private static final long MAX_BACKWARDS_NS = 5_000_000_000L;
    private static final long RESYNC_NS = 1_000_000_000L;

    /** Where the two clocks of the machine are read; tests bring their own. */
    public interface Source {
        /** The machine's clocks. */
        Source MACHINE = new Source() {
            @Override
            public long monotonicNs() {
                return System.nanoTime();
            }

            @Override
            public long wallMs() {
                return System.currentTimeMillis();
            }
        };

        /**
         * A clock that only goes forward.
         *
         * @return nanoseconds since some moment
         */
        long monotonicNs();

        /**
         * The wall clock.
         *
         * @return milliseconds since 1970
         */
        long wallMs();
    }

    private final Source source;
    private long anchorNs;
    private long baseMonotonicNs;
    private long lastMonotonicNs;
    private long errorNs;

    /**
     * A clock that goes on from a log.
     *
     * @param source          the machine's clocks
     * @param lastEngineTimeNs of the last record, 0 for a new log
     * @throws IllegalStateException when the wall clock is more than 5 s behind the log
     */
    public WallClock(final Source source, final long lastEngineTimeNs) {
        this.source = source;
        final long wallNs = source.wallMs() * MILLION;
        if (wallNs < lastEngineTimeNs - MAX_BACKWARDS_NS) {
            throw new IllegalStateException("the wall clock is " + (lastEngineTimeNs - wallNs) / MILLION
                + " ms behind the journal's last record; set the clock right (more than 5 s backwards is refused)");
        }
        anchorNs = Math.max(wallNs, lastEngineTimeNs + 1);
        errorNs = wallNs - anchorNs;
        baseMonotonicNs = source.monotonicNs();
        lastMonotonicNs = baseMonotonicNs;
    }

    @Override
    public long engineTimeNs(final long gatewayTimeNs) {
        final long monotonicNs = source.monotonicNs();
        if (monotonicNs < lastMonotonicNs) {
            // some virtual machines let it go back: then no time has passed, and it counts on from there
            baseMonotonicNs += monotonicNs - lastMonotonicNs;
        }
        lastMonotonicNs = monotonicNs;
        final long elapsed = monotonicNs - baseMonotonicNs;
        // lean towards the wall all the while, never all at once: a correction in one step would go backwards
        final long limit = elapsed / SLEW_DIVISOR;
        final long nowNs = anchorNs + elapsed + Math.max(-limit, Math.min(limit, errorNs));
        if (elapsed >= RESYNC_NS) {
            anchorNs = nowNs;
            baseMonotonicNs += elapsed;
            errorNs = source.wallMs() * MILLION - nowNs;
        }
        return nowNs;
    }
}
