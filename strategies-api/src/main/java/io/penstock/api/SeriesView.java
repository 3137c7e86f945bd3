package io.penstock.api;

/**
 * The last finished bars of one instrument and timeframe. Engine thread only; does not allocate.
 */
public interface SeriesView {
    /**
     * Which bars, as in a configuration.
     *
     * @return e.g. {@code 5m} or {@code 500 trades}
     */
    String timeframe();

    /**
     * How many bars were finished since the series began.
     *
     * @return 0 or more
     */
    long closed();

    /**
     * How many of them can still be looked at.
     *
     * @return at most {@link #closed}
     */
    int kept();

    /**
     * A finished bar.
     *
     * @param back 0 for the last one, 1 for the one before; below {@link #kept}
     * @return valid until the next call
     * @throws IndexOutOfBoundsException when it is not kept
     */
    BarView bar(int back);

    /**
     * The close of a finished bar.
     *
     * @param back 0 for the last one; below {@link #kept}
     * @return in units of quote
     * @throws IndexOutOfBoundsException when it is not kept
     */
    double close(int back);
}
