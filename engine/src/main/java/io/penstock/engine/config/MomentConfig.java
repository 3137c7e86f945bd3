package io.penstock.engine.config;

import io.penstock.api.Session;
import java.util.Collections;
import java.util.List;

/**
 * What a forecast takes from bars: mean and deviation of their returns, exponentially weighted.
 *
 * @param halfLifeBars      half-life of the weights
 * @param leastBars         nothing is known before so many returns
 * @param driftWeight       how much of the mean return is believed, 0 to 1: a mean is known far worse than a deviation
 * @param sessionVolatility level 2: the volatility is multiplied by this in a session, in the order of {@link Session};
 *                          of several that hold the last counts
 */
public record MomentConfig(int halfLifeBars, int leastBars, double driftWeight, List<Double> sessionVolatility) {
    /**
     * Copies the list and refuses what cannot be.
     */
    public MomentConfig {
        sessionVolatility = List.copyOf(sessionVolatility);
        if (halfLifeBars < 1 || leastBars < 2 || !(driftWeight >= 0 && driftWeight <= 1)) {
            throw new IllegalArgumentException("half_life_bars is 1 or more, least_bars 2 or more, drift_weight 0 to 1,"
                + " not " + halfLifeBars + ", " + leastBars + " and " + driftWeight);
        }
        if (sessionVolatility.size() != Session.values().length) {
            throw new IllegalArgumentException("session_volatility has " + Session.values().length + " numbers, one for"
                + " each session, not " + sessionVolatility.size());
        }
        for (final double multiplier : sessionVolatility) {
            if (!(multiplier > 0 && multiplier <= 100)) {
                throw new IllegalArgumentException("a multiplier of volatility is above 0 and at most 100, not "
                    + multiplier);
            }
        }
    }

    /**
     * The defaults.
     *
     * @return a half-life of 48 bars, half of the mean believed, every session alike
     */
    public static MomentConfig defaults() {
        return new MomentConfig(48, 24, 0.5, Collections.nCopies(Session.values().length, 1.0));
    }
}
