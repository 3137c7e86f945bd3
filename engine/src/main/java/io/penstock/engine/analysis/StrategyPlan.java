package io.penstock.engine.analysis;

import io.penstock.api.ParameterValues;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;

/**
 * What one strategy is configured to be: who makes it, with which values, on which bars and indicators. Made once at
 * the start; the values move later.
 *
 * @param config     of the run
 * @param factory    that makes it
 * @param values     of its parameters
 * @param timeframes index of the series of each of its timeframes
 * @param indicators index of each indicator it declared
 */
public record StrategyPlan(
    StrategyConfig config, StrategyFactory factory, ParameterValues values, int[] timeframes, int[] indicators) {
    /**
     * The series it is told bars of.
     *
     * @return a bit for each, by its index
     */
    public long seriesBits() {
        long bits = 0;
        for (final int index : timeframes) {
            bits |= 1L << index;
        }
        return bits;
    }

    /**
     * Whether it trades an instrument.
     *
     * @param symbol of the instrument
     * @return true when its configuration names it, or none
     */
    public boolean trades(final String symbol) {
        return config.instruments().isEmpty() || config.instruments().contains(symbol);
    }
}
