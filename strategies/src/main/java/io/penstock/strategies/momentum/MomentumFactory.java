package io.penstock.strategies.momentum;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.signal.Stances;
import java.util.List;

/**
 * Makes {@link MomentumStrategy} and declares its parameters and indicators. Any thread, at start only.
 */
public final class MomentumFactory implements StrategyFactory {
    private static final int HORIZON_BARS = 12;
    private static final List<Parameter> PARAMETERS = Stances.with(List.of(
        bars("rate_bars", 24, "How far the rate of change looks back."),
        bars("volatility_bars", 72, "Window of the volatility that the rate of change is measured by."),
        bars("fast_bars", 12, "Fast average of the MACD."),
        bars("slow_bars", 26, "Slow average of the MACD."),
        bars("signal_bars", 9, "Signal average of the MACD."),
        bars("filter_bars", 100, "Average that tells the side of the trend."),
        bars("atr_bars", 14, "Length of the average true range."),
        bars("volume_bars", 24, "Length of the usual volume."),
        live("entry_deviations", "deviations", 0.01, 10, 1.0, "Rate of change that an entry needs."),
        live("exit_deviations", "deviations", -10, 10, 0.0,
            "A position is given up when the rate of change in its direction falls below."),
        live("volume_ratio", "ratio", 0, 100, 1.2, "Volume that an entry needs, over the usual one."),
        live("stop_atr", "ATR", 0.1, 100, 2.5, "Distance of the stop."),
        live("target_atr", "ATR", 0, 1_000, 5, "Distance of the target; 0 = none.")), HORIZON_BARS);

    private static Parameter bars(final String name, final double defaultValue, final String description) {
        return new Parameter(name, "bars", Type.INTEGER, 1, 10_000, defaultValue, description);
    }

    private static Parameter live(
        final String name, final String unit, final double minimum, final double maximum, final double defaultValue,
        final String description) {
        return new Parameter(name, unit, Type.DECIMAL, minimum, maximum, defaultValue, description).asLive();
    }

    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<String> timeframes() {
        return List.of("1h");
    }

    @Override
    public boolean usesSignals() {
        return true;
    }

    @Override
    public List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        return Stances.indicators(List.of(
            IndicatorSpec.of("macd", 0, values.integer("fast_bars"), values.integer("slow_bars"),
                values.integer("signal_bars")),
            IndicatorSpec.of("sma", 0, values.integer("filter_bars")),
            IndicatorSpec.of("close_volatility", 0, values.integer("volatility_bars")),
            IndicatorSpec.of("atr", 0, values.integer("atr_bars"))), values, timeframes);
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #allParameters()}
     * @return a strategy without state
     * @throws IllegalArgumentException when the fast average of the MACD is not shorter than the slow one
     */
    @Override
    public Strategy create(final ParameterValues values) {
        final long fast = values.integer("fast_bars");
        final long slow = values.integer("slow_bars");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                "momentum: fast_bars = " + fast + " must be below slow_bars = " + slow);
        }
        return new MomentumStrategy(values);
    }
}
