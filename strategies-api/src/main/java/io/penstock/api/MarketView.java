package io.penstock.api;

/**
 * Everything a strategy may look at for one instrument, at one moment. Engine thread only; does not allocate.
 */
public interface MarketView {
    /**
     * The moment.
     *
     * @return engine time in nanoseconds since 1970
     */
    long nowNs();

    /**
     * The instrument that changed.
     *
     * @return its definition
     */
    InstrumentView instrument();

    /**
     * Its book.
     *
     * @return a live view
     */
    BookView book();

    /**
     * Its features.
     *
     * @return a live view
     */
    FeatureView features();

    /**
     * Our position in it.
     *
     * @return a live view
     */
    PositionView position();

    /**
     * Bars, indicators, regime, session and forecasts for the strategy that is called.
     *
     * @return a live view
     */
    AnalysisView analysis();
}
