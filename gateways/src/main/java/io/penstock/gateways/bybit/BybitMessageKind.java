package io.penstock.gateways.bybit;

/**
 * What a frame turned out to be. Any thread; does not allocate.
 */
public enum BybitMessageKind {
    /** A snapshot or delta of the book. */
    ORDER_BOOK("orderbook"),
    /** Trades, many in one frame. */
    TRADES("publicTrade"),
    /** Statistics; of linear: mark and index price, funding. */
    TICKER("tickers"),
    /** A bar. */
    KLINE("kline"),
    /** A request of ours was done. */
    REPLY("control"),
    /** A request of ours was refused. */
    REFUSAL("controlError"),
    /** Answer to our ping. */
    PONG("pong"),
    /** Valid JSON of a topic or shape that is not read. */
    UNKNOWN_EVENT("unknownEvent"),
    /** A message of an instrument that is not defined. */
    UNKNOWN_SYMBOL("unknownSymbol"),
    /** Refused; the message names the fault. */
    MALFORMED("malformed");

    private static final BybitMessageKind[] ALL = values();

    private final String word;

    BybitMessageKind(final String word) {
        this.word = word;
    }

    /**
     * The name in counters, the venue's own where it has one.
     *
     * @return one word
     */
    public String word() {
        return word;
    }

    /**
     * Whether it comes from a topic.
     *
     * @return true for everything that tells of a market
     */
    public boolean isData() {
        return ordinal() <= KLINE.ordinal();
    }

    /**
     * How many kinds there are.
     *
     * @return the size of an array indexed by ordinal
     */
    public static int count() {
        return ALL.length;
    }
}
