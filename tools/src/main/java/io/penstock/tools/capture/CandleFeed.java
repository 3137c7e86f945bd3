package io.penstock.tools.capture;

import io.penstock.gateways.common.EventScratch;
import io.penstock.tools.candles.CandleCursor;

/** Closed candles of one instrument, each at the end of its bar. One thread. */
final class CandleFeed implements TimedFeed {
    private static final int AMOUNT_EXPONENT = -8;

    private final long intervalNs;
    private final int instrumentId;
    private final int priceExponent;
    private final int quantityExponent;
    private final CandleCursor cursor;
    private boolean ready;

    CandleFeed(
        final CandleSource source, final int instrumentId, final int priceExponent, final int quantityExponent) {
        this.intervalNs = source.file().intervalNs();
        this.instrumentId = instrumentId;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        this.cursor = source.file().cursor();
        this.ready = cursor.next();
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public long timeNs() {
        return cursor.openTimeNs() + intervalNs;
    }

    @Override
    public void put(final EventScratch scratch) {
        scratch.candle(instrumentId, true, timeNs()).intervalNs(intervalNs).openTimeNs(cursor.openTimeNs())
            .openPrice(cursor.openPrice(priceExponent)).highPrice(cursor.highPrice(priceExponent))
            .lowPrice(cursor.lowPrice(priceExponent)).closePrice(cursor.closePrice(priceExponent))
            .volume(cursor.volume(quantityExponent)).quoteVolume(cursor.quoteVolume(AMOUNT_EXPONENT))
            .tradeCount(cursor.tradeCount()).exchangeTimeNs(timeNs());
        ready = cursor.next();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
