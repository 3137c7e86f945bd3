package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The numbers of a bar, open or finished: one instance, filled anew for each bar that stands in its place. Fixed point
 * with the instrument's exponents. Engine thread only; does not allocate. Its state leaves the interval out, which is
 * configuration.
 */
public final class Bar implements BarView, Stateful {
    private static final long NONE = Long.MIN_VALUE;

    /** What a strategy that is shown it calls its timeframe. */
    int timeframe;
    private long intervalNs;
    private long openTimeNs = NONE;
    private long openPrice;
    private long highPrice;
    private long lowPrice;
    private long closePrice;
    private long volume;
    private long tradeCount;

    /**
     * No bar yet.
     *
     * @param intervalNs its length in nanoseconds; 0 when something else than time ends it, or {@link #of} sets it
     */
    public Bar(final long intervalNs) {
        this.intervalNs = intervalNs;
    }

    /**
     * Takes numbers, in the order and the units of {@link BarView}.
     *
     * @param length nanoseconds
     * @param begin  exchange time
     * @param open   price units
     * @param high   price units
     * @param low    price units
     * @param close  price units
     * @param traded quantity units
     * @param trades how many
     * @return this
     */
    public Bar of(
        final long length, final long begin, final long open, final long high, final long low, final long close,
        final long traded, final long trades) {
        intervalNs = length;
        openTimeNs = begin;
        openPrice = open;
        highPrice = high;
        lowPrice = low;
        closePrice = close;
        volume = traded;
        tradeCount = trades;
        return this;
    }

    /** Takes the eight numbers of another. */
    void of(final Bar bar) {
        of(bar.intervalNs, bar.openTimeNs, bar.openPrice, bar.highPrice, bar.lowPrice, bar.closePrice, bar.volume,
            bar.tradeCount);
    }

    /** Whether there is a bar. */
    boolean exists() {
        return openTimeNs != NONE;
    }

    /** There is no bar now; its prices stay to be read. */
    void end() {
        openTimeNs = NONE;
    }

    /** A bar begins, without trades; the first that is added sets its prices. */
    void begin(final long timeNs) {
        openTimeNs = timeNs;
        volume = 0;
        tradeCount = 0;
    }

    /** A bar begins that is flat, at the last close, as long as nothing is added. */
    void beginFlat(final long timeNs) {
        begin(timeNs);
        openPrice = closePrice;
        highPrice = closePrice;
        lowPrice = closePrice;
    }

    /** What a trade or a finer candle adds; the first sets the prices. */
    void add(
        final long open, final long high, final long low, final long close, final long quantity, final long count,
        final boolean first) {
        if (first) {
            openPrice = open;
            highPrice = high;
            lowPrice = low;
        } else {
            highPrice = Math.max(highPrice, high);
            lowPrice = Math.min(lowPrice, low);
        }
        closePrice = close;
        volume = sum(volume, quantity);
        tradeCount += count;
    }

    /** Of two numbers that are not negative; beyond a long, as of a token of next to no value, the most there is. */
    static long sum(final long a, final long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    /** When its interval is over, {@link Long#MAX_VALUE} when there is no bar or time does not end it. */
    long endNs() {
        return openTimeNs == NONE || intervalNs == 0 ? Long.MAX_VALUE : openTimeNs + intervalNs;
    }

    @Override
    public int timeframe() {
        return timeframe;
    }

    @Override
    public long intervalNs() {
        return intervalNs;
    }

    @Override
    public long openTimeNs() {
        return openTimeNs;
    }

    @Override
    public long openPrice() {
        return openPrice;
    }

    @Override
    public long highPrice() {
        return highPrice;
    }

    @Override
    public long lowPrice() {
        return lowPrice;
    }

    @Override
    public long closePrice() {
        return closePrice;
    }

    @Override
    public long volume() {
        return volume;
    }

    @Override
    public long tradeCount() {
        return tradeCount;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(openTimeNs);
        out.putLong(openPrice);
        out.putLong(highPrice);
        out.putLong(lowPrice);
        out.putLong(closePrice);
        out.putLong(volume);
        out.putLong(tradeCount);
    }

    @Override
    public void readFrom(final StateReader in) {
        openTimeNs = in.getLong();
        openPrice = in.getLong();
        highPrice = in.getLong();
        lowPrice = in.getLong();
        closePrice = in.getLong();
        volume = in.getLong();
        tradeCount = in.getLong();
    }
}
