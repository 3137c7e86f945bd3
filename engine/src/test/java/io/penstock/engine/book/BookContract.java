package io.penstock.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every book does; run on the naive and on the fast one. Price and quantity exponents are -8. */
abstract class BookContract {
    private static final long[] NONE = {};

    private final BookUnderTest book = newBook(10);

    abstract BookUnderTest newBook(long tickSize);

    private void snapshot(final long[] bids, final long[] asks) {
        book.clear();
        book.apply(bids, asks);
        book.commit(1);
    }

    private static long[] levels(final long... pricesAndQuantities) {
        return pricesAndQuantities;
    }

    @Test
    void shouldBeInvalidBeforeFirstSnapshot() {
        assertEquals(BookState.INVALID, book.state());
        book.apply(levels(100, 1), NONE);
        book.commit(7);
        assertEquals(BookState.INVALID, book.state());
    }

    @Test
    void shouldBeEmptyWhenSnapshotHasNoLevels() {
        snapshot(NONE, NONE);
        assertEquals(BookState.EMPTY, book.state());
        assertEquals(BookView.NO_PRICE, book.bestBidPrice());
        assertEquals(BookView.NO_PRICE, book.bestAskPrice());
        assertEquals(0, book.bestBidQuantity());
    }

    @Test
    void shouldBeOneSidedWhenOneSideIsEmpty() {
        snapshot(levels(100, 1), NONE);
        assertEquals(BookState.ONE_SIDED, book.state());
        assertEquals(100, book.bestBidPrice());
    }

    @Test
    void shouldBeLockedOrCrossedWhenSidesMeet() {
        snapshot(levels(100, 1), levels(100, 2));
        assertEquals(BookState.LOCKED, book.state());
        book.apply(levels(110, 1), NONE);
        book.commit(2);
        assertEquals(BookState.CROSSED, book.state());
        assertEquals(1, book.quantityAt(Side.BUY, 100));
        assertEquals(2, book.quantityAt(Side.SELL, 100));
        assertEquals(2, book.lastUpdateId());
    }

    @Test
    void shouldForgetEverythingWhenInvalidated() {
        snapshot(levels(100, 1), levels(110, 2));
        assertEquals(BookState.VALID, book.state());
        book.invalidate();
        assertEquals(BookState.INVALID, book.state());
        book.apply(levels(100, 1), levels(110, 1));
        book.commit(2);
        assertEquals(BookState.INVALID, book.state());
        snapshot(levels(90, 1), levels(120, 2));
        assertEquals(BookState.VALID, book.state());
        assertEquals(90, book.bestBidPrice());
        assertEquals(0, book.quantityAt(Side.BUY, 100));
    }

    @Test
    void shouldFindNextLevelWhenBestIsDeleted() {
        snapshot(levels(1_000, 1, 500, 2, 10, 3), levels(1_010, 1, 90_000_000_010L, 5));
        book.apply(levels(1_000, 0), levels(1_010, 0));
        book.commit(2);
        assertEquals(500, book.bestBidPrice());
        assertEquals(2, book.bestBidQuantity());
        assertEquals(90_000_000_010L, book.bestAskPrice());
        assertEquals(5, book.bestAskQuantity());
    }

    @Test
    void shouldFindOldFarLevelWhenNearOnesGoAndWorseOnesCome() {
        snapshot(levels(10_000_000, 1, 500_000, 2), levels(10_000_010, 1, 90_000_000, 2));
        book.apply(levels(10_000_000, 0, 300_000, 3), levels(10_000_010, 0, 95_000_000, 3));
        book.commit(2);
        assertEquals(500_000, book.bestBidPrice());
        assertEquals(90_000_000, book.bestAskPrice());
        book.apply(levels(20_000_000, 4, 20_000_000, 0, 19_000_000, 5), levels(1_000, 4, 1_000, 0, 2_000, 5));
        book.commit(3);
        assertEquals(19_000_000, book.bestBidPrice());
        assertEquals(2_000, book.bestAskPrice());
    }

