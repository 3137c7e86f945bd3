package io.penstock.engine.indicator;

import java.util.List;
import java.util.Locale;

/**
 * The indicators there are: what each is called, what it takes and gives. Any thread; making one allocates.
 *
 * <p>Lengths are in bars. The formula and its source stand at the class of each.
 */
public enum IndicatorKind {
    /** Simple moving average. */
    SMA(List.of("length"), List.of("mean"), values -> new Sma(length(values, 0)), 20),
    /** Exponential moving average. */
    EMA(List.of("length"), List.of("mean"), values -> new Ema(length(values, 0)), 20),
    /** Linearly weighted moving average. */
    WMA(List.of("length"), List.of("mean"), values -> new Wma(length(values, 0)), 20),
    /** Relative strength index. */
    RSI(List.of("length"), List.of("strength"), values -> new Rsi(length(values, 0)), 14),
    /** Moving average convergence divergence. */
    MACD(List.of("fast", "slow", "signal"), List.of("line", "signal", "histogram"),
        values -> new Macd(length(values, 0), length(values, 1), length(values, 2)), 12, 26, 9),
    /** Bollinger bands. */
    BOLLINGER(List.of("length", "width"), List.of("middle", "upper", "lower"),
        values -> new Bollinger(length(values, 0), values[1]), 20, 2),
    /** Average true range. */
    ATR(List.of("length"), List.of("range"), values -> new Atr(length(values, 0)), 14),
    /** Average directional index. */
    ADX(List.of("length"), List.of("index", "plus", "minus"), values -> new Adx(length(values, 0)), 14),
    /** Stochastic oscillator. */
    STOCHASTIC(List.of("length", "smoothing"), List.of("k", "d"),
        values -> new Stochastic(length(values, 0), length(values, 1)), 14, 3),
    /** Commodity channel index. */
    CCI(List.of("length"), List.of("index"), values -> new Cci(length(values, 0)), 20),
    /** On-balance volume. */
    OBV(List.of(), List.of("balance"), values -> new Obv()),
    /** Volume-weighted average price. */
    VWAP(List.of("length"), List.of("price"), values -> new Vwap(length(values, 0)), 20),
    /** Donchian channel. */
    DONCHIAN(List.of("length"), List.of("middle", "upper", "lower"), values -> new Donchian(length(values, 0)), 20),
    /** Keltner channel. */
    KELTNER(List.of("length", "range_length", "width"), List.of("middle", "upper", "lower"),
        values -> new Keltner(length(values, 0), length(values, 1), values[2]), 20, 10, 2),
    /** Distance of the close from its mean in standard deviations. */
    Z_SCORE(List.of("length"), List.of("score"), values -> new ZScore(length(values, 0)), 20),
    /** Slope of the least-squares line. */
    SLOPE(List.of("length"), List.of("slope"), values -> new Slope(length(values, 0)), 20),
    /** Realised volatility, close to close. */
    CLOSE_VOLATILITY(List.of("length"), List.of("volatility"), values -> new CloseVolatility(length(values, 0)), 20),
    /** Realised volatility after Parkinson. */
    PARKINSON_VOLATILITY(List.of("length"), List.of("volatility"),
        values -> new ParkinsonVolatility(length(values, 0)), 20),
    /** Realised volatility after Garman and Klass. */
    GARMAN_KLASS_VOLATILITY(List.of("length"), List.of("volatility"),
        values -> new GarmanKlassVolatility(length(values, 0)), 20),
    /** Correlation of close and volume. */
    VOLUME_CORRELATION(List.of("length"), List.of("correlation"),
        values -> new VolumeCorrelation(length(values, 0)), 20),
    /** Distance from the highest close. */
    DRAWDOWN(List.of("length"), List.of("share"), values -> new Drawdown(length(values, 0)), 100);

    /** Windows are arrays that are allocated at the start. */
    private static final int MOST_LENGTH = 100_000;

    @FunctionalInterface
    private interface Maker {
        Indicator make(double[] values);
    }

    private final List<String> parameters;
    private final List<String> outputs;
    private final Maker maker;
    private final double[] defaults;

    IndicatorKind(
        final List<String> parameters, final List<String> outputs, final Maker maker, final double... defaults) {
        this.parameters = parameters;
        this.outputs = outputs;
        this.maker = maker;
        this.defaults = defaults;
    }

    private static int length(final double[] values, final int index) {
        return (int) values[index];
    }

    /**
     * What it is called in a configuration.
     *
     * @return e.g. {@code z_score}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it takes, in order.
     *
     * @return names
     */
    public List<String> parameters() {
        return parameters;
    }

    /**
     * What it gives, in the order of {@link Indicator#value(int)}.
     *
     * @return names
     */
    public List<String> outputs() {
        return outputs;
    }

    /**
     * What it takes when nothing else is said.
     *
     * @return a copy, in the order of {@link #parameters}
     */
    public double[] defaults() {
        return defaults.clone();
    }

    /**
     * What is wrong with parameters.
     *
     * @param values in the order of {@link #parameters}
     * @return a sentence, or {@code null} when they can be taken
     */
    public String fault(final double... values) {
        if (values.length != parameters.size()) {
            return word() + " takes " + parameters.size() + " numbers " + parameters + ", not " + values.length;
        }
        for (int i = 0; i < values.length; i++) {
            final String name = parameters.get(i);
            if ("width".equals(name)) {
                if (!(values[i] > 0 && values[i] <= 100)) {
                    return word() + ": width is above 0 and at most 100, not " + values[i];
                }
            } else if (!(values[i] >= 1 && values[i] <= MOST_LENGTH) || values[i] != Math.rint(values[i])) {
                return word() + ": " + name + " is a whole number of bars from 1 to " + MOST_LENGTH + ", not "
                    + values[i];
            }
        }
        return this == MACD && values[0] >= values[1] ? word() + ": fast is shorter than slow" : null;
    }

    /**
     * Makes one.
     *
     * @param values in the order of {@link #parameters}
     * @return an indicator that saw no bar yet
     * @throws IllegalArgumentException with what {@link #fault} says
     */
    public Indicator make(final double... values) {
        final String fault = fault(values);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return maker.make(values);
    }
}
