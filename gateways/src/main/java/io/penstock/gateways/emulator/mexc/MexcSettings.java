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
 */
public record MexcSettings(
    boolean unknownFields, Set<String> blocked, long quietNs, long unusedNs, long silentNs, long lifeNs) {
    /** As the venue behaves on a good day. */
    public static final MexcSettings USUAL =
        new MexcSettings(false, Set.of(), 0, 30_000_000_000L, 60_000_000_000L, 86_400_000_000_000L);

    /** Copies the set. */
    public MexcSettings {
        blocked = Set.copyOf(blocked);
    }
}
