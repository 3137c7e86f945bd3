package io.penstock.engine.analysis;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.ParameterValues;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.indicator.IndicatorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which series and indicators there are, each once, however many strategies want it; and what each strategy is. Made
 * once at the start; any fault refuses it. Immutable but for the values of parameters.
 */
public final class AnalysisPlan {
    /** Series that finished a bar at one moment are a set of bits. */
    private static final int MOST_SERIES = 64;

    /** An indicator on a series. */
    private record Wanted(int series, IndicatorKind kind, List<Double> parameters) {
        double[] values() {
            final double[] values = new double[parameters.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameters.get(i);
            }
            return values;
        }
    }

    private final AnalysisConfig config;
    private final List<BarSpec> series = new ArrayList<>();
    private final List<Wanted> indicators = new ArrayList<>();
    private final List<StrategyPlan> strategies = new ArrayList<>();
    private final int always;

    /**
     * A plan.
     *
     * @param config    of bars and sessions
     * @param wanted    strategies in the order in which they are called
     * @param factories all that are known
     * @throws IllegalArgumentException when a strategy is not known or a setting is not allowed
     */
    public AnalysisPlan(
        final AnalysisConfig config, final List<StrategyConfig> wanted, final List<StrategyFactory> factories) {
        this.config = config;
        for (final BarSpec spec : config.bar().timeframes()) {
            place(spec);
        }
        if (config.regime().enabled()) {
            place(config.regime().timeframe());
        }
        always = series.size();
        for (final StrategyConfig strategy : wanted) {
            strategies.add(plan(strategy, factory(strategy.name(), factories)));
        }
        if (series.size() > MOST_SERIES) {
            throw new IllegalArgumentException("there are " + series.size() + " different timeframes, at most "
                + MOST_SERIES + " can be");
        }
    }

    private static StrategyFactory factory(final String name, final List<StrategyFactory> factories) {
        final StringBuilder known = new StringBuilder();
        for (final StrategyFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
            known.append(known.isEmpty() ? "" : ", ").append(factory.name());
        }
        throw new IllegalArgumentException("no strategy is called '" + name + "'; there are: " + known);
    }

    private StrategyPlan plan(final StrategyConfig strategy, final StrategyFactory factory) {
        final ParameterValues values = ParameterValues.of(factory.allParameters(), strategy.settings());
        final int[] timeframes = strategy.timeframes().isEmpty() ? places(BarSpec.parseAll(factory.timeframes()))
            : places(strategy.timeframes());
        final List<IndicatorSpec> declared = factory.indicators(values, timeframes.length);
        final int[] places = new int[declared.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(strategy.name(), declared.get(i), timeframes);
        }
        return new StrategyPlan(strategy, factory, values, timeframes, places);
    }

    private int[] places(final List<BarSpec> specs) {
        final int[] places = new int[specs.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(specs.get(i));
        }
        return places;
    }

    private int place(final BarSpec spec) {
        final int known = series.indexOf(spec);
        if (known >= 0) {
            return known;
        }
        series.add(spec);
        return series.size() - 1;
    }

    private int place(final String strategy, final IndicatorSpec spec, final int[] timeframes) {
        if (spec.timeframe() < 0 || spec.timeframe() >= timeframes.length) {
            throw new IllegalArgumentException(strategy + " wants " + spec.kind() + " on its timeframe number "
                + spec.timeframe() + ", it has " + timeframes.length + " of them");
        }
        final Wanted wanted = new Wanted(timeframes[spec.timeframe()], kind(strategy, spec.kind()), spec.parameters());
        final String fault = wanted.kind().fault(wanted.values());
        if (fault != null) {
            throw new IllegalArgumentException(strategy + ": " + fault);
        }
        final int known = indicators.indexOf(wanted);
        if (known >= 0) {
            return known;
        }
        indicators.add(wanted);
        return indicators.size() - 1;
    }

    private static IndicatorKind kind(final String strategy, final String word) {
        for (final IndicatorKind kind : IndicatorKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(strategy + " wants the indicator '" + word + "'; there are "
            + List.of(IndicatorKind.values()).toString().toLowerCase(Locale.ROOT));
    }

    /**
     * The configuration behind it.
     *
     * @return as given to the constructor
     */
    public AnalysisConfig config() {
        return config;
    }

    /**
     * All series there are.
     *
     * @return in the order in which their bars are told
     */
    public List<BarSpec> series() {
        return List.copyOf(series);
    }

    /**
     * How many indicators there are.
     *
     * @return 0 or more
     */
    public int indicators() {
        return indicators.size();
    }

    /**
     * An indicator in words.
     *
     * @param indicator index
     * @return e.g. {@code ema(12) on 1h}
     */
    public String indicatorText(final int indicator) {
        final Wanted wanted = indicators.get(indicator);
        final StringBuilder text = new StringBuilder(wanted.kind().word()).append('(');
        for (int i = 0; i < wanted.parameters().size(); i++) {
            final double value = wanted.parameters().get(i);
            text.append(i == 0 ? "" : ", ").append(value == Math.rint(value) ? Long.toString((long) value)
                : Double.toString(value));
        }
        return text.append(") on ").append(series.get(wanted.series()).text()).toString();
    }

    /**
     * What an indicator gives.
     *
     * @param indicator index
     * @return names of its outputs
     */
    public List<String> indicatorOutputs(final int indicator) {
        return indicators.get(indicator).kind().outputs();
    }

    /**
     * The series that moves an indicator.
     *
     * @param indicator index
     * @return index of the series
     */
    int seriesOf(final int indicator) {
        return indicators.get(indicator).series();
    }

    Indicator make(final int indicator) {
        return indicators.get(indicator).kind().make(indicators.get(indicator).values());
    }

    /**
     * The strategies in the order in which they are called.
     *
     * @return unmodifiable
     */
    public List<StrategyPlan> strategies() {
        return List.copyOf(strategies);
    }

    /** Whether an instrument needs a series: everyone has those of the configuration, the rest who trades it wants. */
    boolean needsSeries(final int place, final String symbol) {
        if (place < always) {
            return true;
        }
        for (final StrategyPlan strategy : strategies) {
            if (strategy.trades(symbol) && contains(strategy.timeframes(), place)) {
                return true;
            }
        }
        return false;
    }

    boolean needsIndicator(final int place, final String symbol) {
        for (final StrategyPlan strategy : strategies) {
            if (strategy.trades(symbol) && contains(strategy.indicators(), place)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether any strategy asks for forecasts.
     *
     * @return false when none needs to be made
     */
    boolean usesForecasts() {
        for (final StrategyPlan strategy : strategies) {
            if (strategy.factory().usesForecasts()) {
                return true;
            }
        }
        return false;
    }

    boolean usesForecasts(final String symbol) {
        for (final StrategyPlan strategy : strategies) {
            if (strategy.trades(symbol) && strategy.factory().usesForecasts()) {
                return true;
            }
        }
        return false;
    }

    /** The series that the regime is told from, -1 = it is not told. */
    int regimeSeries() {
        return config.regime().enabled() ? series.indexOf(config.regime().timeframe()) : -1;
    }

    private static boolean contains(final int[] places, final int place) {
        for (final int each : places) {
            if (each == place) {
                return true;
            }
        }
        return false;
    }
}
