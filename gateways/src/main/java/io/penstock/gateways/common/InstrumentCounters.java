package io.penstock.gateways.common;

import io.penstock.api.FixedPoint;

/**
 * What one instrument's messages came to. Session thread; does not allocate after construction.
 */
public final class InstrumentCounters {
    private long diffsApplied;
    private long diffsStale;
    private long diffsBuffered;
    private long gaps;
    private long snapshotsApplied;
    private long snapshotsOld;
    private long snapshotsTooOld;
    private long lastUpdateId;
    private long bestBidOffers;
    private long candles;
    private long markPrices;
    private long trades;
    private long zeroTrades;
    private long firstTradeId;
    private long lastTradeId;
    private long tradeQuantity;
    private long tradeNotional;
    private long tradesRepeated;
    private long tradesMissing;

    /**
     * A diff was published.
     *
     * @param id its last update id
     */
    public void diffApplied(final long id) {
        diffsApplied++;
        lastUpdateId = id;
    }

    /** A diff was dropped: the book is already past it. */
    public void diffStale() {
        diffsStale++;
    }

    /** A diff was kept until a snapshot comes. */
    public void diffBuffered() {
        diffsBuffered++;
    }

    /** The book was lost because ids are missing. */
    public void gap() {
        gaps++;
    }

    /**
     * A snapshot was published.
     *
     * @param id its update id
     */
    public void snapshotApplied(final long id) {
        snapshotsApplied++;
        lastUpdateId = id;
    }

    /** A snapshot was dropped: the book is already past it. */
    public void snapshotOld() {
        snapshotsOld++;
    }

    /** A snapshot was dropped: the diffs that wait begin after it. */
    public void snapshotTooOld() {
        snapshotsTooOld++;
    }

    /** A best bid and offer was published. */
    public void bestBidOffer() {
        bestBidOffers++;
    }

    /** A bar was published. */
    public void candle() {
        candles++;
    }

    /** A mark price was published. */
    public void markPrice() {
        markPrices++;
    }

    /** A trade of price or quantity 0 was dropped. */
    public void zeroTrade() {
        zeroTrades++;
    }

    /**
     * A trade was published.
     *
     * @param id               the venue's
     * @param price            price units
     * @param priceExponent    of the instrument
     * @param quantity         quantity units
     * @param quantityExponent of the instrument
     */
    public void trade(
        final long id, final long price, final int priceExponent, final long quantity, final int quantityExponent) {
        if (trades++ == 0) {
            firstTradeId = id;
        }
        lastTradeId = id;
        tradeQuantity = sum(tradeQuantity, quantity);
        tradeNotional = sum(tradeNotional, FixedPoint.notional(price, priceExponent, quantity, quantityExponent));
    }

    /** A trade was dropped: it was published before. */
    public void tradeRepeated() {
        tradesRepeated++;
    }

    /**
     * Trade ids were left out.
     *
     * @param count how many
     */
    public void tradesMissed(final long count) {
        tradesMissing += count;
    }

    private static long sum(final long a, final long b) {
        final long sum = a + b;
        return a == FixedPoint.OVERFLOW || b == FixedPoint.OVERFLOW || sum < 0 ? FixedPoint.OVERFLOW : sum;
    }

    /**
     * Diffs that were published.
     *
     * @return how many
     */
    public long diffsApplied() {
        return diffsApplied;
    }

    /**
     * Diffs dropped because the book was already past them.
     *
     * @return how many
     */
    public long diffsStale() {
        return diffsStale;
    }

    /**
     * Diffs that had to wait for a snapshot.
     *
     * @return how many
     */
    public long diffsBuffered() {
        return diffsBuffered;
    }

    /**
     * Times the book was lost because ids were missing.
     *
     * @return how many
     */
    public long gaps() {
        return gaps;
    }

    /**
     * Snapshots that were published.
     *
     * @return how many
     */
    public long snapshotsApplied() {
        return snapshotsApplied;
    }

    /**
     * Snapshots dropped because the book was already past them.
     *
     * @return how many
     */
    public long snapshotsOld() {
        return snapshotsOld;
    }

    /**
     * Snapshots dropped because the diffs that waited began after them.
     *
     * @return how many
     */
    public long snapshotsTooOld() {
        return snapshotsTooOld;
    }

    /**
     * Update id of the book.
     *
     * @return the last one published
     */
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /**
     * Best bids and offers published.
     *
     * @return how many
     */
    public long bestBidOffers() {
        return bestBidOffers;
    }

    /**
     * Bars published.
     *
     * @return how many
     */
    public long candles() {
        return candles;
    }

    /**
     * Mark prices published.
     *
     * @return how many
     */
    public long markPrices() {
        return markPrices;
    }

    /**
     * Trades published.
     *
     * @return how many
     */
    public long trades() {
        return trades;
    }

    /**
     * Trade messages of price or quantity 0, which are not published.
     *
     * @return how many
     */
    public long zeroTrades() {
        return zeroTrades;
    }

    /**
     * Trade messages that came again, which are not published.
     *
     * @return how many
     */
    public long tradesRepeated() {
        return tradesRepeated;
    }

    /**
     * Trades that never came, as their ids tell.
     *
     * @return how many ids were left out
     */
    public long tradesMissing() {
        return tradesMissing;
    }

    /**
     * Id of the first trade.
     *
     * @return 0 when there is none
     */
    public long firstTradeId() {
        return firstTradeId;
    }

    /**
     * Id of the last trade.
     *
     * @return 0 when there is none
     */
    public long lastTradeId() {
        return lastTradeId;
    }

    /**
     * Sum of the trades' quantities.
     *
     * @return quantity units, or {@link FixedPoint#OVERFLOW}
     */
    public long tradeQuantity() {
        return tradeQuantity;
    }

    /**
     * Sum of the trades' notionals.
     *
     * @return amount, exponent -8, or {@link FixedPoint#OVERFLOW}
     */
    public long tradeNotional() {
        return tradeNotional;
    }
}