    @Test
    void shouldKeepOffTickAndFarPricesExact() {
        snapshot(levels(1_000, 1, 1_003, 2, 7, 3), levels(1_009, 4, 1_010, 5, Long.MAX_VALUE / 4, 6));
        assertEquals(1_003, book.bestBidPrice());
        assertEquals(1_009, book.bestAskPrice());
        final long[] prices = new long[5];
        final long[] quantities = new long[5];
        assertEquals(3, book.copyLevels(Side.BUY, 5, prices, quantities));
        assertArrayEquals(levels(1_003, 1_000, 7, 0, 0), prices);
        assertEquals(3, book.copyLevels(Side.SELL, 5, prices, quantities));
        assertArrayEquals(levels(1_009, 1_010, Long.MAX_VALUE / 4, 0, 0), prices);
        assertArrayEquals(levels(4, 5, 6, 0, 0), quantities);
    }

    @Test
    void shouldCountDeletesOfAbsentLevels() {
        snapshot(levels(100, 1), levels(110, 1));
        book.apply(levels(90, 0, 100, 0, 100, 0), levels(9_999_990, 0));
        book.commit(2);
        assertEquals(3, book.deletesOfAbsentLevel());
        assertEquals(0, book.levels(Side.BUY));
    }

    @Test
    void shouldTakeLastQuantityWhenPriceRepeats() {
        snapshot(levels(100, 1, 100, 0, 100, 5), levels(110, 1, 110, 2));
        assertEquals(5, book.bestBidQuantity());
        assertEquals(2, book.bestAskQuantity());
        assertEquals(1, book.levels(Side.BUY));
    }

    @Test
    void shouldSumDepthToAPriceIncluded() {
        snapshot(levels(100, 1, 90, 2, 80, 4), levels(110, 1, 120, 2, 130, 4));
        assertEquals(3, book.depthTo(Side.BUY, 90));
        assertEquals(3, book.depthTo(Side.BUY, 85));
        assertEquals(0, book.depthTo(Side.BUY, 101));
        assertEquals(7, book.depthTo(Side.SELL, 1_000));
        assertEquals(1, book.depthTo(Side.SELL, 110));
    }

    @Test
    void shouldPriceASweepExactly() {
        final long price = 61_602_02000000L;
        snapshot(NONE, levels(price, 2_66795000L, price + 10, 1_000_00000000L));
        final SweepResult result = new SweepResult();
        book.sweep(Side.SELL, 3_00000000L, result);
        assertEquals(3_00000000L, result.quantity());
        assertEquals(184_806_06000003L, result.notional());
        assertEquals(price + 10, result.worstPrice());
        book.sweep(Side.SELL, 5_000_00000000L, result);
        assertEquals(1_002_66795000L, result.quantity());
        book.sweep(Side.BUY, 1, result);
        assertEquals(0, result.quantity());
        assertEquals(0, result.notional());
        assertEquals(BookView.NO_PRICE, result.worstPrice());
    }

    @Test
    void shouldListEveryLevelBestFirst() {
        snapshot(levels(5, 1, 1_000, 2, 990, 3), levels(2_000_000_000L, 4, 1_010, 5));
        final List<String> seen = new ArrayList<>();
        book.forEachLevel((side, price, quantity) -> seen.add(side + " " + price + " " + quantity));
        assertEquals(
            List.of("BUY 1000 2", "BUY 990 3", "BUY 5 1", "SELL 1010 5", "SELL 2000000000 4"), seen);
    }

    @Test
    void shouldKeepLevelsWhenTickSizeChanges() {
        snapshot(levels(1_000, 1, 990, 2), levels(1_010, 3));
        book.tickSize(7);
        assertEquals(1_000, book.bestBidPrice());
        book.apply(levels(1_001, 4, 990, 0), levels(1_010, 0, 1_008, 9));
        book.commit(2);
        assertEquals(1_001, book.bestBidPrice());
        assertEquals(2, book.levels(Side.BUY));
        assertEquals(1_008, book.bestAskPrice());
        assertEquals(1, book.levels(Side.SELL));
    }
}
