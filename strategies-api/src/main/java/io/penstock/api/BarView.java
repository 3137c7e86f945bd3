package io.penstock.api;

/**
 * A finished bar of one instrument. Fixed point with the instrument's exponents; engine thread only; valid during the
 * call that hands it out; does not allocate.
 */
public interface BarView {
    /**
     * Which of the strategy's timeframes it is a bar of.
     *
     * @return index into the strategy's timeframes; 0 outside of a strategy's call
     */
    int timeframe();

    /**
     * Length of the bar.
     *
     * @return nanoseconds; 0 when something else than time ends its bars
     */
    long intervalNs();

    /**
     * When it began.
     *
     * @return exchange time, nanoseconds since 1970
     */
    long openTimeNs();

    /**
     * First price.
     *
     * @return price units
     */
    long openPrice();

    /**
     * Highest price.
     *
     * @return price units
     */
    long highPrice();

    /**
     * Lowest price.
     *
     * @return price units
     */
    long lowPrice();

    /**
     * Last price.
     *
     * @return price units
     */
    long closePrice();

    /**
     * Base quantity traded.
     *
     * @return quantity units
     */
    long volume();

    /**
     * Trades in it.
     *
     * @return 0 in a flat bar
     */
    long tradeCount();
}
