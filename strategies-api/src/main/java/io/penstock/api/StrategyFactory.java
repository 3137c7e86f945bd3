package io.penstock.api;

import java.util.List;

/**
 * Makes a strategy and says what can be set on it. Any thread, at start only.
 */
public interface StrategyFactory {
    /**
     * Name in {@code strategies.toml}.
     *
     * @return lower-case
     */
    String name();

    /**
     * What can be set.
     *
     * @return declarations in display order
     */
    List<Parameter> parameters();

    /**
     * The bars it decides on when the configuration names none.
     *
     * @return as in a configuration, e.g. {@code 1m} or {@code 500 trades}; none for a strategy of books alone
     */
    default List<String> timeframes() {
        return List.of();
    }

    /**
     * What is to be computed for it on those bars.
     *
     * @param values     its parameters
     * @param timeframes how many it has
     * @return in the order in which {@link AnalysisView#indicator} counts them
     */
    default List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        return List.of();
    }

    /**
     * Whether it trades by signals that the engine weighs and sizes. If so it has the parameters of
     * {@link SignalParameters} besides its own.
     *
     * @return false when it states its own orders
     */
    default boolean usesSignals() {
        return false;
    }

    /**
     * Whether it asks for forecasts, itself or through its signals.
     *
     * @return by itself what {@link #usesSignals} says
     */
    default boolean usesForecasts() {
        return usesSignals();
    }

    /**
     * Everything that can be set on it.
     *
     * @return {@link #parameters()}, and those of every strategy that uses signals
     */
    default List<Parameter> allParameters() {
        return usesSignals() ? SignalParameters.with(parameters()) : parameters();
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #allParameters()}
     * @return a strategy without state
     */
    Strategy create(ParameterValues values);
}
