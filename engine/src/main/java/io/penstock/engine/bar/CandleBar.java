package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.engine.event.CandleDecoder;

/**
 * The bar in a Candle input. One instance, wrapped anew for each. Engine thread only; does not
 * allocate.
 */
public final class CandleBar implements BarView {
    private CandleDecoder event;

    /**
     * Looks at a candle.
     *
     * @param candle wrapped on the input
     * @return this
     */
    public CandleBar wrap(final CandleDecoder candle) {
        event = candle;
        return this;
    }

    @Override
    public long intervalNs() {
        return event.intervalNs();
    }

    @Override
    public long openTimeNs() {
        return event.openTimeNs();
    }

    @Override
    public long openPrice() {
        return event.openPrice();
    }

    @Override
    public long highPrice() {
        return event.highPrice();
    }

    @Override
    public long lowPrice() {
        return event.lowPrice();
    }

    @Override
    public long closePrice() {
        return event.closePrice();
    }

    @Override
    public long volume() {
        return event.volume();
    }

    @Override
    public long tradeCount() {
        return event.tradeCount();
    }

    @Override
    public int timeframe() {
        return 0;
    }
}
