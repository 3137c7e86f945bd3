package io.penstock.gateways.emulator.binance;

import java.util.Locale;

/**
 * A stream's name taken apart. Immutable; any thread.
 *
 * @param symbol   upper case
 * @param kind     what it carries
 * @param periodMs of publications, 0 = in real time
 * @param levels   of a partial book, 0 for others
 */
record StreamName(String symbol, Kind kind, int periodMs, int levels) {
    /** What streams carry. */
    enum Kind {
        TRADE, AGG_TRADE, BOOK_TICKER, DEPTH, PARTIAL, KLINE, MARK
    }

    private static final int SPOT_KLINE_MS = 2_000;
    private static final int USDM_KLINE_MS = 250;

    /** Null when the venue has no such stream: upper-case symbols, unknown kinds, periods of the other market. */
    static StreamName of(final String name, final boolean usdm) {
        final int at = name.indexOf('@');
        if (at <= 0) {
            return null;
        }
        final String symbol = name.substring(0, at);
        final int second = name.indexOf('@', at + 1);
        final String kind = second < 0 ? name.substring(at + 1) : name.substring(at + 1, second);
        final String period = second < 0 ? "" : name.substring(second + 1);
        if (!symbol.equals(symbol.toLowerCase(Locale.ROOT))) {
            return null;
        }
        return of(symbol.toUpperCase(Locale.ROOT), kind, period, usdm);
    }

    private static StreamName of(final String symbol, final String kind, final String period, final boolean usdm) {
        return switch (kind) {
            case "trade" -> period.isEmpty() ? new StreamName(symbol, Kind.TRADE, 0, 0) : null;
            case "aggTrade" -> period.isEmpty() ? new StreamName(symbol, Kind.AGG_TRADE, usdm ? 100 : 0, 0) : null;
            case "bookTicker" -> period.isEmpty() ? new StreamName(symbol, Kind.BOOK_TICKER, 0, 0) : null;
            case "kline_1m" -> period.isEmpty()
                ? new StreamName(symbol, Kind.KLINE, usdm ? USDM_KLINE_MS : SPOT_KLINE_MS, 0) : null;
            case "markPrice" -> !usdm ? null : period.isEmpty() ? new StreamName(symbol, Kind.MARK, 3_000, 0)
                : "1s".equals(period) ? new StreamName(symbol, Kind.MARK, 1_000, 0) : null;
            case "depth" -> depth(symbol, Kind.DEPTH, 0, period, usdm);
            case "depth5" -> depth(symbol, Kind.PARTIAL, 5, period, usdm);
            case "depth10" -> depth(symbol, Kind.PARTIAL, 10, period, usdm);
            case "depth20" -> depth(symbol, Kind.PARTIAL, 20, period, usdm);
            default -> null;
        };
    }

    private static StreamName depth(
        final String symbol, final Kind kind, final int levels, final String period, final boolean usdm) {
        final int periodMs = switch (period) {
            case "" -> usdm ? 250 : 1_000;
            case "100ms" -> 100;
            case "250ms" -> usdm ? 250 : -1;
            case "500ms" -> usdm ? 500 : -1;
            case "1000ms" -> usdm ? -1 : 1_000;
            default -> -1;
        };
        return periodMs < 0 ? null : new StreamName(symbol, kind, periodMs, levels);
    }

    /** The route of USD-M on which this stream gives data. */
    String route() {
        return switch (kind) {
            case AGG_TRADE, KLINE, MARK -> "market";
            default -> "public";
        };
    }
}
