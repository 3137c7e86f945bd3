package io.penstock.engine.book;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.SweepResult;
import io.penstock.engine.math.Reciprocal;
import io.penstock.engine.math.WideSum;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The order book of one instrument: L2, exact at every price, on the tick or off it, however far from the touch.
 *
 * <p>Updates come as absolute quantities: {@link #clear} opens a snapshot, any number of {@link #applyLevels} follow,
 * {@link #commit} makes the result readable. Between the first chunk and the commit only the caller knows that the book
 * is not to be read. Prices and quantities are fixed point with the instrument's exponents; prices are anything but
 * {@link BookView#NO_PRICE}, quantities are not negative. Engine thread only. Allocates when made and when a side holds
 * more levels than ever before; iteration over all levels and loading allocate as they like.
 */
public final class OrderBook implements BookView, Stateful {
    private static final int STATE_VERSION = 1;

    private final int priceExponent;
    private final int quantityExponent;
    private final BookSide bids;
    private final BookSide asks;
    private final WideSum cost = new WideSum();
    private long tickSize;
    private long tickReciprocal;
    private long lastUpdateId;
    private long deletesOfAbsentLevel;
    private boolean synchronised;
    private BookState state = BookState.INVALID;

    /**
     * An empty book that waits for its first snapshot.
     *
     * @param windowTicks      ticks near the touch that are indexed by price, a power of two, at least 64
     * @param priceExponent    -18 to 0
     * @param quantityExponent -18 to 0
     * @param tickSize         smallest price step, positive
     */
    public OrderBook(
        final int windowTicks, final int priceExponent, final int quantityExponent, final long tickSize) {
        requireTick(tickSize);
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        this.tickSize = tickSize;
        tickReciprocal = Reciprocal.of(tickSize);
        bids = new BookSide(1, windowTicks, tickSize);
        asks = new BookSide(-1, windowTicks, tickSize);
    }

    /** A snapshot begins: every level goes. The book is not readable before {@link #commit}. */
    public void clear() {
        bids.clear();
        asks.clear();
        synchronised = true;
    }

    /**
     * Applies one chunk: pairs of price and absolute quantity, little endian, bids first. Quantity 0 deletes.
     *
     * @param buffer     holds the pairs
     * @param offset     of the first pair
     * @param bidCount   how many of them are bids
     * @param levelCount how many there are
     */
    public void applyLevels(
        final DirectBuffer buffer, final int offset, final int bidCount, final int levelCount) {
        int absent = 0;
        if (bidCount > 0) {
            absent = bids.apply(buffer, offset, bidCount);
        }
        if (levelCount > bidCount) {
            absent += asks.apply(buffer, offset + bidCount * 2 * Long.BYTES, levelCount - bidCount);
        }
        deletesOfAbsentLevel += absent;
    }

    /**
     * Ends an update: the book may be read, if a snapshot has been applied since it was last invalid.
     *
     * @param updateId last update id of the update
     */
    public void commit(final long updateId) {
        bids.settle();
        asks.settle();
        lastUpdateId = updateId;
        state = stateNow();
    }

    /**
     * The same as a snapshot of one level a side and its commit with update id 0, at a fraction of the price when the
     * book has only such levels.
     *
     * @param bidPrice    on the tick
     * @param bidQuantity positive
     * @param askPrice    on the tick
     * @param askQuantity positive
     * @return false when it cannot be done this way; nothing has changed then
     */
    public boolean showOnly(
        final long bidPrice, final long bidQuantity, final long askPrice, final long askQuantity) {
        if (!bids.canHold(bids.key(bidPrice)) || !asks.canHold(asks.key(askPrice))) {
            return false;
        }
        bids.only(bids.key(bidPrice), bidQuantity);
        asks.only(asks.key(askPrice), askQuantity);
        synchronised = true;
        lastUpdateId = 0;
        state = stateNow();
        return true;
    }

    /** A gap: everything is forgotten, nothing may be read until the next {@link #clear} and {@link #commit}. */
    public void invalidate() {
        bids.clear();
        asks.clear();
        synchronised = false;
        state = BookState.INVALID;
    }

    /**
     * The venue changed the tick size. Levels stay as they are, those off the new tick too.
     *
     * @param newTickSize smallest price step, positive
     */
    public void tickSize(final long newTickSize) {
        requireTick(newTickSize);
        if (newTickSize != tickSize) {
            tickSize = newTickSize;
            tickReciprocal = Reciprocal.of(newTickSize);
            bids.tickSize(newTickSize);
            asks.tickSize(newTickSize);
        }
    }

    /**
     * Smallest price step.
     *
     * @return in price units
     */
    public long tickSize() {
        return tickSize;
    }

    /**
     * The price on the tick that is not above a price.
     *
     * @param price in price units
     * @return in price units
     */
    public long floorToTick(final long price) {
        return Reciprocal.floor(price, tickSize, tickReciprocal) * tickSize;
    }

    /**
     * Deletes that hit a price without a level: routine on venues whose snapshots are cut off in depth.
     *
     * @return since the book was made
     */
    public long deletesOfAbsentLevel() {
        return deletesOfAbsentLevel;
    }

    private static void requireTick(final long tickSize) {
        if (tickSize <= 0) {
            throw new IllegalArgumentException("tick size " + tickSize + ": must be positive");
        }
    }

    private BookState stateNow() {
        if (!synchronised) {
            return BookState.INVALID;
        }
        final long bid = bids.bestPrice();
        final long ask = asks.bestPrice();
        if (bid == NO_PRICE || ask == NO_PRICE) {
            return bid == ask ? BookState.EMPTY : BookState.ONE_SIDED;
        }
        if (bid < ask) {
            return BookState.VALID;
        }
        return bid == ask ? BookState.LOCKED : BookState.CROSSED;
    }

    private BookSide side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Override
    public BookState state() {
        return state;
    }

    @Override
    public long bestBidPrice() {
        return bids.bestPrice();
    }

    @Override
    public long bestBidQuantity() {
        return bids.bestQuantity();
    }

    @Override
    public long bestAskPrice() {
        return asks.bestPrice();
    }

    @Override
    public long bestAskQuantity() {
        return asks.bestQuantity();
    }

    @Override
    public long quantityAt(final Side side, final long price) {
        final BookSide levels = side(side);
        return price == NO_PRICE ? 0 : levels.quantityOf(levels.key(price));
    }

    @Override
    public int levels(final Side side) {
        return side(side).levels();
    }

    @Override
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /**
     * The next worse level of a side, for walking the book.
     *
     * @param side  BUY for bids, SELL for asks
     * @param price any
     * @return the best price strictly worse than the given one, or {@link BookView#NO_PRICE}
     */
    public long nextPrice(final Side side, final long price) {
        final BookSide levels = side(side);
        return levels.price(levels.nextBelow(levels.key(price)));
    }

    @Override
    public int copyLevels(final Side side, final int maxLevels, final long[] prices, final long[] quantities) {
        final BookSide levels = side(side);
        // nothing is looked for behind the last level: that would be a walk over the whole window
        final int wanted = Math.min(maxLevels, levels.levels());
        long key = levels.bestKey();
        int count = 0;
        while (count < wanted) {
            prices[count] = levels.price(key);
            quantities[count++] = levels.quantityOf(key);
            if (count < wanted) {
                key = levels.nextBelow(key);
            }
        }
        return count;
    }

    @Override
    public long depthTo(final Side side, final long price) {
        final BookSide levels = side(side);
        final long last = levels.key(price);
        long sum = 0;
        for (long key = levels.bestKey(); key != LevelTable.NO_KEY && key >= last; key = levels.nextBelow(key)) {
            sum += levels.quantityOf(key);
        }
        return sum;
    }

    @Override
    public void sweep(final Side side, final long quantity, final SweepResult result) {
        final BookSide levels = side(side);
        long open = quantity;
        long worst = NO_PRICE;
        cost.clear();
        for (long key = levels.bestKey(); key != LevelTable.NO_KEY && open > 0; key = levels.nextBelow(key)) {
            final long taken = Math.min(open, levels.quantityOf(key));
            worst = levels.price(key);
            cost.add(worst, taken);
            open -= taken;
        }
        result.set(quantity - open, cost.amount(priceExponent, quantityExponent), worst);
    }

    /**
     * Every level of a side, best first. Allocates: for printing and saving.
     *
     * @param side     BUY for bids, SELL for asks
     * @param consumer takes them
     */
    public void forEach(final Side side, final LevelConsumer consumer) {
        final BookSide levels = side(side);
        final long[] keys = levels.sortedKeys();
        for (int i = keys.length - 1; i >= 0; i--) {
            consumer.onLevel(side, levels.price(keys[i]), levels.quantityOf(keys[i]));
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(tickSize);
        out.putLong(lastUpdateId);
        out.putLong(deletesOfAbsentLevel);
        out.putBoolean(synchronised);
        out.putInt(state.code());
        bids.writeTo(out);
        asks.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        tickSize(in.getLong());
        lastUpdateId = in.getLong();
        deletesOfAbsentLevel = in.getLong();
        synchronised = in.getBoolean();
        state = BookState.of(in.getInt());
        readSide(bids, in);
        readSide(asks, in);
    }

    private static void readSide(final BookSide levels, final StateReader in) {
        levels.clear();
        final int count = in.getInt();
        final UnsafeBuffer pairs = new UnsafeBuffer(new byte[count * 2 * Long.BYTES]);
        for (int i = 0; i < count * 2; i++) {
            pairs.putLong(i * Long.BYTES, in.getLong(), ByteOrder.LITTLE_ENDIAN);
        }
        levels.apply(pairs, 0, count);
        levels.settle();
    }
}
