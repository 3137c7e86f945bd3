package io.penstock.tools.sockets;

import io.penstock.api.FeedState;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.gateways.emulator.TrueBook;
import org.agrona.collections.Long2LongHashMap;

/** One instrument's book as its journaled updates make it: two plain maps and their digest. Journal thread. */
final class WitnessedBook {
    private static final int TRUTH_DIGITS = 8;

    private final Venue venue;
    private final String symbol;
    private final long priceFactor;
    private final long quantityFactor;
    private final Long2LongHashMap bids = new Long2LongHashMap(0);
    private final Long2LongHashMap asks = new Long2LongHashMap(0);
    private long digest;
    private long lastUpdateId;
    private volatile FeedState state = FeedState.DISCONNECTED;

    WitnessedBook(final Venue venue, final String symbol, final int priceExponent, final int quantityExponent) {
        this.venue = venue;
        this.symbol = symbol;
        priceFactor = (long) StrictMath.pow(10, TRUTH_DIGITS + priceExponent);
        quantityFactor = (long) StrictMath.pow(10, TRUTH_DIGITS + quantityExponent);
    }

    /** Applies one chunk. */
    void apply(final BookUpdateDecoder update) {
        if (update.snapshot() == 1 && update.chunkIndex() == 0) {
            bids.clear();
            asks.clear();
            digest = 0;
        }
        lastUpdateId = update.lastUpdateId();
        int bidsLeft = update.bidCount();
        for (BookUpdateDecoder.LevelsDecoder levels = update.levels(); levels.hasNext();) {
            levels.next();
            level(bidsLeft-- > 0, levels.price() * priceFactor, levels.quantity() * quantityFactor);
        }
    }

    private void level(final boolean bid, final long price, final long quantity) {
        final Long2LongHashMap side = bid ? bids : asks;
        final long before = quantity == 0 ? side.remove(price) : side.put(price, quantity);
        digest += (quantity == 0 ? 0 : TrueBook.mix(bid, price, quantity))
            - (before == 0 ? 0 : TrueBook.mix(bid, price, before));
    }

    void state(final FeedState newState) {
        state = newState;
    }

    /** What the feed last said of it; any thread. */
    FeedState state() {
        return state;
    }

    long digest() {
        return digest;
    }

    long lastUpdateId() {
        return lastUpdateId;
    }

    Venue venue() {
        return venue;
    }

    String symbol() {
        return symbol;
    }
}
