package io.penstock.engine.config;

import io.penstock.api.GatePolicy;
import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One strategy of a run.
 *
 * @param name        of the strategy's factory
 * @param enabled     whether it decides from the start
 * @param instruments symbols it trades; empty = all
 * @param timeframes  bars it decides on; empty = those its factory names
 * @param regimes     in which it may open positions; empty = in all, also while none is known
 * @param avoid       bits of {@link io.penstock.api.RegimeOverlay} under which it may open none; 0 = it avoids nothing
 * @param policy      what happens when the regime no longer admits it
 * @param settings    what the user set, some for a session only; checked against the declared parameters
 */
public record StrategyConfig(
    String name, boolean enabled, List<String> instruments, List<BarSpec> timeframes, List<Regime> regimes,
    int avoid, GatePolicy policy, Map<String, Double> settings) {
    /**
     * Copies lists and map.
     */
    public StrategyConfig {
        instruments = List.copyOf(instruments);
        timeframes = List.copyOf(timeframes);
        regimes = List.copyOf(regimes);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * A strategy with the timeframes of its factory, in any regime.
     *
     * @param name        of the strategy's factory
     * @param instruments symbols it trades; empty = all
     * @param settings    what the user set
     */
    public StrategyConfig(final String name, final List<String> instruments, final Map<String, Double> settings) {
        this(name, true, instruments, List.of(), List.of(), 0, GatePolicy.HOLD, settings);
    }
}
