package io.penstock.engine.config;

import java.util.List;

/**
 * Monte Carlo forecasts. The multipliers are cautious assumptions, not fitted: they say that a trend is trusted less
 * where nothing trends, and that more movement is expected where more was seen than the volatility yet knows.
 *
 * @param paths                 paths of a forecast, even, 2 to 1,000,000
 * @param steps                 steps of a path, 1 to 10,000
 * @param minIntervalMs         a forecast is reused for so long
 * @param level                 1 = geometric Brownian motion, 2 = conditioned
 * @param regimeDrift           level 2: the drift is multiplied by this at full confidence, by regime code
 * @param regimeVolatility      level 2: the same for the volatility
 * @param imbalanceDrift        level 2: how far a full imbalance of the book moves the price in all, in deviations over
 *                              one half-life
 * @param imbalanceHalfLifeMs   level 2: half of that move comes within so long
 * @param eventVolatility       level 2: the volatility is multiplied by this around an event, such as a funding time
 * @param eventBeforeMs         level 2: from so long before it
 * @param eventAfterMs          level 2: until so long after it
 */
public record ForecastConfig(
    int paths, int steps, long minIntervalMs, int level, List<Double> regimeDrift, List<Double> regimeVolatility,
    double imbalanceDrift, long imbalanceHalfLifeMs, double eventVolatility, long eventBeforeMs, long eventAfterMs) {
    private static final int MOST_PATHS = 1_000_000;
    private static final int MOST_STEPS = 10_000;

    /**
     * Copies the lists and checks that forecasts can be made.
     */
    public ForecastConfig {
        regimeDrift = List.copyOf(regimeDrift);
        regimeVolatility = List.copyOf(regimeVolatility);
        if (paths < 2 || paths > MOST_PATHS || paths % 2 != 0) {
            throw new IllegalArgumentException("paths is an even number from 2 to " + MOST_PATHS + ", not " + paths);
        }
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("steps is a number from 1 to " + MOST_STEPS + ", not " + steps);
        }
        if (level < 1 || level > 2) {
            throw new IllegalArgumentException("level is 1 or 2, not " + level);
        }
        if (minIntervalMs < 0 || imbalanceHalfLifeMs < 1 || eventBeforeMs < 0 || eventAfterMs < 0) {
            throw new IllegalArgumentException("times are from 0 ms, the half-life of the imbalance from 1 ms");
        }
        for (final double multiplier : regimeDrift) {
            finite("a drift multiplier", multiplier);
        }
        for (final double multiplier : regimeVolatility) {
            notNegative("a volatility multiplier", multiplier);
        }
        finite("imbalanceDrift", imbalanceDrift);
        notNegative("eventVolatility", eventVolatility);
    }

    private static void finite(final String what, final double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is a number, not " + value);
        }
    }

    private static void notNegative(final String what, final double value) {
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(what + " is 0 or more, not " + value);
        }
    }

    /**
     * The defaults. By regime code: UNKNOWN, BULL, BEAR, SIDEWAYS, VOLATILE, BREAKOUT.
     *
     * @return level 1, 1,000 paths of 50 steps, once a second; drift x 1, 1, 1, 0.25, 0.5, 1 and volatility x 1, 1,
     *     1.1, 0.9, 1.25, 1.25; half a deviation of drift at full imbalance, half-life 10 s; volatility x 1.5 from one
     *     minute before an event until two after
     */
    public static ForecastConfig defaults() {
        return new ForecastConfig(1_000, 50, 1_000, 1, List.of(1.0, 1.0, 1.0, 0.25, 0.5, 1.0),
            List.of(1.0, 1.0, 1.1, 0.9, 1.25, 1.25), 0.5, 10_000, 1.5, 60_000, 120_000);
    }

    /**
     * The same at another level.
     *
     * @param other 1 or 2
     * @return a copy
     */
    public ForecastConfig withLevel(final int other) {
        return new ForecastConfig(paths, steps, minIntervalMs, other, regimeDrift, regimeVolatility, imbalanceDrift,
            imbalanceHalfLifeMs, eventVolatility, eventBeforeMs, eventAfterMs);
    }

    /**
     * The same with another number of paths and steps.
     *
     * @param otherPaths even
     * @param otherSteps positive
     * @return a copy
     */
    public ForecastConfig withShape(final int otherPaths, final int otherSteps) {
        return new ForecastConfig(otherPaths, otherSteps, minIntervalMs, level, regimeDrift, regimeVolatility,
            imbalanceDrift, imbalanceHalfLifeMs, eventVolatility, eventBeforeMs, eventAfterMs);
    }
}
