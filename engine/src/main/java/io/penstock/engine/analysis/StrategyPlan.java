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
     * Whether it trades an instrument.
     *
     * @param symbol of the instrument
     * @return true when its configuration names it, or none
     */
    public boolean trades(final String symbol) {
        return config.instruments().isEmpty() || config.instruments().contains(symbol);
    }
}
