package io.penstock.gateways.mexc;

/**
 * What a frame turned out to be. Any thread; does not allocate.
 */
public enum MexcMessageKind {
    /** A diff of the book. */
    DEPTH("publicAggreDepths"),
    /** The best levels of a book, again and again; not followed. */
    LIMIT_DEPTH("publicLimitDepths"),
    /** Trades of one push interval. */
    TRADES("publicAggreDeals"),
    /** Best bid and offer. */
    BOOK_TICKER("publicAggreBookTicker"),
    /** A bar. */
    KLINE("publicSpotKline"),
    /** The body of a REST depth answer. */
    SNAPSHOT("snapshot"),
    /** Answer to a ping. */
    PONG("pong"),
    /** Answer to a control message; its text says what was done. */
    CONTROL_REPLY("controlReply"),
    /** Refusal of a control message. */
    CONTROL_ERROR("controlError"),
    /** A valid frame of a body or shape that is not read. */
    UNKNOWN_EVENT("unknownEvent"),
    /** A message of an instrument that is not defined. */
    UNKNOWN_SYMBOL("unknownSymbol"),
    /** Refused; the message names the fault. */
    MALFORMED("malformed");

    private static final MexcMessageKind[] ALL = values();

    private final String word;

    MexcMessageKind(final String word) {
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
     * How many kinds there are.
     *
     * @return the size of an array indexed by ordinal
     */
    public static int count() {
        return ALL.length;
    }
}
