package io.penstock.engine.config;

import io.penstock.engine.bar.BarSpec;
import java.util.List;

/**
 * Bars that are built whoever wants them; strategies add their own timeframes.
 *
 * @param timeframes of every instrument, in the order in which they are told
 * @param kept       how many finished bars of a series can be looked at
 * @param graceMs    how long after its end a bar by time waits for late trades when no later trade has come
 */
public record BarConfig(List<BarSpec> timeframes, int kept, long graceMs) {
    /**
     * Copies the list.
     */
    public BarConfig {
        timeframes = List.copyOf(timeframes);
    }

    /**
     * The defaults.
     *
     * @return only what strategies ask for
     */
    public static BarConfig defaults() {
        return new BarConfig(List.of(), 64, 500);
    }
}
