package io.penstock.gateways.emulator.mexc;

import java.util.Set;

/**
 * A channel's name, taken apart. Immutable; any thread.
 *
 * @param kind     what is sent
 * @param periodNs how often
 * @param symbol   whose
 * @param detail   levels of a book or the interval of bars, else empty
 * @param name     as the client wrote it
 */
record MexcChannel(Kind kind, long periodNs, String symbol, String detail, String name) {
    /** What can be had. */
    enum Kind {
        /** Changes of the book. */
        DEPTH,
        /** Trades. */
        DEALS,
        /** Best bid and offer. */
        TICKER,
        /** The best levels. */
        LIMIT,
        /** Bars. */
        CANDLES,
        /** Nothing. */
        NONE
    }

    private static final String ROOT = "spot@public.";
    private static final String END = ".v3.api.pb";
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Set<String> LEVELS = Set.of("5", "10", "20");
    private static final Set<String> INTERVALS =
        Set.of("Min1", "Min5", "Min15", "Min30", "Min60", "Hour4", "Hour8", "Day1", "Week1", "Month1");

    /** Takes a name apart; its kind is NONE when there is no such channel. */
    static MexcChannel of(final String name) {
        final String[] parts = name.split("@", -1);
        if (!name.startsWith(ROOT) || parts.length != 4) {
            return none(name);
        }
        final long periodNs = "100ms".equals(parts[2]) ? 100 * MILLISECOND_NS
            : "10ms".equals(parts[2]) ? 10 * MILLISECOND_NS : 0;
        final Kind kind = switch (parts[1]) {
            case "public.aggre.depth" + END -> Kind.DEPTH;
            case "public.aggre.deals" + END -> Kind.DEALS;
            case "public.aggre.bookTicker" + END -> Kind.TICKER;
            case "public.limit.depth" + END -> LEVELS.contains(parts[3]) ? Kind.LIMIT : Kind.NONE;
            case "public.kline" + END -> INTERVALS.contains(parts[3]) ? Kind.CANDLES : Kind.NONE;
            default -> Kind.NONE;
        };
        return switch (kind) {
            case DEPTH, DEALS, TICKER -> periodNs == 0 ? none(name)
                : new MexcChannel(kind, periodNs, parts[3], "", name);
            case LIMIT -> new MexcChannel(kind, 100 * MILLISECOND_NS, parts[2], parts[3], name);
            case CANDLES -> new MexcChannel(kind, SECOND_NS, parts[2], parts[3], name);
            default -> none(name);
        };
    }

    private static MexcChannel none(final String name) {
        return new MexcChannel(Kind.NONE, 0, "", "", name);
    }

    /** What frames call their event: the name without the symbol. */
    String eventType() {
        final String[] parts = name.split("@", -1);
        return kind == Kind.LIMIT ? parts[0] + "@" + parts[1] : parts[0] + "@" + parts[1] + "@" + parts[2];
    }
}
