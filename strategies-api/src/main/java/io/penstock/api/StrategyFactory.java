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
     * A new instance.
     *
     * @param values checked against {@link #parameters()}
     * @return a strategy without state
     */
    Strategy create(ParameterValues values);
}
