package io.penstock.gateways.binance;

import io.penstock.gateways.common.FrameFault;
import java.nio.charset.StandardCharsets;

/**
 * The fields of the last decoded frame. Which ones hold something depends on {@link #kind()}. Prices, quantities and
 * times are as in the events: fixed point with the instrument's exponents, nanoseconds, Long.MIN_VALUE for "none".
 *
 * <p>Owned by {@link BinanceMessages}; one thread; allocates in the constructor only.
 */
public final class BinanceMessage {
    static final long NO_TIME = Long.MIN_VALUE;

    final long[] levels;
    BinanceMessageKind kind = BinanceMessageKind.MALFORMED;
    FrameFault fault;
    int slot = -1;
    int instrumentId = -1;
    long eventTimeNs = NO_TIME;
    long tradeTimeNs = NO_TIME;
    long firstUpdateId;
    long lastUpdateId;
    long previousUpdateId;
    int bidCount;
    int levelCount;
    long bidPrice;
    long bidQuantity;
    long askPrice;
    long askQuantity;
    long tradeId;
    long price;
    long quantity;
    boolean buyerIsMaker;
    boolean closed;
    long intervalNs;
    long openTimeNs;
    long openPrice;
    long highPrice;
    long lowPrice;
    long closePrice;
    long volume;
    long quoteVolume;
    long tradeCount;
    long indexPrice;
    boolean hasFunding;
    long fundingRate;
    long fundingTimeNs;
    long controlId = -1;
    byte[] symbolData = new byte[0];
    int symbolStart;
    int symbolEnd;

    BinanceMessage(final int maxLevels) {
        levels = new long[2 * maxLevels];
    }

    /**
     * What the frame is.
     *
     * @return the kind
     */
    public BinanceMessageKind kind() {
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
     * When the venue made the event ({@code E}).
     *
     * @return nanoseconds or Long.MIN_VALUE
     */
    public long eventTimeNs() {
        return eventTimeNs;
    }

    /**
     * When the trade happened ({@code T}).
     *
     * @return nanoseconds
     */
    public long tradeTimeNs() {
        return tradeTimeNs;
    }

    /**
     * First update id of a diff ({@code U}).
     *
     * @return the id
     */
    public long firstUpdateId() {
        return firstUpdateId;
    }

    /**
     * Last update id of a diff, snapshot or best bid and offer.
     *
     * @return the id
     */
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /**
     * Last update id of the diff before this one ({@code pu}), USD-M only.
     *
     * @return the id, -1 on spot
     */
    public long previousUpdateId() {
        return previousUpdateId;
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
     * The venue's trade id.
     *
     * @return the id
     */
    public long tradeId() {
        return tradeId;
    }

    /**
     * Price of a trade, or the mark price.
     *
     * @return price units
     */
    public long price() {
        return price;
    }

    /**
     * Quantity of a trade.
     *
     * @return quantity units
     */
    public long quantity() {
        return quantity;
    }

    /**
     * Whether the buyer was resting, so that the seller was the aggressor.
     *
     * @return the venue's {@code m}
     */
    public boolean buyerIsMaker() {
        return buyerIsMaker;
    }

    /**
     * Whether a bar is final.
     *
     * @return the venue's {@code x}
     */
    public boolean closed() {
        return closed;
    }

    /**
     * Length of a bar.
     *
     * @return nanoseconds
     */
    public long intervalNs() {
        return intervalNs;
    }

    /**
     * Open time of a bar.
     *
     * @return nanoseconds
     */
    public long openTimeNs() {
        return openTimeNs;
    }

    /**
     * Open price of a bar.
     *
     * @return price units
     */
    public long openPrice() {
        return openPrice;
    }

    /**
     * High price of a bar.
     *
     * @return price units
     */
    public long highPrice() {
        return highPrice;
    }

    /**
     * Low price of a bar.
     *
     * @return price units
     */
    public long lowPrice() {
        return lowPrice;
    }

    /**
     * Close price of a bar.
     *
     * @return price units
     */
    public long closePrice() {
        return closePrice;
    }

    /**
     * Base volume of a bar.
     *
     * @return quantity units
     */
    public long volume() {
        return volume;
    }

    /**
     * Quote volume of a bar.
     *
     * @return amount, exponent -8
     */
    public long quoteVolume() {
        return quoteVolume;
    }

    /**
     * Trades in a bar.
     *
     * @return how many
     */
    public long tradeCount() {
        return tradeCount;
    }

    /**
     * Index price beside the mark price.
     *
     * @return price units
     */
    public long indexPrice() {
        return indexPrice;
    }

    /**
     * Whether a mark price came with a funding rate.
     *
     * @return false for delivery contracts
     */
    public boolean hasFunding() {
        return hasFunding;
    }

    /**
     * Funding rate.
     *
     * @return exponent -8, may be negative
     */
    public long fundingRate() {
        return fundingRate;
    }

    /**
     * Next funding time.
     *
     * @return nanoseconds
     */
    public long fundingTimeNs() {
        return fundingTimeNs;
    }

    /**
     * Which of our control messages an answer is about.
     *
     * @return its id, -1 when the answer names no number
     */
    public long controlId() {
        return controlId;
    }

    /**
     * The symbol a frame names, known or not. Allocates.
     *
     * @return the text, valid until the next frame
     */
    public String symbolText() {
        return new String(symbolData, symbolStart, symbolEnd - symbolStart, StandardCharsets.UTF_8);
    }

    void reset() {
        fault = null;
        slot = -1;
        instrumentId = -1;
        eventTimeNs = NO_TIME;
        bidCount = 0;
        levelCount = 0;
        controlId = -1;
    }
}
