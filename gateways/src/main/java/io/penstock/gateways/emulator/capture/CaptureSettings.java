package io.penstock.gateways.emulator.capture;

/**
 * How a capture is played. Immutable; any thread.
 *
 * @param speed  1 = as recorded, 10 = ten times as fast, 0 = as fast as it is called
 * @param rounds how often, 0 = for ever; between rounds every connection is closed, as when a venue restarts, and ids
 *               go up by {@link #ID_STEP} so that no round meets another
 * @param now    true: times in frames are moved so that the recording happens now; false: they stay as recorded
 * @param graceNs how long after the last subscription to begin when not every recorded stream was asked for
 * @param holdNs  how long to wait at a recorded book until it was asked for
 */
public record CaptureSettings(double speed, int rounds, boolean now, long graceNs, long holdNs) {
    /** Ids of a round are so much higher than those of the round before; no recording holds ids so far apart. */
    public static final long ID_STEP = 10_000_000_000L;
    private static final long GRACE_NS = 1_000_000_000L;
    private static final long HOLD_NS = 10_000_000_000L;

    /** Checks the limits above. */
    public CaptureSettings {
        if (!(speed >= 0) || rounds < 0 || graceNs < 0 || holdNs < 0) {
            throw new IllegalArgumentException("speed " + speed + ", rounds " + rounds + ", grace " + graceNs
                + " and hold " + holdNs + " must not be negative");
        }
    }

    /**
     * Once, byte for byte as recorded.
     *
     * @param speed 1 = as recorded, 0 = as fast as it is called
     * @return settings
     */
    public static CaptureSettings once(final double speed) {
        return new CaptureSettings(speed, 1, false, GRACE_NS, HOLD_NS);
    }

    /**
     * Again and again, happening now.
     *
     * @param speed 1 = as recorded, 0 = as fast as it is called
     * @return settings
     */
    public static CaptureSettings looped(final double speed) {
        return new CaptureSettings(speed, 0, true, GRACE_NS, HOLD_NS);
    }
}
