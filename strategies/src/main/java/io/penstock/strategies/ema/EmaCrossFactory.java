package io.penstock.strategies.ema;

import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.List;

/**
 * Makes {@link EmaCrossStrategy} and declares its parameters. Any thread, at start only.
 */
public final class EmaCrossFactory implements StrategyFactory {
    private static final List<Parameter> PARAMETERS = List.of(
        new Parameter("fast_bars", "bars", Type.INTEGER, 1, 10_000, 12, "Length of the fast average."),
        new Parameter("slow_bars", "bars", Type.INTEGER, 2, 10_000, 26, "Length of the slow average."),
        new Parameter("order_lots", "lots", Type.INTEGER, 0, 1e12, 0,
            "Size of an order at a crossing; 0 only signals. Bars without a book cannot be traded."));

    @Override
    public String name() {
        return "ema_cross";
    }

    @Override
    public List<String> timeframes() {
        return List.of("1m");
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #parameters()}
     * @return a strategy without state
     * @throws IllegalArgumentException when the fast average is not shorter than the slow one
     */
    @Override
    public Strategy create(final ParameterValues values) {
        final long fast = values.integer("fast_bars");
        final long slow = values.integer("slow_bars");
        if (fast >= slow) {
            throw new IllegalArgumentException(
                "ema_cross: fast_bars = " + fast + " must be below slow_bars = " + slow);
        }
        return new EmaCrossStrategy((int) fast, (int) slow, values.integer("order_lots"));
    }
}
