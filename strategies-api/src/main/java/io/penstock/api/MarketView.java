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
     * Our position in it, whichever strategies it comes from.
     *
     * @return a live view
     */
    PositionView position();

    /**
     * What the strategy that is called holds of it by its own fills, at what it paid itself. Others may hold more, or
     * the opposite: this is what a strategy has to give up, whatever the position is.
     *
     * @return a live view
     */
    PositionView ownPosition();

    /**
     * Bars, indicators, regime, session and forecasts for the strategy that is called.
     *
     * @return a live view
     */
    AnalysisView analysis();
}
