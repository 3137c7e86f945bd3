package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import java.util.ArrayList;
import java.util.List;

/** The public questions over HTTP. One thread. */
final class BinanceRest {
    private static final int BAD = 400;
    private static final int NOT_FOUND = 404;
    private static final int SPOT_MOST_LEVELS = 5_000;

    private final boolean usdm;
    private final BinanceSettings settings;
    private final List<EmulatedInstrument> instruments;
    private final List<String> statuses = new ArrayList<>();
    private final TrueBooks books;
    private final Board[] boards;
    private final BinanceClock clock;
    private final RequestWeights weights;

    BinanceRest(final boolean usdm, final BinanceSettings settings, final List<EmulatedInstrument> instruments,
        final TrueBooks books, final Board[] boards, final BinanceClock clock,
        final RequestWeights weights) {
        this.usdm = usdm;
        this.settings = settings;
        this.instruments = new ArrayList<>(instruments);
        this.books = books;
        this.boards = boards;
        this.clock = clock;
        this.weights = weights;
        instruments.forEach(instrument -> statuses.add("TRADING"));
    }

    void status(final String symbol, final String status) {
        statuses.set(books.indexOf(symbol), status);
    }

    /** An instrument has other rules from now on. */
    void describe(final int number, final EmulatedInstrument instrument) {
        instruments.set(number, instrument);
    }

    HttpAnswer answer(final String method, final String pathAndQuery, final long nowNs) {
        final Query query = Query.of(pathAndQuery);
        final String prefix = usdm ? "/fapi/v1/" : "/api/v3/";
        if (!query.path().startsWith(prefix)) {
            return refuse(NOT_FOUND, -1000, "Path " + query.path().replaceAll("[^\\w/.-]", "?") + ", not found.");
        }
        final String what = query.path().substring(prefix.length());
        final HttpAnswer refusal = weights.charge(weight(what, query), nowNs, clock.millis(nowNs));
        if (refusal != null) {
            return refusal;
        }
        if (!"GET".equals(method)) {
            return refuse(405, -1000, "Request method " + method.replaceAll("\\W", "?") + " is not supported.");
        }
        return switch (what) {
            case "ping" -> good("{}");
            case "time" -> good("{\"serverTime\":" + clock.millis(nowNs) + "}");
            case "exchangeInfo" -> info(query, nowNs);
            case "depth" -> depth(query, nowNs);
            case "ticker/24hr" -> tickers(query, nowNs, true);
            case "ticker/bookTicker" -> tickers(query, nowNs, false);
            default -> refuse(NOT_FOUND, -1000, "Path " + what.replaceAll("[^\\w/.-]", "?") + ", not found.");
        };
    }

    private HttpAnswer good(final String body) {
        return new HttpAnswer(200, weights.headers(), body);
    }

    private HttpAnswer refuse(final int status, final int code, final String message) {
        return new HttpAnswer(status, weights.headers(), "{\"code\":" + code + ",\"msg\":\"" + message + "\"}");
    }

    private int weight(final String what, final Query query) {
        final boolean one = !query.text("symbol").isEmpty();
        return switch (what) {
            case "exchangeInfo" -> usdm ? 1 : 20;
            case "depth" -> depthWeight(number(query.text("limit"), usdm ? 500 : 100));
            case "ticker/24hr" -> usdm ? one ? 1 : 40 : one ? 2 : 80;
            case "ticker/bookTicker" -> usdm ? one ? 2 : 5 : one ? 2 : 4;
            default -> 1;
        };
    }

    private int depthWeight(final int limit) {
        if (usdm) {
            return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
        }
        return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1_000 ? 50 : 250;
    }

