package io.penstock.engine.book;

import io.penstock.api.BookState;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The book as anyone would write it: two sorted maps. */
final class NaiveBook implements BookUnderTest {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final int priceExponent;
    private final int quantityExponent;
    private boolean synchronised;
    private BookState state = BookState.INVALID;
    private long lastUpdateId;
    private long absent;

    NaiveBook(final int priceExponent, final int quantityExponent) {
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    @Override
    public void clear() {
        bids.clear();
        asks.clear();
        synchronised = true;
    }

    @Override
    public void apply(final long[] bidLevels, final long[] askLevels) {
        apply(bids, bidLevels);
        apply(asks, askLevels);
    }

    private void apply(final TreeMap<Long, Long> side, final long[] levels) {
        for (int i = 0; i < levels.length; i += 2) {
            if (levels[i + 1] != 0) {
                side.put(levels[i], levels[i + 1]);
            } else if (side.remove(levels[i]) == null) {
                absent++;
            }
        }
    }

    @Override
    public void commit(final long updateId) {
        lastUpdateId = updateId;
        if (!synchronised) {
            state = BookState.INVALID;
        } else if (bids.isEmpty() || asks.isEmpty()) {
            state = bids.isEmpty() && asks.isEmpty() ? BookState.EMPTY : BookState.ONE_SIDED;
        } else {
            final int order = Long.compare(bids.firstKey(), asks.firstKey());
            state = order < 0 ? BookState.VALID : order == 0 ? BookState.LOCKED : BookState.CROSSED;
        }
    }

    @Override
    public void invalidate() {
        bids.clear();
        asks.clear();
        synchronised = false;
        state = BookState.INVALID;
    }

    @Override
    public void tickSize(final long tickSize) {
        // Nothing here depends on it.
    }

    @Override
    public long deletesOfAbsentLevel() {
        return absent;
    }

    @Override
    public void forEachLevel(final LevelConsumer consumer) {
        bids.forEach((price, quantity) -> consumer.onLevel(Side.BUY, price, quantity));
        asks.forEach((price, quantity) -> consumer.onLevel(Side.SELL, price, quantity));
    }

    private TreeMap<Long, Long> side(final Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Override
    public BookState state() {
        return state;
    }

    @Override
    public long bestBidPrice() {
        return bids.isEmpty() ? NO_PRICE : bids.firstKey();
    }

    @Override
    public long bestBidQuantity() {
        return bids.isEmpty() ? 0 : bids.firstEntry().getValue();
    }

    @Override
    public long bestAskPrice() {
        return asks.isEmpty() ? NO_PRICE : asks.firstKey();
    }

    @Override
    public long bestAskQuantity() {
        return asks.isEmpty() ? 0 : asks.firstEntry().getValue();
    }

    @Override
    public long quantityAt(final Side side, final long price) {
        return side(side).getOrDefault(price, 0L);
    }

    @Override
    public int levels(final Side side) {
        return side(side).size();
    }

    @Override
    public int copyLevels(final Side side, final int maxLevels, final long[] prices, final long[] quantities) {
        int count = 0;
        for (final Map.Entry<Long, Long> level : side(side).entrySet()) {
            if (count == maxLevels) {
                break;
            }
            prices[count] = level.getKey();
            quantities[count++] = level.getValue();
        }
        return count;
    }

    @Override
    public long depthTo(final Side side, final long price) {
        return side(side).headMap(price, true).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void sweep(final Side side, final long quantity, final SweepResult result) {
        BigInteger cost = BigInteger.ZERO;
        long open = quantity;
        long worst = NO_PRICE;
        for (final Map.Entry<Long, Long> level : side(side).entrySet()) {
            if (open <= 0) {
                break;
            }
            final long taken = Math.min(open, level.getValue());
            open -= taken;
            worst = level.getKey();
            cost = cost.add(BigInteger.valueOf(worst).multiply(BigInteger.valueOf(taken)));
        }
        final BigInteger unit = BigInteger.TEN.pow(-8 - priceExponent - quantityExponent);
        final BigInteger rounded = cost.add(unit.shiftRight(1)).divide(unit);
        result.set(quantity - open, rounded.bitLength() > 63 ? FixedPoint.OVERFLOW : rounded.longValueExact(), worst);
    }

    @Override
    public long lastUpdateId() {
        return lastUpdateId;
    }
}
