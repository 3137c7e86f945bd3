package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.dialect.DepthBatch;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.market.InstrumentScale;

/** Writes one instrument's payloads, key by key in the order in which the venue writes them. One thread. */
final class BinanceFrames {
    private static final long FUNDING_NS = 8L * 3_600 * 1_000_000_000;
    private static final long FUNDING_RATE = 10_000;

    private final boolean usdm;
    private final String symbol;
    private final BinanceClock clock;
    private final InstrumentScale scale;
    private final int priceDecimals;
    private final int quantityDecimals;

    BinanceFrames(final EmulatedInstrument instrument, final boolean usdm, final BinanceClock clock,
        final InstrumentScale scale) {
        this.usdm = usdm;
        this.clock = clock;
        this.scale = scale;
        symbol = instrument.symbol();
        priceDecimals = usdm ? digits(instrument.tick()) : 8;
        quantityDecimals = usdm ? digits(instrument.lot()) : 8;
    }

    private static int digits(final String decimal) {
        final int point = decimal.indexOf('.');
        return point < 0 ? 0 : decimal.length() - point - 1;
    }

    String price(final long ticks) {
        final StringBuilder out = new StringBuilder(20);
        InstrumentScale.append(out, scale.priceUnits(ticks), priceDecimals);
        return out.toString();
    }

    String quantity(final long lots) {
        final StringBuilder out = new StringBuilder(20);
        InstrumentScale.append(out, scale.quantityUnits(lots), quantityDecimals);
        return out.toString();
    }

    private void decimal(final StringBuilder out, final String key, final long units, final int decimals) {
        out.append(",\"").append(key).append("\":\"");
        InstrumentScale.append(out, units, decimals);
        out.append('"');
    }

    private void head(final StringBuilder out, final String event, final long nowNs, final boolean micros) {
        out.append("{\"e\":\"").append(event).append("\",\"E\":").append(clock.units(nowNs, micros));
    }

    void trade(final StringBuilder out, final boolean micros, final long id, final long price, final long quantity,
        final boolean buyerAggressor, final long nowNs) {
        head(out, "trade", nowNs, micros);
        if (usdm) {
            out.append(",\"T\":").append(clock.units(nowNs, micros));
        }
        out.append(",\"s\":\"").append(symbol).append("\",\"t\":").append(id);
        decimal(out, "p", scale.priceUnits(price), priceDecimals);
        decimal(out, "q", scale.quantityUnits(quantity), quantityDecimals);
        if (usdm) {
            out.append(",\"X\":\"MARKET\",\"m\":").append(!buyerAggressor).append('}');
        } else {
            out.append(",\"T\":").append(clock.units(nowNs, micros)).append(",\"m\":").append(!buyerAggressor)
                .append(",\"M\":true}");
        }
    }

    void aggregate(final StringBuilder out, final boolean micros, final AggregateTrade trade, final long nowNs) {
        head(out, "aggTrade", nowNs, micros);
        if (usdm) {
            out.append(",\"a\":").append(trade.id).append(",\"s\":\"").append(symbol).append('"');
        } else {
            out.append(",\"s\":\"").append(symbol).append("\",\"a\":").append(trade.id);
        }
        decimal(out, "p", scale.priceUnits(trade.price), priceDecimals);
        decimal(out, "q", scale.quantityUnits(trade.quantity), quantityDecimals);
        if (usdm) {
            decimal(out, "nq", scale.quantityUnits(trade.quantity), quantityDecimals);
        }
        out.append(",\"f\":").append(trade.firstTradeId).append(",\"l\":").append(trade.lastTradeId)
            .append(",\"T\":").append(clock.units(trade.timeNs, micros)).append(",\"m\":")
            .append(!trade.buyerAggressor).append(usdm ? "}" : ",\"M\":true}");
    }

    void bookTicker(final StringBuilder out, final boolean micros, final TrueLevels book, final long nowNs) {
        if (usdm) {
            out.append("{\"e\":\"bookTicker\",\"u\":").append(book.lastUpdateId()).append(",\"s\":\"").append(symbol)
                .append('"');
        } else {
            out.append("{\"u\":").append(book.lastUpdateId()).append(",\"s\":\"").append(symbol).append('"');
        }
        best(out, "b", "B", book.bids());
        best(out, "a", "A", book.asks());
        if (usdm) {
            out.append(",\"T\":").append(clock.units(nowNs, micros)).append(",\"E\":")
                .append(clock.units(nowNs, micros));
        }
        out.append('}');
    }

    private void best(final StringBuilder out, final String priceKey, final String quantityKey, final LevelSide side) {
        final boolean there = side.size() > 0;
        decimal(out, priceKey, there ? scale.priceUnits(side.price(0)) : 0, priceDecimals);
        decimal(out, quantityKey, there ? scale.quantityUnits(side.quantity(0)) : 0, quantityDecimals);
    }

