package io.penstock.engine.config;

import java.util.List;

/**
 * Derived numbers.
 *
 * @param imbalanceLevels       levels per side in the imbalance
 * @param flowHalfLifeMs        half-life of order-flow imbalance and trade flow
 * @param volatilityHalfLifeMs  half-life of the EWMA variance
 * @param momentumHorizonsMs    horizons of the momentum, ascending
 * @param warmUpMs              nothing is ready before so much time with a readable book
 */
public record FeatureConfig(
    int imbalanceLevels, long flowHalfLifeMs, long volatilityHalfLifeMs, List<Long> momentumHorizonsMs,
    long warmUpMs) {
    /**
     * Copies the list.
     */
    public FeatureConfig {
        momentumHorizonsMs = List.copyOf(momentumHorizonsMs);
    }

    /**
     * The defaults.
     *
     * @return five levels, seconds-scale half-lives, horizons of 1, 5 and 30 s
     */
    public static FeatureConfig defaults() {
        return new FeatureConfig(5, 2_000, 10_000, List.of(1_000L, 5_000L, 30_000L), 10_000);
    }
}
