package io.penstock.gateways.binance;

/**
 * What a frame turned out to be. Any thread; does not allocate.
 */
public enum BinanceMessageKind {
    /** A diff of the book. */
    DEPTH("depthUpdate"),
    /** Best bid and offer. */
    BOOK_TICKER("bookTicker"),
    /** One trade. */
    TRADE("trade"),
    /** Fills of one order at one price in one event. */
    AGG_TRADE("aggTrade"),
    /** A bar. */
    KLINE("kline"),
    /** Mark price, index price and funding rate. */
    MARK_PRICE("markPriceUpdate"),
    /** The body of a REST depth answer. */
    SNAPSHOT("snapshot"),
    /** The venue is about to close the connection. */
    SERVER_SHUTDOWN("serverShutdown"),
    /** Answer to a control message. */
    CONTROL_REPLY("controlReply"),
    /** Refusal of a control message. */
    CONTROL_ERROR("controlError"),
    /** Valid JSON of an event type or shape that is not read. */
    UNKNOWN_EVENT("unknownEvent"),
    /** A message of an instrument that is not defined. */
    UNKNOWN_SYMBOL("unknownSymbol"),
    /** Refused; the message names the fault. */
    MALFORMED("malformed");

    private static final BinanceMessageKind[] ALL = values();

    private final String word;

    BinanceMessageKind(final String word) {
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
     * Whether it comes from a stream.
     *
     * @return true for everything that tells of a market
     */
    public boolean isData() {
        return ordinal() <= MARK_PRICE.ordinal();
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