    void depth(final StringBuilder out, final boolean micros, final DepthBatch batch, final long nowNs) {
        head(out, "depthUpdate", nowNs, micros);
        if (usdm) {
            out.append(",\"T\":").append(clock.units(nowNs, micros));
        }
        out.append(",\"s\":\"").append(symbol).append("\",\"U\":").append(batch.firstUpdateId()).append(",\"u\":")
            .append(batch.lastUpdateId());
        if (usdm) {
            out.append(",\"pu\":").append(batch.previousUpdateId());
        }
        out.append(",\"b\":");
        levels(out, batch.bids(), Integer.MAX_VALUE);
        out.append(",\"a\":");
        levels(out, batch.asks(), Integer.MAX_VALUE);
        out.append('}');
    }

    void partial(final StringBuilder out, final boolean micros, final TrueLevels book, final long previousUpdateId,
        final int most, final long nowNs) {
        if (usdm) {
            head(out, "depthUpdate", nowNs, micros);
            out.append(",\"T\":").append(clock.units(nowNs, micros)).append(",\"s\":\"").append(symbol)
                .append("\",\"U\":").append(Math.min(previousUpdateId + 1, book.lastUpdateId())).append(",\"u\":")
                .append(book.lastUpdateId()).append(",\"pu\":").append(previousUpdateId);
        } else {
            out.append("{\"lastUpdateId\":").append(book.lastUpdateId());
        }
        out.append(usdm ? ",\"b\":" : ",\"bids\":");
        levels(out, book.bids(), most);
        out.append(usdm ? ",\"a\":" : ",\"asks\":");
        levels(out, book.asks(), most);
        out.append('}');
    }

    void snapshot(final StringBuilder out, final TrueLevels book, final int most, final long nowNs) {
        out.append("{\"lastUpdateId\":").append(book.lastUpdateId());
        if (usdm) {
            out.append(",\"E\":").append(clock.millis(nowNs)).append(",\"T\":").append(clock.millis(nowNs));
        }
        out.append(",\"bids\":");
        levels(out, book.bids(), most);
        out.append(",\"asks\":");
        levels(out, book.asks(), most);
        out.append('}');
    }

    private void levels(final StringBuilder out, final LevelSide side, final int most) {
        out.append('[');
        final int count = Math.min(side.size(), most);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "[\"" : ",[\"");
            InstrumentScale.append(out, scale.priceUnits(side.price(i)), priceDecimals);
            out.append("\",\"");
            InstrumentScale.append(out, scale.quantityUnits(side.quantity(i)), quantityDecimals);
            out.append("\"]");
        }
        out.append(']');
    }

    void kline(final StringBuilder out, final boolean micros, final Tape tape, final long nowNs) {
        final Tape.Candle candle = tape.candle(clock.millis(nowNs));
        final long unit = micros ? 1_000 : 1;
        head(out, "kline", nowNs, micros);
        out.append(",\"s\":\"").append(symbol).append("\",\"k\":{\"t\":").append(candle.openMs * unit)
            .append(",\"T\":").append((candle.openMs + 60_000) * unit - 1).append(",\"s\":\"").append(symbol)
            .append("\",\"i\":\"1m\",\"f\":").append(candle.firstTradeId).append(",\"L\":")
            .append(candle.lastTradeId);
        decimal(out, "o", scale.priceUnits(candle.open), priceDecimals);
        decimal(out, "c", scale.priceUnits(candle.close), priceDecimals);
        decimal(out, "h", scale.priceUnits(candle.high), priceDecimals);
        decimal(out, "l", scale.priceUnits(candle.low), priceDecimals);
        decimal(out, "v", scale.quantityUnits(candle.volume), quantityDecimals);
        out.append(",\"n\":").append(candle.trades).append(",\"x\":")
            .append(clock.millis(nowNs) >= candle.openMs + 60_000).append(",\"q\":\"")
            .append(tape.amount(candle.quoteVolume)).append('"');
        decimal(out, "V", scale.quantityUnits(candle.buyVolume), quantityDecimals);
        out.append(",\"Q\":\"").append(tape.amount(candle.buyQuoteVolume)).append("\",\"B\":\"0\"}}");
    }

    void mark(final StringBuilder out, final boolean micros, final TrueLevels book, final long nowNs) {
        final long bid = book.bids().size() > 0 ? book.bids().price(0) : scale.startTicks();
        final long ask = book.asks().size() > 0 ? book.asks().price(0) : bid;
        final long mid = (scale.priceUnits(bid) + scale.priceUnits(ask)) / 2;
        final long index = mid - mid / 20_000;
        final long funding = Math.floorDiv(clock.at(nowNs), FUNDING_NS) * FUNDING_NS + FUNDING_NS;
        head(out, "markPriceUpdate", nowNs, micros);
        out.append(",\"s\":\"").append(symbol).append('"');
        decimal(out, "p", mid, 8);
        decimal(out, "ap", mid, 8);
        decimal(out, "P", index, 8);
        decimal(out, "i", index, 8);
        decimal(out, "r", FUNDING_RATE, 8);
        out.append(",\"T\":").append(funding / (micros ? 1_000 : 1_000_000)).append('}');
    }
}
