package io.penstock.engine.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One strategy of a run.
 *
 * @param name        of the strategy's factory
 * @param instruments symbols it trades; empty = all
 * @param settings    what the user set; checked against the declared parameters
 */
public record StrategyConfig(String name, List<String> instruments, Map<String, Double> settings) {
    /**
     * Copies both.
     */
    public StrategyConfig {
        instruments = List.copyOf(instruments);
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
