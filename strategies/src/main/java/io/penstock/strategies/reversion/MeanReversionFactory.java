package io.penstock.strategies.reversion;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.signal.Stances;
import java.util.List;

/**
 * Makes {@link MeanReversionStrategy} and declares its parameters and indicators. Any thread, at start only.
 */
public final class MeanReversionFactory implements StrategyFactory {
    private static final int HORIZON_BARS = 8;
    private static final List<Parameter> PARAMETERS = Stances.with(List.of(
        new Parameter("z_bars", "bars", Type.INTEGER, 2, 10_000, 48, "Window of the z-score."),
        new Parameter("band_bars", "bars", Type.INTEGER, 2, 10_000, 20,
            "Window of the Bollinger bands, whose middle is the mean that is aimed at."),
        new Parameter("band_width", "deviations", Type.DECIMAL, 0.1, 10, 2, "Half the width of the Bollinger bands."),
        new Parameter("rsi_bars", "bars", Type.INTEGER, 1, 10_000, 14, "Length of the relative strength index."),
        new Parameter("atr_bars", "bars", Type.INTEGER, 1, 10_000, 14, "Length of the average true range."),
        live("entry_z", "deviations", Type.DECIMAL, 0.1, 10, 2, "Distance from the mean that an entry needs."),
        live("rsi_low", "points", Type.DECIMAL, 1, 50, 30,
            "An entry LONG needs a relative strength of at most so much, one SHORT of at least 100 less that."),
        live("time_stop_bars", "bars", Type.INTEGER, 1, 10_000, 24, "A position is given up after so many bars."),
        live("stop_atr", "ATR", Type.DECIMAL, 0.1, 100, 3, "Distance of the stop.")), HORIZON_BARS);

    private static Parameter live(
        final String name, final String unit, final Type type, final double minimum, final double maximum,
        final double defaultValue, final String description) {
        return new Parameter(name, unit, type, minimum, maximum, defaultValue, description).asLive();
    }

    @Override
    public String name() {
        return "mean_reversion";
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
            IndicatorSpec.of("z_score", 0, values.integer("z_bars")),
            IndicatorSpec.of("bollinger", 0, values.integer("band_bars"), values.decimal("band_width")),
            IndicatorSpec.of("rsi", 0, values.integer("rsi_bars")),
            IndicatorSpec.of("atr", 0, values.integer("atr_bars"))), values, timeframes);
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return new MeanReversionStrategy(values);
    }
}
