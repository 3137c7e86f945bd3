package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.engine.event.CandleDecoder;

/**
 * The bar in a Candle input, its numbers taken out of the input once. One instance, filled anew for each. Engine thread
 * only; does not allocate.
 */
public final class CandleBar implements BarView {
    private long intervalNs;
    private long openTimeNs;
    private long openPrice;
    private long highPrice;
    private long lowPrice;
    private long closePrice;
    private long volume;
    private long tradeCount;

    /**
     * Takes the numbers of a candle.
     *
     * @param candle wrapped on the input
     * @return this
     */
    public CandleBar of(final CandleDecoder candle) {
        intervalNs = candle.intervalNs();
        openTimeNs = candle.openTimeNs();
        openPrice = candle.openPrice();
        highPrice = candle.highPrice();
        lowPrice = candle.lowPrice();
        closePrice = candle.closePrice();
        volume = candle.volume();
        tradeCount = candle.tradeCount();
        return this;
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
    public int timeframe() {
        return 0;
    }
}
