package io.penstock.gateways.live;

import io.penstock.api.UniverseReason;

/**
 * What the rules say of one instrument. Immutable; any thread.
 *
 * @param symbol      the venue's name
 * @param reason      says also whether it is in
 * @param quoteVolume of 24 hours, amount with exponent -8, Long.MIN_VALUE when not known
 * @param spread      of the mid, rate with exponent -8, Long.MIN_VALUE when not known
 */
public record Verdict(String symbol, UniverseReason reason, long quoteVolume, long spread) {
    /**
     * Whether it is in.
     *
     * @return as the reason says
     */
    public boolean member() {
        return reason.member();
    }
}
