package io.penstock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class OrderBookTest extends BookContract {
    @Override
    BookUnderTest newBook(final long tickSize) {
        return new RealBook(new OrderBook(1_024, -8, -8, tickSize));
    }

    @Test
    void shouldSayWhatIsWrongWithItsArguments() {
        assertEquals("tick size 0: must be positive",
            assertThrows(IllegalArgumentException.class, () -> new OrderBook(1_024, -8, -8, 0)).getMessage());
        assertEquals("window of 1000 ticks: must be a power of two, at least 256",
            assertThrows(IllegalArgumentException.class, () -> new OrderBook(1_000, -8, -8, 1)).getMessage());
    }

    @Test
    void shouldSaveTheSameBytesWhateverTheHistory() {
        final RealBook straight = new RealBook(new OrderBook(256, -8, -8, 10));
        final RealBook winding = new RealBook(new OrderBook(256, -8, -8, 10));
        winding.clear();
        for (long price = 100_000; price > 10; price -= 70) {
            winding.apply(new long[] {price, 5}, new long[] {price + 10, 6});
            winding.commit(1);
            winding.apply(new long[] {price, 0}, new long[] {price + 10, 0});
        }
        for (final RealBook book : new RealBook[] {winding, straight}) {
            book.apply(new long[] {50, 1, 40, 2, 33, 3}, new long[] {60, 1, 9_000_000, 2});
            if (book == straight) {
                book.clear();
                book.apply(new long[] {33, 3, 40, 2, 50, 1}, new long[] {9_000_000, 2, 60, 1});
            }
            book.commit(9);
        }
        assertEquals(straight.saved().length(), winding.saved().length());
        assertEquals(straight.saved().hash(), winding.saved().hash());
    }

    @Test
    void shouldUseTheHashAloneWhenTheTickIsTooWideToIndex() {
        final long tick = 1L << 60;
        final RealBook book = new RealBook(new OrderBook(256, -8, -8, tick));
        book.clear();
        book.apply(new long[] {tick, 1, 7, 2}, new long[] {2 * tick, 3});
        book.commit(1);
        assertEquals(tick, book.bestBidPrice());
        assertEquals(2 * tick, book.bestAskPrice());
        book.apply(new long[] {tick, 0}, new long[] {});
        book.commit(2);
        assertEquals(7, book.bestBidPrice());
    }
}
