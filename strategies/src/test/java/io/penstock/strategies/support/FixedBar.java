package io.penstock.strategies.support;

import io.penstock.api.BarView;

/** A bar that a test fills in, with price and quantity exponents of -4. */
public final class FixedBar implements BarView {
    public int timeframe;
    public long intervalNs;
    public long openTimeNs;
    public long close;
    public long volume;

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
        return close;
    }

    @Override
    public long highPrice() {
        return close;
    }

    @Override
    public long lowPrice() {
        return close;
    }

    @Override
    public long closePrice() {
        return close;
    }

    @Override
    public long volume() {
        return volume;
    }

    @Override
    public long tradeCount() {
        return 1;
    }
}
