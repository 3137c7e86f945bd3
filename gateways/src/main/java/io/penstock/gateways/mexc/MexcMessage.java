package io.penstock.gateways.mexc;

import io.penstock.gateways.common.FrameFault;
import java.nio.charset.StandardCharsets;

/**
 * The fields of the last decoded frame. Which ones hold something depends on {@link #kind()}. Prices, quantities and
 * times are as in the events: fixed point with the instrument's exponents, nanoseconds, Long.MIN_VALUE for "none".
 *
 * <p>Owned by {@link MexcMessages}; one thread; allocates in the constructor only.
 */
public final class MexcMessage {
    static final long NO_TIME = Long.MIN_VALUE;
    /** Fields of one trade in {@link #trades}. */
    static final int TRADE_FIELDS = 6;
    static final int PRICE = 0;
    static final int QUANTITY = 1;
    static final int SIDE = 2;
    static final int TIME = 3;
    static final int ID = 4;
    static final int ID_GIVEN = 5;

    final long[] levels;
    final long[] asks;
    final long[] trades;
    MexcMessageKind kind = MexcMessageKind.MALFORMED;
    FrameFault fault;
    int slot = -1;
    int instrumentId = -1;
    long eventTimeNs = NO_TIME;
    long sendTimeNs = NO_TIME;
    long fromVersion;
    long toVersion;
    int bidCount;
    int askCount;
    int levelCount;
    int tradeCount;
    long bidPrice;
    long bidQuantity;
    long askPrice;
    long askQuantity;
    /** The frame was made at or after the end of the bar's window: the only sign that the bar is final. */
    boolean closed;
    long intervalNs;
    long openTimeNs;
    long openPrice;
    long highPrice;
    long lowPrice;
    long closePrice;
    long volume;
    long quoteVolume;
    long replyCode;
    byte[] data = new byte[0];
    int channelStart;
    int channelEnd;
    int symbolStart;
    int symbolEnd;
    int textStart;
    int textEnd;

    MexcMessage(final int maxLevels, final int maxTrades) {
        levels = new long[2 * maxLevels];
        asks = new long[2 * maxLevels];
        trades = new long[TRADE_FIELDS * maxTrades];
    }

    /**
     * What the frame is.
     *
     * @return the kind
     */
    public MexcMessageKind kind() {
        return kind;
    }

    /**
     * Why it was refused.
     *
     * @return null unless MALFORMED
     */
    public FrameFault fault() {
        return fault;
    }

    /**
     * Whose message it is.
     *
     * @return dense index, -1 when it names none that is known
     */
    public int instrumentId() {
        return instrumentId;
    }

    /**
     * When the venue made the event: its creation where the frame says it, else when it was sent.
     *
     * @return nanoseconds or Long.MIN_VALUE
     */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /**
     * First version of a diff ({@code fromVersion}).
     *
     * @return the version
     */
    public long fromVersion() {
        return fromVersion;
    }

    /**
     * Last version of a diff, or that of a snapshot or best bid and offer.
     *
     * @return the version
     */
    public long toVersion() {
        return toVersion;
    }

    /**
     * How many of the levels are bids.
     *
     * @return they come first
     */
    public int bidCount() {
        return bidCount;
    }

    /**
     * Bids and asks together.
     *
     * @return how many
     */
    public int levelCount() {
        return levelCount;
    }

    /**
     * Price of a level.
     *
     * @param level 0 is the first bid
     * @return price units
     */
    public long levelPrice(final int level) {
        return levels[2 * level];
    }

    /**
     * Quantity of a level.
     *
     * @param level 0 is the first bid
     * @return quantity units, 0 deletes
     */
    public long levelQuantity(final int level) {
        return levels[2 * level + 1];
    }

    /**
     * How many trades the frame brings.
     *
     * @return at least 0
     */
    public int tradeCount() {
        return tradeCount;
    }

    /**
     * Price of a trade.
     *
     * @param trade 0 is the first
     * @return price units
     */
    public long tradePrice(final int trade) {
        return trades[trade * TRADE_FIELDS + PRICE];
    }

    /**
     * Quantity of a trade.
     *
     * @param trade 0 is the first
     * @return quantity units
     */
    public long tradeQuantity(final int trade) {
        return trades[trade * TRADE_FIELDS + QUANTITY];
    }

    /**
     * Whether the taker of a trade bought.
     *
     * @param trade 0 is the first
     * @return false when the taker sold
     */
    public boolean takerBought(final int trade) {
        return trades[trade * TRADE_FIELDS + SIDE] == 1;
    }

    /**
     * When a trade happened.
     *
     * @param trade 0 is the first
     * @return nanoseconds or Long.MIN_VALUE
     */
    public long tradeTimeNs(final int trade) {
        return trades[trade * TRADE_FIELDS + TIME];
    }

    /**
     * Id of a trade; see {@link TradeIds}.
     *
     * @param trade 0 is the first
     * @return the venue's number, a hash of its text, or a hash of the trade's fields
     */
    public long tradeId(final int trade) {
        return trades[trade * TRADE_FIELDS + ID];
    }

    /**
     * Whether the venue gave a trade an id.
     *
     * @param trade 0 is the first
     * @return false when its id is made of its fields
     */
    public boolean tradeIdGiven(final int trade) {
        return trades[trade * TRADE_FIELDS + ID_GIVEN] != 0;
    }

    /**
     * Best bid.
     *
     * @return price units, 0 = none
     */
    public long bidPrice() {
        return bidPrice;
    }

    /**
     * Quantity of the best bid.
     *
     * @return quantity units
     */
    public long bidQuantity() {
        return bidQuantity;
    }

    /**
     * Best offer.
     *
     * @return price units, 0 = none
     */
    public long askPrice() {
        return askPrice;
    }

    /**
     * Quantity of the best offer.
     *
     * @return quantity units
     */
    public long askQuantity() {
        return askQuantity;
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
     * The words of a reply to a control message. Allocates.
     *
     * @return the text as it stands in the frame, escapes not undone
     */
    public String replyText() {
        return new String(data, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }

    void reset(final byte[] bytes) {
        data = bytes;
        fault = null;
        slot = -1;
        instrumentId = -1;
        eventTimeNs = NO_TIME;
        sendTimeNs = NO_TIME;
        fromVersion = 0;
        toVersion = 0;
        bidCount = 0;
        askCount = 0;
        levelCount = 0;
        tradeCount = 0;
        symbolStart = 0;
        symbolEnd = 0;
        channelStart = 0;
        channelEnd = 0;
        textStart = 0;
        textEnd = 0;
    }

    MexcMessageKind malformed(final FrameFault reason) {
        fault = reason;
        kind = MexcMessageKind.MALFORMED;
        return kind;
    }

    boolean roomForLevel() {
        return 2 * (bidCount + askCount) < levels.length;
    }

    void bid(final long price, final long quantity) {
        levels[2 * bidCount] = price;
        levels[2 * bidCount + 1] = quantity;
        bidCount++;
    }

    void ask(final long price, final long quantity) {
        asks[2 * askCount] = price;
        asks[2 * askCount + 1] = quantity;
        askCount++;
    }

    /** The venue sends asks first, events have bids first: puts the asks behind the bids. */
    void join() {
        System.arraycopy(asks, 0, levels, 2 * bidCount, 2 * askCount);
        levelCount = bidCount + askCount;
    }
}
