package io.penstock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import io.penstock.engine.config.BookConfig;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a book takes from the heap: nothing per update, and little to hold. */
final class OrderBookAllocationTest {
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer levels = new UnsafeBuffer(new byte[16 * 20]);
    private final long[] prices = new long[100];
    private final long[] quantities = new long[100];
    private final SweepResult result = new SweepResult();
    private long mid = 1_000_000;

    @Test
    void shouldAllocateNothingPerUpdate() {
        final Random random = new Random(1);
        final OrderBook book = new OrderBook(1_024, -8, -8, 10);
        book.clear();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 40 && least > 0; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 250; i++) {
                update(book, random, i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
        assertTrue(book.levels(Side.BUY) > 200);
    }

    private void update(final OrderBook book, final Random random, final int i) {
        mid += 10 * (random.nextInt(61) - 30);
        mid = Math.max(900_000, Math.min(1_100_000, mid));
        for (int level = 0; level < 20; level++) {
            final int away = 10 * (1 + random.nextInt(level % 5 == 0 ? 2_000 : 80)) + (level == 3 ? 1 : 0);
            levels.putLong(16 * level, level < 10 ? mid - away : mid + away, ByteOrder.LITTLE_ENDIAN);
            levels.putLong(16 * level + 8, random.nextInt(2) * 1_000L, ByteOrder.LITTLE_ENDIAN);
        }
        book.applyLevels(levels, 0, 10, 20);
        book.commit(i);
        book.copyLevels(Side.BUY, 100, prices, quantities);
        book.sweep(Side.SELL, 20_000, result);
        book.depthTo(Side.BUY, mid - 5_000);
    }

    @Test
    void shouldHoldTwoThousandLevelsInLittleMemory() {
        final long before = threads.getCurrentThreadAllocatedBytes();
        final OrderBook book = new OrderBook(BookConfig.defaults().windowTicks(), -8, -8, 10);
        book.clear();
        for (int i = 0; i < 1_000; i++) {
            levels.putLong(0, mid - 10 * i, ByteOrder.LITTLE_ENDIAN);
            levels.putLong(8, 1, ByteOrder.LITTLE_ENDIAN);
            levels.putLong(16, mid + 10 + 10 * i, ByteOrder.LITTLE_ENDIAN);
            levels.putLong(24, 1, ByteOrder.LITTLE_ENDIAN);
            book.applyLevels(levels, 0, 1, 2);
        }
        book.commit(1);
        final long used = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(1_000, book.levels(Side.BUY));
        assertEquals(1_000, book.levels(Side.SELL));
        assertTrue(used <= 100_000, used + " bytes for 2 x 1,000 levels");
    }
}
