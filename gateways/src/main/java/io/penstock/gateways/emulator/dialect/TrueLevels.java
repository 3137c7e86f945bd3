package io.penstock.gateways.emulator.dialect;

import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.util.Arrays;

/**
 * One instrument's book as it truly is, with a digest that is kept while it changes and a history of digests by update
 * id. One thread; allocates only when the book or its history grows.
 */
public final class TrueLevels implements TrueBook {
    /** How many updates are remembered. */
    public static final int HISTORY = 1 << 16;
    private static final int FIRST_HISTORY = 1 << 10;

    private final InstrumentScale scale;
    private final LevelSide bids = new LevelSide(true);
    private final LevelSide asks = new LevelSide(false);
    private long[] ids = new long[FIRST_HISTORY];
    private long[] digests = new long[FIRST_HISTORY];
    private long recorded;
    private long digest;
    private long lastUpdateId;

    /**
     * An empty book.
     *
     * @param scale of the instrument
     */
    public TrueLevels(final InstrumentScale scale) {
        this.scale = scale;
    }

    /**
     * A level has another quantity now.
     *
     * @param bid      true for a bid
     * @param price    ticks
     * @param quantity lots, 0 = none
     */
    public void level(final boolean bid, final long price, final long quantity) {
        final long before = (bid ? bids : asks).set(price, quantity);
        final long units = scale.priceUnits(price);
        if (before != 0) {
            digest -= TrueBook.mix(bid, units, scale.quantityUnits(before));
        }
        if (quantity != 0) {
            digest += TrueBook.mix(bid, units, scale.quantityUnits(quantity));
        }
    }

    /**
     * The book as it is now has this update id, and a client could know it so.
     *
     * @param updateId greater than every one before; the same id again replaces the last entry
     */
    public void record(final long updateId) {
        if (recorded > 0 && updateId < lastUpdateId) {
            throw new IllegalArgumentException("update id " + updateId + " is below " + lastUpdateId);
        }
        if (recorded == 0 || updateId != lastUpdateId) {
            if (recorded == ids.length && recorded < HISTORY) {
                ids = Arrays.copyOf(ids, ids.length * 2);
                digests = Arrays.copyOf(digests, digests.length * 2);
            }
            recorded++;
        }
        final int place = (int) (recorded - 1) & ids.length - 1;
        ids[place] = updateId;
        digests[place] = digest;
        lastUpdateId = updateId;
    }

    /** Forgets the history and the levels: the venue starts its numbers anew. */
    public void reset() {
        bids.clear();
        asks.clear();
        recorded = 0;
        digest = 0;
        lastUpdateId = 0;
    }

    /**
     * All bids, from the best.
     *
     * @return live
     */
    public LevelSide bids() {
        return bids;
    }

    /**
     * All asks, from the best.
     *
     * @return live
     */
    public LevelSide asks() {
        return asks;
    }

    /**
     * How the instrument is written.
     *
     * @return ticks, lots and decimals
     */
    public InstrumentScale scale() {
        return scale;
    }

    /**
     * Digest of the book now.
     *
     * @return as {@link TrueBook#digestAt} would give it after {@link #record}
     */
    public long digest() {
        return digest;
    }

    @Override
    public long lastUpdateId() {
        return lastUpdateId;
    }

    @Override
    public long digestAt(final long updateId) {
        long low = Math.max(0, recorded - ids.length);
        long high = recorded - 1;
        while (low <= high) {
            final long middle = low + high >>> 1;
            final int place = (int) middle & ids.length - 1;
            if (ids[place] == updateId) {
                return digests[place];
            }
            if (ids[place] < updateId) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return UNKNOWN;
    }
}
