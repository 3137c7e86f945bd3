package io.penstock.gateways.common;

/**
 * What the frames of one session came to, for status lines and metrics. Written by the session's thread; others may
 * read a value that is a moment old. Does not allocate after construction.
 */
public final class SessionCounters {
    private static final FrameFault[] FAULTS = FrameFault.values();

    private final long[] byFault = new long[FAULTS.length];
    private long frames;
    private long bytes;
    private long malformed;
    private long unknown;
    private long conflated;
    private long overruns;
    private long refusals;
    private long lastFrameNs;
    private long lagNs = Long.MIN_VALUE;

    /**
     * A frame came.
     *
     * @param length in bytes
     * @param nowNs  receive time
     */
    public void frame(final int length, final long nowNs) {
        frames++;
        bytes += length;
        lastFrameNs = nowNs;
    }

    /**
     * A frame was refused.
     *
     * @param fault why
     */
    public void malformed(final FrameFault fault) {
        malformed++;
        byFault[fault.ordinal()]++;
    }

    /** A frame was of a type, shape or symbol that is not read. */
    public void unknown() {
        unknown++;
    }

    /** A quote was overwritten by a younger one before it could be published. */
    public void conflated() {
        conflated++;
    }

    /** What waited was dropped because the engine was too slow. */
    public void overrun() {
        overruns++;
    }

    /** The venue refused a request of ours, such as a subscription. */
    public void refused() {
        refusals++;
    }

    /**
     * How old a message was when it came.
     *
     * @param newLagNs receive time less the venue's own; negative when the clocks disagree
     */
    public void lag(final long newLagNs) {
        lagNs = newLagNs;
    }

    /**
     * Frames received.
     *
     * @return how many
     */
    public long frames() {
        return frames;
    }

    /**
     * Bytes of all frames.
     *
     * @return payload only
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Frames refused.
     *
     * @return for any reason
     */
    public long malformedFrames() {
        return malformed;
    }

    /**
     * Frames refused for one reason.
     *
     * @param fault the reason
     * @return how many
     */
    public long malformedFrames(final FrameFault fault) {
        return byFault[fault.ordinal()];
    }

    /**
     * Frames passed over.
     *
     * @return of unknown type, shape or symbol
     */
    public long unknownFrames() {
        return unknown;
    }

    /**
     * Quotes overwritten before they were published.
     *
     * @return how many
     */
    public long conflatedQuotes() {
        return conflated;
    }

    /**
     * Times that waiting events were dropped.
     *
     * @return how many
     */
    public long overrunCount() {
        return overruns;
    }

    /**
     * Requests that the venue refused.
     *
     * @return how many
     */
    public long refusalCount() {
        return refusals;
    }

    /**
     * When the last frame came.
     *
     * @return receive time, 0 before the first
     */
    public long lastFrameNs() {
        return lastFrameNs;
    }

    /**
     * How old the last stamped message was when it came.
     *
     * @return nanoseconds, Long.MIN_VALUE when no message had a time
     */
    public long lagNs() {
        return lagNs;
    }
}
