package io.penstock.gateways.live;

import java.util.Set;

/**
 * Which instruments of a venue are wanted. Immutable; any thread.
 *
 * @param symbols        the venue's names; when there are any, only these and the allowed ones are in, and none of the
 *                       rules below is asked
 * @param quoteAssets    only what is paid in these; empty = any
 * @param minQuoteVolume of 24 hours, amount with exponent -8; 0 = any
 * @param maxSpread      of the mid, rate with exponent -8; 0 = any
 * @param allow          symbols that are in whatever the rules say; they count towards {@code maxCount} first
 * @param deny           symbols that are out whatever anything says
 * @param maxCount       most instruments by rule, the largest volumes first; 0 = no limit
 */
public record UniverseRules(
    Set<String> symbols, Set<String> quoteAssets, long minQuoteVolume, long maxSpread, Set<String> allow,
    Set<String> deny, int maxCount) {

    /** Copies the sets. */
    public UniverseRules {
        symbols = Set.copyOf(symbols);
        quoteAssets = Set.copyOf(quoteAssets);
        allow = Set.copyOf(allow);
        deny = Set.copyOf(deny);
        if (minQuoteVolume < 0 || maxSpread < 0 || maxCount < 0) {
            throw new IllegalArgumentException("minimum volume " + minQuoteVolume + ", maximum spread " + maxSpread
                + " and maximum count " + maxCount + " must not be negative; 0 means no limit");
        }
    }

    /**
     * Exactly these.
     *
     * @param symbols the venue's names
     * @return no other rule
     */
    public static UniverseRules of(final Set<String> symbols) {
        return new UniverseRules(symbols, Set.of(), 0, 0, Set.of(), Set.of(), 0);
    }

    /**
     * Whether the venue has to be asked how big its markets are.
     *
     * @return false when no rule looks at it
     */
    public boolean asksForSizes() {
        return symbols.isEmpty() && (minQuoteVolume > 0 || maxSpread > 0 || maxCount > 0);
    }
}
