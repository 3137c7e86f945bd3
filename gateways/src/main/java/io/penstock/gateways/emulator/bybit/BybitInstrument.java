package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.util.UUID;

/** Everything the venue says about one instrument. The venue's thread. */
final class BybitInstrument implements TrueBook {
    /** Depths of the books that can be had. */
    static final int[] DEPTHS = {1, 50, 200, 1000};
    private static final long MINUTE_NS = 60_000_000_000L;

    private final EmulatedInstrument terms;
    private final boolean spot;
    private final TrueLevels book;
    private final TradeStatistics statistics;
    private final BybitDepth[] depths = new BybitDepth[DEPTHS.length];
    private final Topic trades;
    private final Topic candles;
    private final BybitTicker ticker;
    private final StringBuilder tape = new StringBuilder();
    private long tapeTrades;
    private long lastSign;
    private long candleTrades = -1;
    private long candleStartNs = Long.MIN_VALUE;

    BybitInstrument(final EmulatedInstrument terms, final TrueLevels book, final Topics topics, final long startNs) {
        this.terms = terms;
        this.book = book;
        spot = terms.venue() == Venue.BYBIT_SPOT;
        statistics = new TradeStatistics(book.scale(), startNs);
        for (int i = 0; i < DEPTHS.length; i++) {
            // Ids of the topics are far apart, so that one id tells the topic.
            depths[i] = new BybitDepth(book, topics.topic("orderbook." + DEPTHS[i] + "." + terms.symbol()),
                terms.symbol(), DEPTHS[i], spot, (i + 1) * 1_000_000_000L);
        }
        trades = topics.topic("publicTrade." + terms.symbol());
        candles = topics.topic("kline.1." + terms.symbol());
        ticker = new BybitTicker(terms, book, statistics, topics.topic("tickers." + terms.symbol()));
    }

    EmulatedInstrument terms() {
        return terms;
    }

    TrueLevels levels() {
        return book;
    }

    BybitDepth depth(final int place) {
        return depths[place];
    }

    Topic trades() {
        return trades;
    }

    Topic candles() {
        return candles;
    }

    BybitTicker ticker() {
        return ticker;
    }

    /** Two orders met; the message goes out when the step is over. */
    void trade(final long id, final long price, final long quantity, final boolean buyer, final long sequence,
        final long timeNs) {
        final long before = statistics.last();
        statistics.trade(price, quantity, timeNs);
        if (!trades.wanted()) {
            return;
        }
        final InstrumentScale scale = book.scale();
        final long step = Long.signum(price - before);
        lastSign = step == 0 ? lastSign : step;
        tape.append(tapeTrades++ == 0 ? "" : ",");
        if (spot) {
            tape.append("{\"i\":\"").append(2_290_000_000_000_000_000L + id).append("\",\"T\":")
                .append(timeNs / 1_000_000).append(",\"p\":\"");
            scale.appendPrice(tape, price);
            tape.append("\",\"v\":\"");
            scale.appendQuantity(tape, quantity);
            tape.append("\",\"S\":\"").append(buyer ? "Buy" : "Sell").append("\",\"seq\":").append(sequence)
                .append(",\"s\":\"").append(terms.symbol()).append("\",\"BT\":false,\"RPI\":false}");
            return;
        }
        tape.append("{\"T\":").append(timeNs / 1_000_000).append(",\"s\":\"").append(terms.symbol())
            .append("\",\"S\":\"").append(buyer ? "Buy" : "Sell").append("\",\"v\":\"");
        scale.appendQuantity(tape, quantity);
        tape.append("\",\"p\":\"");
        scale.appendPrice(tape, price);
        tape.append("\",\"L\":\"").append(step == 0 ? "Zero" : "").append(lastSign < 0 ? "MinusTick" : "PlusTick")
            .append("\",\"i\":\"").append(new UUID(TrueBook.mix(true, id, terms.symbol().hashCode()),
                TrueBook.mix(false, id, terms.symbol().hashCode())))
            .append("\",\"BT\":false,\"RPI\":false,\"seq\":").append(sequence).append('}');
    }

    /** The trades since the last call as one message, empty when there were none. */
    String tape(final long nowNs) {
        if (tapeTrades == 0) {
            return "";
        }
        final String time = "\"ts\":" + nowNs / 1_000_000;
        final String message = "{\"topic\":\"" + trades.name() + "\","
            + (spot ? time + ",\"type\":\"snapshot\"" : "\"type\":\"snapshot\"," + time) + ",\"data\":[" + tape + "]}";
        tape.setLength(0);
        tapeTrades = 0;
        return message;
    }

    /** The bar that ended since the last call, empty when none did. */
    String endedCandle(final long nowNs) {
        statistics.roll(nowNs);
        final TradeStatistics.Span last = statistics.lastMinute();
        final boolean ended = last.startNs() == candleStartNs && statistics.minute().startNs() > candleStartNs;
        return ended ? candle(last, true, nowNs) : "";
    }

    /** The running bar; empty when no trade came since the last call. */
    String candle(final long nowNs) {
        final TradeStatistics.Span minute = statistics.minute();
        if (candleTrades == minute.trades() && candleStartNs == minute.startNs()) {
            return "";
        }
        candleTrades = minute.trades();
        candleStartNs = minute.startNs();
        return candle(minute, false, nowNs);
    }

    private String candle(final TradeStatistics.Span span, final boolean ended, final long nowNs) {
        final InstrumentScale scale = book.scale();
        final long nowMs = nowNs / 1_000_000;
        final StringBuilder out = new StringBuilder(320);
        out.append(spot ? "{\"type\":\"snapshot\",\"topic\":\"" : "{\"topic\":\"").append(candles.name())
            .append("\",\"data\":[{\"start\":").append(span.startNs() / 1_000_000).append(",\"end\":")
            .append((span.startNs() + MINUTE_NS) / 1_000_000 - 1).append(",\"interval\":\"1\",\"open\":\"");
        scale.appendPrice(out, span.open());
        out.append("\",\"close\":\"");
        scale.appendPrice(out, span.close());
        out.append("\",\"high\":\"");
        scale.appendPrice(out, span.high());
        out.append("\",\"low\":\"");
        scale.appendPrice(out, span.low());
        out.append("\",\"volume\":\"");
        scale.appendQuantity(out, span.volume());
        out.append("\",\"turnover\":\"");
        InstrumentScale.append(out, span.turnover(), 8);
        return out.append("\",\"confirm\":").append(ended).append(",\"timestamp\":").append(nowMs)
            .append("}],\"ts\":").append(nowMs).append(spot ? "}" : ",\"type\":\"snapshot\"}").toString();
    }

    @Override
    public long lastUpdateId() {
        for (int i = DEPTHS.length - 1; i >= 0; i--) {
            if (depths[i].running()) {
                return depths[i].updateId();
            }
        }
        return depths[2].updateId();
    }

    @Override
    public long digestAt(final long lastUpdateId) {
        for (int i = DEPTHS.length - 1; i >= 0; i--) {
            final long digest = depths[i].digestAt(lastUpdateId);
            if (digest != UNKNOWN) {
                return digest;
            }
        }
        return UNKNOWN;
    }

    @Override
    public boolean had(final long lastUpdateId, final long digest) {
        for (int i = DEPTHS.length - 1; i >= 0; i--) {
            if (depths[i].had(lastUpdateId, digest)) {
                return true;
            }
        }
        return false;
    }
}
