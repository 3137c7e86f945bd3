package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.market.InstrumentScale;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What was traded of one instrument: the candle of this minute and of the one before, and totals since the start. One
 * thread; does not allocate per trade.
 */
final class Tape {
    /** One minute, or everything: prices in ticks, volumes in lots and ticks times lots. */
    static final class Candle {
        long openMs = Long.MIN_VALUE;
        long open;
        long high;
        long low;
        long close;
        long volume;
        long quoteVolume;
        long buyVolume;
        long buyQuoteVolume;
        long trades;
        long firstTradeId = -1;
        long lastTradeId = -1;

        private void begin(final long newOpenMs, final long price) {
            openMs = newOpenMs;
            open = price;
            high = price;
            low = price;
            close = price;
            volume = 0;
            quoteVolume = 0;
            buyVolume = 0;
            buyQuoteVolume = 0;
            trades = 0;
            firstTradeId = -1;
            lastTradeId = -1;
        }

        private void trade(final long id, final long price, final long quantity, final boolean buyerAggressor) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume += quantity;
            quoteVolume += price * quantity;
            if (buyerAggressor) {
                buyVolume += quantity;
                buyQuoteVolume += price * quantity;
            }
            if (trades++ == 0) {
                firstTradeId = id;
            }
            lastTradeId = id;
        }
    }

    private static final long MINUTE_MS = 60_000;

    private final InstrumentScale scale;
    private final Candle total = new Candle();
    private Candle minute = new Candle();
    private Candle before = new Candle();

    Tape(final InstrumentScale scale, final long startMs) {
        this.scale = scale;
        total.begin(startMs, scale.startTicks());
        minute.begin(Math.floorDiv(startMs, MINUTE_MS) * MINUTE_MS, scale.startTicks());
        before.begin(minute.openMs - MINUTE_MS, scale.startTicks());
    }

    void trade(final long id, final long price, final long quantity, final boolean buyerAggressor, final long atMs) {
        roll(atMs);
        if (minute.trades == 0) {
            minute.begin(minute.openMs, price);
        }
        minute.trade(id, price, quantity, buyerAggressor);
        total.trade(id, price, quantity, buyerAggressor);
    }

    private void roll(final long atMs) {
        final long openMs = Math.floorDiv(atMs, MINUTE_MS) * MINUTE_MS;
        if (openMs > minute.openMs) {
            final Candle old = before;
            final long close = minute.close;
            before = minute;
            minute = old;
            minute.begin(openMs, close);
            if (before.openMs < openMs - MINUTE_MS) {
                before.begin(openMs - MINUTE_MS, close);
            }
        }
    }

    /** The candle to publish at a moment: at the end of a minute that minute's, which is closed then. */
    Candle candle(final long atMs) {
        final long openMs = Math.floorDiv(atMs - 1, MINUTE_MS) * MINUTE_MS;
        if (minute.openMs < openMs) {
            roll(openMs);
        }
        return minute.openMs > openMs ? before : minute;
    }

    Candle total() {
        return total;
    }

    /** Ticks times lots as an amount of the quote asset. */
    String amount(final long ticksLots) {
        return BigDecimal.valueOf(ticksLots).multiply(BigDecimal.valueOf(scale.tick()))
            .multiply(BigDecimal.valueOf(scale.lot())).movePointLeft(16).setScale(8, RoundingMode.DOWN)
            .toPlainString();
    }
}
