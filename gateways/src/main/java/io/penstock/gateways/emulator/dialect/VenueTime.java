package io.penstock.gateways.emulator.dialect;

/** A venue's clock, which may be wrong: what the venue takes a moment for. Immutable; any thread. */
public final class VenueTime {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MILLION = 1_000_000;

    private final long startNs;
    private final long offsetNs;
    private final long driftPpm;

    /**
     * A clock.
     *
     * @param startNs  nanoseconds since 1970, here it is wrong by the offset alone
     * @param offsetNs how much it is ahead
     * @param driftPpm millionths that it gains
     */
    public VenueTime(final long startNs, final long offsetNs, final long driftPpm) {
        this.startNs = startNs;
        this.offsetNs = offsetNs;
        this.driftPpm = driftPpm;
    }

    /**
     * What the venue takes a moment for.
     *
     * @param nowNs nanoseconds since 1970
     * @return nanoseconds since 1970, by this clock
     */
    public long at(final long nowNs) {
        return nowNs + offsetNs + (nowNs - startNs) / MILLION * driftPpm;
    }

    /**
     * What the venue takes a moment for.
     *
     * @param nowNs nanoseconds since 1970
     * @return milliseconds since 1970, by this clock
     */
    public long millis(final long nowNs) {
        return Math.floorDiv(at(nowNs), NS_PER_MS);
    }
}
