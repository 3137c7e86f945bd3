package io.penstock.gateways.emulator.dialect;

/** How many frames a client may send in a sliding window. One thread; does not allocate per frame. */
public final class InboundLimit {
    private final long windowNs;
    private final long[] times;
    private long seen;

    /**
     * A limit for one connection or one address.
     *
     * @param most     frames allowed in the window
     * @param windowNs length of the window
     */
    public InboundLimit(final int most, final long windowNs) {
        this.windowNs = windowNs;
        times = new long[most];
    }

    /**
     * A frame came.
     *
     * @param nowNs when
     * @return false when it is one too many
     */
    public boolean take(final long nowNs) {
        final int place = (int) (seen % times.length);
        final boolean allowed = seen < times.length || nowNs - times[place] >= windowNs;
        times[place] = nowNs;
        seen++;
        return allowed;
    }
}
