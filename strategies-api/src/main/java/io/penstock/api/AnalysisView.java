package io.penstock.api;

/**
 * What the engine makes of one instrument's market for the strategy that is called: bars on its timeframes, the
 * indicators it declared, the regime, the session, forecasts.
 *
 * <p>Engine thread only; does not allocate. "Not ready" is a state that can be seen: NaN, {@link Regime#UNKNOWN},
 * {@code ready() == false}.
 */
public interface AnalysisView {
    /**
     * How many timeframes the strategy has.
     *
     * @return 0 or more
     */
    int timeframes();

    /**
     * The bars of one of its timeframes.
     *
     * @param timeframe index into the strategy's timeframes
     * @return a live view
     */
    SeriesView bars(int timeframe);

    /**
     * An indicator it declared, as it stood at the last bar of its timeframe.
     *
     * @param declared index into the strategy's indicators
     * @param output   which of its outputs, from 0
     * @return NaN until it is ready
     */
    double indicator(int declared, int output);

    /**
     * Whether all the indicators it declared have seen enough bars.
     *
     * @return false while warming up
     */
    boolean ready();

    /**
     * The regime of the instrument.
     *
     * @return a live view
     */
    RegimeView regime();

    /**
     * The sessions that hold now.
     *
     * @return bits of {@link Session}
     */
    int sessions();

    /**
     * Pulls a forecast. It is made at most once per event and horizon, and not oftener than
     * {@code forecast.min_interval_ms} of event time; in between the last one is given again, and says its age and its
     * barriers.
     *
     * @param side      LONG or SHORT is what stop and target are meant for: BUY or SELL
     * @param horizonNs how far to look
     * @param stop      relative move at which a position is given up, e.g. -0.01 for a BUY; NaN = none
     * @param target    relative move at which it has earned enough; NaN = none
     * @return a live view, not ready when volatility is not known yet
     */
    ForecastView forecast(Side side, long horizonNs, double stop, double target);
}
