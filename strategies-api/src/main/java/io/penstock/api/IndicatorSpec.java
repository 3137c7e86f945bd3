package io.penstock.api;

import java.util.List;

/**
 * An indicator that a strategy wants to have computed on the bars of one of its timeframes. Immutable; any thread.
 *
 * @param kind       as {@code penstock strategies} lists them, e.g. {@code ema} or {@code bollinger}
 * @param timeframe  index into the strategy's timeframes
 * @param parameters in the order of the kind, e.g. its length in bars
 */
public record IndicatorSpec(String kind, int timeframe, List<Double> parameters) {
    /**
     * Copies the list.
     */
    public IndicatorSpec {
        parameters = List.copyOf(parameters);
    }

    /**
     * An indicator.
     *
     * @param kind       which
     * @param timeframe  index into the strategy's timeframes
     * @param parameters in the order of the kind
     * @return the same as a record
     */
    public static IndicatorSpec of(final String kind, final int timeframe, final double... parameters) {
        final java.util.ArrayList<Double> list = new java.util.ArrayList<>();
        for (final double parameter : parameters) {
            list.add(parameter);
        }
        return new IndicatorSpec(kind, timeframe, list);
    }
}
