package io.penstock.engine.indicator;

/**
 * A finished bar as indicators read it, in units of the quote and the base asset. One instance is filled anew for each
 * bar. Engine thread only; does not allocate.
 */
public final class BarSample {
    double open;
    double high;
    double low;
    double close;
    double volume;

    /**
     * Takes a bar.
     *
     * @param newOpen   first price
     * @param newHigh   highest price
     * @param newLow    lowest price
     * @param newClose  last price, above 0
     * @param newVolume base quantity, 0 or more
     * @return this
     */
    public BarSample of(
        final double newOpen, final double newHigh, final double newLow, final double newClose,
        final double newVolume) {
        open = newOpen;
        high = newHigh;
        low = newLow;
        close = newClose;
        volume = newVolume;
        return this;
    }

    /**
     * The highest price.
     *
     * @return in units of the quote asset
     */
    public double high() {
        return high;
    }

    /**
     * The lowest price.
     *
     * @return in units of the quote asset
     */
    public double low() {
        return low;
    }

    /**
     * The last price.
     *
     * @return in units of the quote asset
     */
    public double close() {
        return close;
    }

    /** The middle of what was paid: (high + low + close) / 3. */
    double typical() {
        return (high + low + close) / 3;
    }
}