    /** A whole number, or -1 when it is none. */
    private static int number(final String text, final int missing) {
        if (text.isEmpty()) {
            return missing;
        }
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private HttpAnswer depth(final Query query, final long nowNs) {
        final String symbol = query.text("symbol");
        if (symbol.isEmpty()) {
            return refuse(BAD, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
        }
        final int instrument = books.indexOf(symbol);
        if (instrument < 0) {
            return refuse(BAD, -1121, "Invalid symbol.");
        }
        final int limit = number(query.text("limit"), usdm ? 500 : 100);
        if (usdm && !List.of(5, 10, 20, 50, 100, 500, 1_000).contains(limit)) {
            return refuse(BAD, -4021, "Not valid depth limit.");
        }
        if (limit <= 0) {
            return refuse(BAD, -1100, "Illegal characters found in parameter 'limit'.");
        }
        final StringBuilder out = new StringBuilder(16_384);
        boards[instrument].frames().snapshot(out, books.of(instrument), Math.min(limit, SPOT_MOST_LEVELS), nowNs);
        return good(out.toString());
    }

    private HttpAnswer info(final Query query, final long nowNs) {
        final String symbol = query.text("symbol");
        if (symbol.isEmpty() || usdm) {
            return good(BinanceInfo.text(usdm, settings, instruments, statuses, clock.millis(nowNs)));
        }
        final int found = books.indexOf(symbol);
        return found < 0 ? refuse(BAD, -1121, "Invalid symbol.")
            : good(BinanceInfo.text(false, settings, instruments.subList(found, found + 1),
                statuses.subList(found, found + 1), clock.millis(nowNs)));
    }

    private HttpAnswer tickers(final Query query, final long nowNs, final boolean day) {
        final String symbol = query.text("symbol");
        final StringBuilder out = new StringBuilder(1_024);
        if (!symbol.isEmpty()) {
            final int found = books.indexOf(symbol);
            if (found < 0) {
                return refuse(BAD, -1121, "Invalid symbol.");
            }
            ticker(out, found, nowNs, day);
            return good(out.toString());
        }
        out.append('[');
        for (int i = 0; i < boards.length; i++) {
            out.append(i == 0 ? "" : ",");
            ticker(out, i, nowNs, day);
        }
        return good(out.append(']').toString());
    }

    private void ticker(final StringBuilder out, final int number, final long nowNs, final boolean day) {
        final Board board = boards[number];
        out.append("{\"symbol\":\"").append(instruments.get(number).symbol()).append('"');
        if (day) {
            day(out, board, nowNs);
        }
        if (!day || !usdm) {
            final boolean bid = board.book().bids().size() > 0;
            final boolean ask = board.book().asks().size() > 0;
            put(out, "bidPrice", board.frames().price(bid ? board.book().bids().price(0) : 0));
            put(out, "bidQty", board.frames().quantity(bid ? board.book().bids().quantity(0) : 0));
            put(out, "askPrice", board.frames().price(ask ? board.book().asks().price(0) : 0));
            put(out, "askQty", board.frames().quantity(ask ? board.book().asks().quantity(0) : 0));
        }
        if (!day && usdm) {
            out.append(",\"time\":").append(clock.millis(nowNs));
        }
        out.append('}');
    }

    private void day(final StringBuilder out, final Board board, final long nowNs) {
        final Tape.Candle total = board.tape().total();
        put(out, "priceChange", board.frames().price(total.close - total.open));
        put(out, "lastPrice", board.frames().price(total.close));
        put(out, "openPrice", board.frames().price(total.open));
        put(out, "highPrice", board.frames().price(total.high));
        put(out, "lowPrice", board.frames().price(total.low));
        put(out, "volume", board.frames().quantity(total.volume));
        put(out, "quoteVolume", board.tape().amount(total.quoteVolume));
        out.append(",\"openTime\":").append(total.openMs).append(",\"closeTime\":").append(clock.millis(nowNs))
            .append(",\"firstId\":").append(total.firstTradeId).append(",\"lastId\":").append(total.lastTradeId)
            .append(",\"count\":").append(total.trades);
    }

    private static void put(final StringBuilder out, final String key, final String value) {
        out.append(",\"").append(key).append("\":\"").append(value).append('"');
    }
}
