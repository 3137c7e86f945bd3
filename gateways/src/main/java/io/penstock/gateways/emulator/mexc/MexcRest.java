package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.dialect.VenueTime;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The venue's public answers over HTTP. Each endpoint allows 500 requests in 10 s; more get 429 until the window is
 * over, and who goes on gets 418 for two minutes. The venue's thread.
 */
final class MexcRest {
    private static final int MOST = 500;
    private static final long WINDOW_NS = 10_000_000_000L;
    private static final long BAN_NS = 120_000_000_000L;
    private static final int PATIENCE = 10;

    private final List<EmulatedInstrument> instruments;
    private final TrueBooks books;
    private final TradeStatistics[] statistics;
    private final VenueTime time;
    private final Map<String, String> statuses = new HashMap<>();
    private final Map<String, InboundLimit> limits = new HashMap<>();
    private long throttledUntilNs = Long.MIN_VALUE;
    private long bannedUntilNs = Long.MIN_VALUE;
    private int ignored;

    MexcRest(final List<EmulatedInstrument> instruments, final TrueBooks books, final TradeStatistics[] statistics,
        final VenueTime time) {
        this.instruments = new ArrayList<>(instruments);
        this.time = time;
        this.books = books;
        this.statistics = statistics;
    }

    /** Changes what the venue says of an instrument from now on; status null = as it was. */
    void describe(final int instrument, final EmulatedInstrument terms, final String status) {
        instruments.set(instrument, terms);
        if (status != null) {
            statuses.put(terms.symbol(), status);
        }
    }

    HttpAnswer answer(final String method, final String pathAndQuery, final long nowNs) {
        final String path = Query.of(pathAndQuery).path();
        final long waitNs = waitNs(path, nowNs);
        if (waitNs > 0) {
            final int status = nowNs < bannedUntilNs ? 418 : 429;
            return new HttpAnswer(status, Map.of("Retry-After", Long.toString((waitNs + 999_999_999) / 1_000_000_000)),
                "{\"code\":429,\"msg\":\"Too Many Requests\"}");
        }
        if (!"GET".equals(method)) {
            return new HttpAnswer(404, Map.of(), "");
        }
        final long nowMs = time.millis(nowNs);
        return switch (path) {
            case "/api/v3/ping" -> HttpAnswer.ok("{}");
            case "/api/v3/time" -> HttpAnswer.ok("{\"serverTime\":" + nowMs + "}");
            case "/api/v3/exchangeInfo" -> HttpAnswer.ok(MexcInfo.exchangeInfo(asked(pathAndQuery), statuses, nowMs));
            case "/api/v3/defaultSymbols" -> HttpAnswer.ok(symbols());
            case "/api/v3/depth" -> depth(pathAndQuery, nowMs);
            case "/api/v3/ticker/24hr" -> HttpAnswer.ok(tickers(nowMs));
            default -> new HttpAnswer(404, Map.of(), "{\"code\":404,\"msg\":\"Not Found\"}");
        };
    }

    /** How long this client has to wait; 0 when it may ask. */
    private long waitNs(final String path, final long nowNs) {
        if (nowNs < bannedUntilNs) {
            return bannedUntilNs - nowNs;
        }
        if (nowNs < throttledUntilNs) {
            if (++ignored > PATIENCE) {
                bannedUntilNs = nowNs + BAN_NS;
                return BAN_NS;
            }
            return throttledUntilNs - nowNs;
        }
        ignored = 0;
        if (limits.computeIfAbsent(path, p -> new InboundLimit(MOST, WINDOW_NS)).take(nowNs)) {
            return 0;
        }
        throttledUntilNs = nowNs + WINDOW_NS;
        return WINDOW_NS;
    }

    private List<EmulatedInstrument> asked(final String pathAndQuery) {
        final String symbol = Query.of(pathAndQuery).text("symbol");
        final int found = books.indexOf(symbol);
        return symbol.isEmpty() ? instruments : found < 0 ? List.of() : List.of(instruments.get(found));
    }

    private String symbols() {
        final StringBuilder out = new StringBuilder("{\"code\":0,\"data\":[");
        String comma = "\"";
        for (final EmulatedInstrument one : instruments) {
            out.append(comma).append(one.symbol()).append('"');
            comma = ",\"";
        }
        return out.append("],\"msg\":null}").toString();
    }

    private HttpAnswer depth(final String pathAndQuery, final long nowMs) {
        final int found = books.indexOf(Query.of(pathAndQuery).text("symbol"));
        if (found < 0) {
            return new HttpAnswer(400, Map.of(), "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
        }
        final TrueLevels book = books.of(found);
        final int most = Math.max(1, Query.of(pathAndQuery).number("limit", 100, 5_000));
        final StringBuilder out = new StringBuilder(1 << 14);
        out.append("{\"lastUpdateId\":").append(book.lastUpdateId()).append(",\"bids\":");
        side(out, book.scale(), book.bids(), most);
        out.append(",\"asks\":");
        side(out, book.scale(), book.asks(), most);
        return HttpAnswer.ok(out.append(",\"timestamp\":").append(nowMs).append('}').toString());
    }

    private static void side(
        final StringBuilder out, final InstrumentScale scale, final LevelSide side, final int most) {
        out.append('[');
        for (int i = 0; i < Math.min(most, side.size()); i++) {
            out.append(i == 0 ? "[\"" : ",[\"");
            scale.appendPrice(out, side.price(i));
            out.append("\",\"");
            InstrumentScale.append(out, scale.quantityUnits(side.quantity(i)), 8);
            out.append("\"]");
        }
        out.append(']');
    }

    private String tickers(final long nowMs) {
        final StringBuilder out = new StringBuilder(4096).append('[');
        for (int i = 0; i < instruments.size(); i++) {
            final TrueLevels book = books.of(i);
            final TradeStatistics.Span day = statistics[i].day();
            out.append(i == 0 ? "" : ",").append("{\"symbol\":\"").append(instruments.get(i).symbol())
                .append("\",\"priceChange\":\"0\",\"priceChangePercent\":\"0\"");
            price(out, "prevClosePrice", book.scale(), day.open());
            price(out, "lastPrice", book.scale(), statistics[i].last());
            quote(out, "bid", book.scale(), book.bids());
            quote(out, "ask", book.scale(), book.asks());
            price(out, "openPrice", book.scale(), day.open());
            price(out, "highPrice", book.scale(), day.high());
            price(out, "lowPrice", book.scale(), day.low());
            out.append(",\"volume\":\"");
            book.scale().appendQuantity(out, day.volume());
            out.append("\",\"quoteVolume\":\"");
            InstrumentScale.append(out, day.turnover(), 8);
            out.append("\",\"openTime\":").append(nowMs - 86_400_000).append(",\"closeTime\":").append(nowMs)
                .append(",\"count\":null}");
        }
        return out.append(']').toString();
    }

    private static void price(
        final StringBuilder out, final String name, final InstrumentScale scale, final long ticks) {
        out.append(",\"").append(name).append("\":\"");
        scale.appendPrice(out, ticks);
        out.append('"');
    }

    private static void quote(
        final StringBuilder out, final String name, final InstrumentScale scale, final LevelSide side) {
        price(out, name + "Price", scale, side.size() == 0 ? 0 : side.price(0));
        out.append(",\"").append(name).append("Qty\":\"");
        scale.appendQuantity(out, side.size() == 0 ? 0 : side.quantity(0));
        out.append('"');
    }
}
