package io.penstock.engine.host;

/**
 * Engine time of live and paper: an epoch anchor plus the monotonic clock, slewed towards wall time by at most 500
 * parts per million, so that it never jumps and never goes backwards.
 *
 * <p>Journal thread only; does not allocate.
 */
public final class WallClock implements EngineClock {
    private static final long MAX_SLEW_PPM = 500;
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
    private long lastNs;
    private long baseMonotonicNs;

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
        lastNs = Math.max(wallNs, lastEngineTimeNs + 1);
        baseMonotonicNs = source.monotonicNs();
    }

    @Override
    public long engineTimeNs(final long gatewayTimeNs) {
        final long elapsed = source.monotonicNs() - baseMonotonicNs;
        if (elapsed < RESYNC_NS) {
            return Math.max(lastNs, lastNs + elapsed);
        }
        // once a second: move the anchor, and lean towards the wall by at most 500 ppm of what passed
        final long limit = elapsed * MAX_SLEW_PPM / MILLION;
        final long error = source.wallMs() * MILLION - (lastNs + elapsed);
        lastNs += elapsed + Math.max(-limit, Math.min(limit, error));
        baseMonotonicNs += elapsed;
        return lastNs;
    }
}
