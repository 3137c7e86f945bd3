package io.penstock.engine.book;

import io.penstock.api.BookState;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import io.penstock.engine.state.StateBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine's book behind the interface of the contract; feeds it bytes as an event would, in odd-sized chunks. */
final class RealBook implements BookUnderTest {
    private static final int CHUNK_LEVELS = 7;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[3 + 16 * 2 * CHUNK_LEVELS]);
    private final OrderBook book;

    RealBook(final OrderBook book) {
        this.book = book;
    }

    OrderBook book() {
        return book;
    }

    StateBuffer saved() {
        final StateBuffer out = new StateBuffer();
        book.writeTo(out);
        return out;
    }

    @Override
    public void clear() {
        book.clear();
    }

    @Override
    public void apply(final long[] bids, final long[] asks) {
        for (int i = 0; i < bids.length || i < asks.length; i += 2 * CHUNK_LEVELS) {
            final int bidCount = put(bids, i, 0);
            book.applyLevels(buffer, 3, bidCount, bidCount + put(asks, i, bidCount));
        }
    }

    private int put(final long[] levels, final int from, final int at) {
        int count = 0;
        for (int i = from; i < Math.min(levels.length, from + 2 * CHUNK_LEVELS); i += 2) {
            buffer.putLong(3 + 16 * (at + count), levels[i], ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(11 + 16 * (at + count), levels[i + 1], ByteOrder.LITTLE_ENDIAN);
            count++;
        }
        return count;
    }

    @Override
    public void commit(final long updateId) {
        book.commit(updateId);
    }

    @Override
    public void invalidate() {
        book.invalidate();
    }

    @Override
    public void tickSize(final long tickSize) {
        book.tickSize(tickSize);
    }

    @Override
    public long deletesOfAbsentLevel() {
        return book.deletesOfAbsentLevel();
    }

    @Override
    public void forEachLevel(final LevelConsumer consumer) {
        book.forEach(Side.BUY, consumer);
        book.forEach(Side.SELL, consumer);
    }

    @Override
    public BookState state() {
        return book.state();
    }

    @Override
    public long bestBidPrice() {
        return book.bestBidPrice();
    }

    @Override
    public long bestBidQuantity() {
        return book.bestBidQuantity();
    }

    @Override
    public long bestAskPrice() {
        return book.bestAskPrice();
    }

    @Override
    public long bestAskQuantity() {
        return book.bestAskQuantity();
    }

    @Override
    public long quantityAt(final Side side, final long price) {
        return book.quantityAt(side, price);
    }

    @Override
    public int levels(final Side side) {
        return book.levels(side);
    }

    @Override
    public int copyLevels(final Side side, final int maxLevels, final long[] prices, final long[] quantities) {
        return book.copyLevels(side, maxLevels, prices, quantities);
    }

    @Override
    public long depthTo(final Side side, final long price) {
        return book.depthTo(side, price);
    }

    @Override
    public void sweep(final Side side, final long quantity, final SweepResult result) {
        book.sweep(side, quantity, result);
    }

    @Override
    public long lastUpdateId() {
        return book.lastUpdateId();
    }
}
