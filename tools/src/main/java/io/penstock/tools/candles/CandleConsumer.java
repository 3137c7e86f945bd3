package io.penstock.tools.candles;

/** Takes the bars of a candle file, the earliest first. Called on the reading thread. */
@FunctionalInterface
public interface CandleConsumer {
    /**
     * One closed bar.
     *
     * @param openTimeNs when it begins, nanoseconds since 1970
     * @param intervalNs how long it lasts, nanoseconds
     * @param open       first price, quote per base
     * @param high       highest price
     * @param low        lowest price
     * @param close      last price
     * @param volume     base quantity traded
     */
    void accept(
        long openTimeNs, long intervalNs, double open, double high, double low, double close, double volume);
}
