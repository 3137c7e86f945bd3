package io.penstock.api;

/**
 * The regime of one instrument, as far as it is known from finished bars; it never looks ahead. Engine thread only;
 * always current during a call of a strategy; does not allocate.
 */
public interface RegimeView {
    /**
     * What the market is doing.
     *
     * @return {@link Regime#UNKNOWN} until {@link #ready}
     */
    Regime regime();

    /**
     * How much of the evidence speaks for {@link #regime}.
     *
     * @return 0 to 1, NaN until {@link #ready}
     */
    double confidence();

    /**
     * Since when {@link #regime} holds.
     *
     * @return exchange time at which the bar ended that brought it, nanoseconds since 1970; 0 until {@link #ready}
     */
    long sinceNs();

    /**
     * What outside series say of all markets.
     *
     * @return bits of {@link RegimeOverlay}
     */
    int overlays();

    /**
     * Whether an overlay holds.
     *
     * @param bit one of {@link RegimeOverlay}
     * @return whether outside series say so now
     */
    default boolean overlay(final int bit) {
        return (overlays() & bit) != 0;
    }

    /**
     * The share of the evidence that speaks for a regime. Over all regimes it sums to one.
     *
     * @param regime any; nothing ever speaks for {@link Regime#UNKNOWN}
     * @return 0 to 1, NaN until {@link #ready}
     */
    double probability(Regime regime);

    /**
     * Whether enough bars were seen.
     *
     * @return false while the regime is {@link Regime#UNKNOWN}
     */
    boolean ready();
}
