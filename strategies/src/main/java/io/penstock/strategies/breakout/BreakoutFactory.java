package io.penstock.strategies.breakout;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.signal.Stances;
import java.util.List;

/**
 * Makes {@link BreakoutStrategy} and declares its parameters and indicators. Any thread, at start only.
 */
public final class BreakoutFactory implements StrategyFactory {
    private static final int HORIZON_BARS = 12;
    private static final List<Parameter> PARAMETERS = Stances.with(List.of(
        bars("entry_bars", 48, "Length of the channel that a close has to leave."),
        bars("exit_bars", 24, "Length of the channel whose other side ends a position."),
        bars("atr_bars", 14, "Length of the average true range."),
        bars("slow_atr_bars", 100, "Length of the average true range it is compared with."),
        bars("volume_bars", 24, "Length of the usual volume."),
        live("break_atr", "ATR", 0, 100, 0.1, "How far beyond the channel a close has to be."),
        live("volume_ratio", "ratio", 0, 100, 1.5, "Volume that an entry needs, over the usual one."),
        live("range_ratio", "ratio", 0, 100, 1.1, "Average true range that an entry needs, over the slow one."),
        live("stop_atr", "ATR", 0.1, 100, 2, "Distance of the stop."),
        live("target_atr", "ATR", 0, 1_000, 0, "Distance of the target; 0 = none.")), HORIZON_BARS);

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
        return "breakout";
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
            IndicatorSpec.of("donchian", 0, values.integer("entry_bars")),
            IndicatorSpec.of("donchian", 0, values.integer("exit_bars")),
            IndicatorSpec.of("atr", 0, values.integer("atr_bars")),
            IndicatorSpec.of("atr", 0, values.integer("slow_atr_bars"))), values, timeframes);
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #allParameters()}
     * @return a strategy without state
     * @throws IllegalArgumentException naming every length that is not shorter than the one it belongs to
     */
    @Override
    public Strategy create(final ParameterValues values) {
        final String fault = fault(values, "exit_bars", "entry_bars");
        final String other = fault(values, "atr_bars", "slow_atr_bars");
        if (!fault.isEmpty() || !other.isEmpty()) {
            throw new IllegalArgumentException(fault + (fault.isEmpty() || other.isEmpty() ? "" : "; ") + other);
        }
        return new BreakoutStrategy(values);
    }

    private static String fault(final ParameterValues values, final String shorter, final String longer) {
        return values.integer(shorter) < values.integer(longer) ? "" : "breakout: " + shorter + " = "
            + values.integer(shorter) + " must be below " + longer + " = " + values.integer(longer);
    }
}
