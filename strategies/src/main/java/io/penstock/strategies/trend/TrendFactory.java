package io.penstock.strategies.trend;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.signal.Stances;
import java.util.List;

/**
 * Makes {@link TrendStrategy} and declares its parameters and indicators. Any thread, at start only.
 */
public final class TrendFactory implements StrategyFactory {
    private static final int HORIZON_BARS = 20;
    private static final List<Parameter> PARAMETERS = Stances.with(List.of(
        new Parameter("fast_bars", "bars", Type.INTEGER, 1, 10_000, 20, "Length of the fast average."),
        new Parameter("slow_bars", "bars", Type.INTEGER, 2, 10_000, 50, "Length of the slow average."),
        new Parameter("adx_bars", "bars", Type.INTEGER, 1, 10_000, 14, "Length of the average directional index."),
        new Parameter("atr_bars", "bars", Type.INTEGER, 1, 10_000, 14, "Length of the average true range."),
        new Parameter("adx_threshold", "points", Type.DECIMAL, 0, 100, 20,
            "Directional index that an entry needs.").asLive(),
        new Parameter("fresh_bars", "bars", Type.INTEGER, 1, 10_000, 5,
            "An entry comes so many bars after the crossing at the latest, the bar of the crossing counted.").asLive(),
        new Parameter("trail_atr", "ATR", Type.DECIMAL, 0.1, 100, 3,
            "Distance at which the stop follows the close.").asLive()), HORIZON_BARS);

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<String> timeframes() {
        return List.of("4h");
    }

    @Override
    public boolean usesSignals() {
        return true;
    }

    @Override
    public List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        return Stances.indicators(List.of(
            IndicatorSpec.of("ema", 0, values.integer("fast_bars")),
            IndicatorSpec.of("ema", 0, values.integer("slow_bars")),
            IndicatorSpec.of("adx", 0, values.integer("adx_bars")),
            IndicatorSpec.of("atr", 0, values.integer("atr_bars"))), values, timeframes);
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #allParameters()}
     * @return a strategy without state
     * @throws IllegalArgumentException when the fast average is not shorter than the slow one
     */
    @Override
    public Strategy create(final ParameterValues values) {
        final long fast = values.integer("fast_bars");
        final long slow = values.integer("slow_bars");
        if (fast >= slow) {
            throw new IllegalArgumentException("trend: fast_bars = " + fast + " must be below slow_bars = " + slow);
        }
        return new TrendStrategy(values);
    }
}
