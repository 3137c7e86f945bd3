package io.penstock.engine.config;

/**
 * What the rules of the regime look at, in bars of its timeframe, and from where to where each degree runs from 0 to 1.
 *
 * @param trendBars          window of the trend: slope and movement
 * @param directionBars      length of the directional index
 * @param fastBars           short average; the trend must agree with which side of the long one it is on
 * @param slowBars           long average
 * @param volatilityBars     window of the present volatility
 * @param levelBars          window of its long-run level
 * @param channelBars        length of the channel that a breakout leaves
 * @param breakoutBars       a breakout is forgotten evenly over so many bars
 * @param trendLow           a slope over the window of so many standard deviations is no trend
 * @param trendHigh          one of so many is a trend
 * @param directionLow       a directional index at which nothing has a direction, 0 to 100
 * @param directionHigh      one at which everything has, 0 to 100
 * @param volatilityLow      a ratio of present to long-run volatility that is usual
 * @param volatilityHigh     one that is not
 * @param breakoutVolatility a channel is left in earnest when the ratio is at least so much, and growing
 */
public record RegimeRules(
    int trendBars, int directionBars, int fastBars, int slowBars, int volatilityBars, int levelBars, int channelBars,
    int breakoutBars, double trendLow, double trendHigh, double directionLow, double directionHigh,
    double volatilityLow, double volatilityHigh, double breakoutVolatility) {
    private static final int MOST_BARS = 100_000;

    /**
     * Refuses what cannot be.
     */
    public RegimeRules {
        bars("trend_bars", trendBars, 3);
        bars("direction_bars", directionBars, 2);
        bars("fast_bars", fastBars, 1);
        bars("slow_bars", slowBars, 2);
        bars("volatility_bars", volatilityBars, 2);
        bars("level_bars", levelBars, 3);
        bars("channel_bars", channelBars, 2);
        bars("breakout_bars", breakoutBars, 1);
        below("fast_bars", fastBars, "slow_bars", slowBars);
        below("volatility_bars", volatilityBars, "level_bars", levelBars);
        ramp("trend", trendLow, trendHigh);
        ramp("direction", directionLow, directionHigh);
        ramp("volatility", volatilityLow, volatilityHigh);
        if (!(breakoutVolatility >= 0 && breakoutVolatility <= 100)) {
            throw new IllegalArgumentException("breakout_volatility is a ratio from 0 to 100, not "
                + breakoutVolatility);
        }
    }

    private static void bars(final String name, final int value, final int least) {
        if (value < least || value > MOST_BARS) {
            throw new IllegalArgumentException(name + " is a whole number from " + least + " to " + MOST_BARS + ", not "
                + value);
        }
    }

    private static void below(final String name, final int value, final String other, final int bound) {
        if (value >= bound) {
            throw new IllegalArgumentException(name + " is less than " + other + ", not " + value + " with " + bound);
        }
    }

    private static void ramp(final String name, final double low, final double high) {
        if (!(low >= 0 && low < high && high <= 1_000)) {
            throw new IllegalArgumentException(name + "_low is 0 or more and less than " + name + "_high, not " + low
                + " and " + high);
        }
    }

    /**
     * The defaults, for bars of an hour.
     *
     * @return a trend and a channel of two weeks, volatility of two days against a month, breakouts of two days
     */
    public static RegimeRules defaults() {
        return new RegimeRules(336, 72, 72, 288, 48, 720, 336, 48, 0.5, 1.2, 6, 12, 1.0, 1.4, 1.0);
    }
}
