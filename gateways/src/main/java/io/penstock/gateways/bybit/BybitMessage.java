package io.penstock.gateways.bybit;

import io.penstock.gateways.common.FrameFault;
import java.nio.charset.StandardCharsets;

/**
 * The fields of the last decoded frame. Which ones hold something depends on {@link #kind()}. Prices, quantities and
 * times are as in the events: fixed point with the instrument's exponents, nanoseconds, Long.MIN_VALUE for "none".
 *
 * <p>Owned by {@link BybitMessages}; one thread; allocates in the constructor only.
 */
public final class BybitMessage {
    static final long NO_TIME = Long.MIN_VALUE;
    static final long NO_NUMBER = -1;
    /** Bits of {@link #present}: which fields a ticker brought. */
    static final int MARK = 1;
    static final int INDEX = 2;
    static final int RATE = 4;
    static final int FUNDING_TIME = 8;
    /** Places of a bar's numbers in {@link #bars}. */
    static final int BAR_OPEN_TIME = 0;
    static final int BAR_INTERVAL = 1;
    static final int BAR_OPEN = 2;
    static final int BAR_HIGH = 3;
    static final int BAR_LOW = 4;
    static final int BAR_CLOSE = 5;
    static final int BAR_VOLUME = 6;
    static final int BAR_TURNOVER = 7;
    static final int BAR_CLOSED = 8;
    static final int BAR_TIME = 9;
    static final int BAR_FIELDS = 10;
    static final int MAX_BARS = 16;

    final long[] levels;
    final long[] tradeIds;
    final long[] tradePrices;
    final long[] tradeQuantities;
    final long[] tradeTimesNs;
    final long[] tradeSeqs;
    final boolean[] tradeSells;
    final long[] bars = new long[MAX_BARS * BAR_FIELDS];
    BybitMessageKind kind = BybitMessageKind.MALFORMED;
    FrameFault fault;
    int slot = -1;
    int instrumentId = -1;
    int depth;
    boolean snapshot;
    long sentNs = NO_TIME;
    long matchedNs = NO_TIME;
    long updateId;
    long seq = NO_NUMBER;
    int bidCount;
    int levelCount;
    int tradeCount;
    int present;
    long markPrice;
    long indexPrice;
    long fundingRate;
    long fundingTimeNs;
    int barCount;
    long requestId = NO_NUMBER;
    boolean alreadySubscribed;
    byte[] data = new byte[0];
    int symbolStart;
    int symbolEnd;
    int wordsStart;
    int wordsEnd;

    BybitMessage(final int maxLevels, final int maxTrades) {
        levels = new long[2 * maxLevels];
        tradeIds = new long[maxTrades];
        tradePrices = new long[maxTrades];
        tradeQuantities = new long[maxTrades];
        tradeTimesNs = new long[maxTrades];
        tradeSeqs = new long[maxTrades];
        tradeSells = new boolean[maxTrades];
    }

    void reset() {
        fault = null;
        slot = -1;
        instrumentId = -1;
        depth = 0;
        snapshot = false;
        sentNs = NO_TIME;
        matchedNs = NO_TIME;
        updateId = NO_NUMBER;
        seq = NO_NUMBER;
        bidCount = 0;
        levelCount = 0;
        tradeCount = 0;
        present = 0;
        barCount = 0;
        requestId = NO_NUMBER;
        alreadySubscribed = false;
        symbolStart = 0;
        symbolEnd = 0;
        wordsStart = 0;
        wordsEnd = 0;
    }

    /** When the venue made a book message: when it was matched where that is told, else when it was sent. */
    long bookTimeNs() {
        return matchedNs != NO_TIME ? matchedNs : sentNs;
    }

    /**
     * What the frame is.
     *
     * @return the kind
     */
    public BybitMessageKind kind() {
        return kind;
    }

    /**
     * Why the frame was refused.
     *
     * @return null unless it is malformed
     */
    public FrameFault fault() {
        return fault;
    }

    /**
     * The instrument.
     *
     * @return dense index, or -1 when it is not known
     */
    public int instrumentId() {
        return instrumentId;
    }

    /**
     * Levels per side of the stream that a book message belongs to.
     *
     * @return 1, 50, 200 or 1000
     */
    public int depth() {
        return depth;
    }

    /**
     * Whether a book message or ticker is whole.
     *
     * @return true when it replaces what came before; a book also when its update id is 1
     */
    public boolean snapshot() {
        return snapshot;
    }

    /**
     * Update id of a book message.
     *
     * @return counts by one within a stream of one depth
     */
    public long updateId() {
        return updateId;
    }

    /**
     * Cross sequence of a book message.
     *
     * @return smaller is older, whatever the depth; -1 when there was none
     */
    public long seq() {
        return seq;
    }

    /**
     * How many levels are bids.
     *
     * @return the first so many
     */
    public int bidCount() {
        return bidCount;
    }

    /**
     * Levels of a book message.
     *
     * @return bids and asks together
     */
    public int levelCount() {
        return levelCount;
    }

    /**
     * Price of a level.
     *
     * @param level bids first
     * @return price units
     */
    public long levelPrice(final int level) {
        return levels[2 * level];
    }

    /**
     * Quantity of a level.
     *
     * @param level bids first
     * @return quantity units, 0 deletes
     */
    public long levelQuantity(final int level) {
        return levels[2 * level + 1];
    }

    /**
     * Trades of the frame.
     *
     * @return how many
     */
    public int tradeCount() {
        return tradeCount;
    }

    /**
     * Id of a trade: the number itself where the venue's text is a whole number below 2^63 without leading zero (spot),
     * else 63 bits of a hash of the text (the UUIDs of linear).
     *
     * @param trade its place in the frame
     * @return not negative
     */
    public long tradeId(final int trade) {
        return tradeIds[trade];
    }

    /**
     * Price of a trade.
     *
     * @param trade its place in the frame
     * @return price units
     */
    public long tradePrice(final int trade) {
        return tradePrices[trade];
    }

    /**
     * Quantity of a trade.
     *
     * @param trade its place in the frame
     * @return quantity units
     */
    public long tradeQuantity(final int trade) {
        return tradeQuantities[trade];
    }

    /**
     * Whether the taker of a trade sold.
     *
     * @param trade its place in the frame
     * @return true for a sale
     */
    public boolean tradeSell(final int trade) {
        return tradeSells[trade];
    }

    /**
     * When the venue sent the frame.
     *
     * @return nanoseconds, or Long.MIN_VALUE
     */
    public long sentNs() {
        return sentNs;
    }

    /**
     * Which request a reply answers.
     *
     * @return our number, or -1
     */
    public long requestId() {
        return requestId;
    }

    /**
     * The symbol a frame names, known or not. Allocates.
     *
     * @return the text, valid until the next frame
     */
    public String symbolText() {
        return new String(data, symbolStart, symbolEnd - symbolStart, StandardCharsets.UTF_8);
    }

    /**
     * What the venue said to a request. Allocates.
     *
     * @return its words, valid until the next frame
     */
    public String words() {
        return new String(data, wordsStart, wordsEnd - wordsStart, StandardCharsets.UTF_8);
    }
}
