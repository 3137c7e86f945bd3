package io.penstock.gateways.common.order;

/**
 * The time that goes into signatures: ours, corrected by the venue's offset, less what the offset may be off by; for a
 * venue takes a stamp that is seconds old and refuses one a second ahead. One thread; does not allocate.
 */
public final class VenueTime {
    private static final long MOST_MARGIN_NS = 500_000_000L;

    private long offsetNs;
    private long marginNs = MOST_MARGIN_NS;

    /**
     * Takes the venue's clock against ours.
     *
     * @param venueAheadNs  its time minus ours
     * @param uncertaintyNs either way
     */
    public void set(final long venueAheadNs, final long uncertaintyNs) {
        offsetNs = venueAheadNs;
        marginNs = Math.max(0, Math.min(uncertaintyNs, MOST_MARGIN_NS));
    }

    /**
     * The stamp for now.
     *
     * @param nowNs our time
     * @return milliseconds since 1970
     */
    public long stampMs(final long nowNs) {
        return (nowNs + offsetNs - marginNs) / 1_000_000;
    }

    /**
     * A moment of the venue's clock on ours.
     *
     * @param venueMs milliseconds since 1970
     * @return nanoseconds since 1970
     */
    public long oursNs(final long venueMs) {
        return venueMs * 1_000_000 - offsetNs;
    }
}
