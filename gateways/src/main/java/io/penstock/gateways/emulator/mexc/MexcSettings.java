package io.penstock.gateways.emulator.mexc;

import java.util.Set;

/**
 * Switches of the emulated venue. Immutable; any thread.
 *
 * @param unknownFields whether frames hold fields that no published definition knows
 * @param blocked       channels that are refused, with code 0 and a text that says so
 * @param quietNs       streams of depth send nothing for so long after the start, as illiquid markets do
 * @param unusedNs      a connection without a subscription is closed after so long
 * @param silentNs      a connection is closed when nothing was sent or heard for so long
 * @param lifeNs        a connection is closed after so long
 * @param clockOffsetNs how much the venue's clock is ahead: the time it tells and everything private
 * @param clockDriftPpm millionths that it gains
 * @param keyLifeNs     a listen key that is not renewed ends after so long
 */
public record MexcSettings(
    boolean unknownFields, Set<String> blocked, long quietNs, long unusedNs, long silentNs, long lifeNs,
    long clockOffsetNs, long clockDriftPpm, long keyLifeNs) {
    /** As the venue behaves on a good day. */
    public static final MexcSettings USUAL =
        new MexcSettings(false, Set.of(), 0, 30_000_000_000L, 60_000_000_000L, 86_400_000_000_000L);

    private static final long HOUR_NS = 3_600_000_000_000L;

    /** Copies the set. */
    public MexcSettings {
        blocked = Set.copyOf(blocked);
    }

    /**
     * With a clock that is right, and listen keys that live for an hour.
     *
     * @param unknownFields whether frames hold fields that no published definition knows
     * @param blocked       channels that are refused, with code 0 and a text that says so
     * @param quietNs       streams of depth send nothing for so long after the start
     * @param unusedNs      a connection without a subscription is closed after so long
     * @param silentNs      a connection is closed when nothing was sent or heard for so long
     * @param lifeNs        a connection is closed after so long
     */
    public MexcSettings(final boolean unknownFields, final Set<String> blocked, final long quietNs,
        final long unusedNs, final long silentNs, final long lifeNs) {
        this(unknownFields, blocked, quietNs, unusedNs, silentNs, lifeNs, 0, 0, HOUR_NS);
    }

    /**
     * A clock that is wrong.
     *
     * @param offsetNs how much it is ahead
     * @param driftPpm millionths that it gains
     * @return other settings
     */
    public MexcSettings clock(final long offsetNs, final long driftPpm) {
        return new MexcSettings(unknownFields, blocked, quietNs, unusedNs, silentNs, lifeNs, offsetNs, driftPpm,
            keyLifeNs);
    }

    /**
     * Listen keys that live longer or shorter.
     *
     * @param otherNs without being renewed
     * @return other settings
     */
    public MexcSettings keys(final long otherNs) {
        return new MexcSettings(unknownFields, blocked, quietNs, unusedNs, silentNs, lifeNs, clockOffsetNs,
            clockDriftPpm, otherNs);
    }
}
