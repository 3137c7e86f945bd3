package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code tickers.SYMBOL}: spot sends everything each time and no best bid or offer, linear a snapshot first and
 * then only what changed. The venue's thread.
 */
final class BybitTicker {
    private static final long FUNDING_MS = 28_800_000;

    private final EmulatedInstrument terms;
    private final boolean spot;
    private final TrueLevels book;
    private final TradeStatistics statistics;
    private final Topic topic;
    private Map<String, String> sent = new LinkedHashMap<>();

    BybitTicker(final EmulatedInstrument terms, final TrueLevels book, final TradeStatistics statistics,
        final Topic topic) {
        this.terms = terms;
        this.book = book;
        this.statistics = statistics;
        this.topic = topic;
        spot = terms.venue() == Venue.BYBIT_SPOT;
    }

    Topic topic() {
        return topic;
    }

    /** What changed since the last message to all; empty when nothing did. */
    String changes(final long sequence, final long nowNs) {
        final Map<String, String> fields = fields(nowNs);
        if (fields.equals(sent)) {
            return "";
        }
        final Map<String, String> changed = new LinkedHashMap<>();
        for (final Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getValue().equals(sent.get(field.getKey()))) {
                changed.put(field.getKey(), field.getValue());
            }
        }
        sent = fields;
        return message(spot ? "snapshot" : "delta", spot ? fields : changed, sequence, nowNs);
    }

    /** For a client that is new: what everybody knows. */
    String snapshot(final boolean first, final long sequence, final long nowNs) {
        if (first) {
            sent = fields(nowNs);
        }
        return message("snapshot", sent, sequence, nowNs);
    }

    private String message(
        final String type, final Map<String, String> fields, final long sequence, final long nowNs) {
        final StringBuilder out = new StringBuilder(512);
        out.append("{\"topic\":\"").append(topic.name()).append('"');
        if (spot) {
            out.append(",\"ts\":").append(nowNs / 1_000_000).append(",\"type\":\"").append(type).append("\",\"cs\":")
                .append(sequence).append(",\"data\":");
            body(out, fields);
            return out.append('}').toString();
        }
        out.append(",\"type\":\"").append(type).append("\",\"data\":");
        body(out, fields);
        return out.append(",\"cs\":").append(sequence).append(",\"ts\":").append(nowNs / 1_000_000).append('}')
            .toString();
    }

    private void body(final StringBuilder out, final Map<String, String> fields) {
        out.append("{\"symbol\":\"").append(terms.symbol()).append('"');
        for (final Map.Entry<String, String> field : fields.entrySet()) {
            out.append(",\"").append(field.getKey()).append("\":\"").append(field.getValue()).append('"');
        }
        out.append('}');
    }

    /** An entry of the answer over REST, where spot has the best bid and offer too. */
    void appendEntry(final StringBuilder out, final long nowNs) {
        final Map<String, String> fields = fields(nowNs);
        quotes(fields);
        body(out, fields);
    }

    private Map<String, String> fields(final long nowNs) {
        final Map<String, String> fields = new LinkedHashMap<>();
        final TradeStatistics.Span day = statistics.day();
        fields.put("lastPrice", price(statistics.last()));
        fields.put("highPrice24h", price(day.high()));
        fields.put("lowPrice24h", price(day.low()));
        fields.put("prevPrice24h", price(day.open()));
        fields.put("volume24h", quantity(day.volume()));
        fields.put("turnover24h", eight(day.turnover()));
        fields.put("price24hPcnt", eight(day.open() == 0 ? 0
            : (statistics.last() - day.open()) * 1_000_000 / day.open() * 100));
        if (spot) {
            return fields;
        }
        final long mid = book.bids().size() == 0 || book.asks().size() == 0 ? statistics.last()
            : (book.bids().price(0) + book.asks().price(0)) / 2;
        fields.put("markPrice", price(mid));
        fields.put("indexPrice", price(mid));
        fields.put("openInterest", quantity(1_000_000));
        fields.put("openInterestValue", eight(book.scale().priceUnits(mid)));
        fields.put("fundingIntervalHour", "8");
        fields.put("fundingRate", "0.0001");
        fields.put("nextFundingTime", Long.toString((nowNs / 1_000_000 / FUNDING_MS + 1) * FUNDING_MS));
        quotes(fields);
        return fields;
    }

    private void quotes(final Map<String, String> fields) {
        side(fields, "bid1", book.bids());
        side(fields, "ask1", book.asks());
    }

    private void side(final Map<String, String> fields, final String name, final LevelSide side) {
        fields.put(name + "Price", side.size() == 0 ? "" : price(side.price(0)));
        fields.put(name + "Size", side.size() == 0 ? "" : quantity(side.quantity(0)));
    }

    private String price(final long ticks) {
        final StringBuilder out = new StringBuilder();
        book.scale().appendPrice(out, ticks);
        return out.toString();
    }

    private String quantity(final long lots) {
        final StringBuilder out = new StringBuilder();
        book.scale().appendQuantity(out, lots);
        return out.toString();
    }

    private static String eight(final long units) {
        final StringBuilder out = new StringBuilder();
        InstrumentScale.append(out, units, 8);
        return out.toString();
    }
}
