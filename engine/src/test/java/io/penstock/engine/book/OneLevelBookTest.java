package io.penstock.engine.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Side;
import io.penstock.engine.state.StateBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A book of one level a side that is placed directly is the book that a snapshot of it makes. */
class OneLevelBookTest {
    private static final long SEED = 20_261_121;
    private static final int WINDOW = 256;
    private static final int ROUNDS = 20_000;
    private static final long TICK = 5;

    private final UnsafeBuffer levels = new UnsafeBuffer(new byte[8 * Long.BYTES]);
    private final OrderBook placed = new OrderBook(WINDOW, -2, -2, TICK);
    private final OrderBook applied = new OrderBook(WINDOW, -2, -2, TICK);

    private void put(final int index, final long price, final long quantity) {
        levels.putLong(index * 2 * Long.BYTES, price, ByteOrder.LITTLE_ENDIAN);
        levels.putLong((index * 2 + 1) * Long.BYTES, quantity, ByteOrder.LITTLE_ENDIAN);
    }

    private static long hash(final OrderBook book) {
        final StateBuffer state = new StateBuffer();
        book.writeTo(state);
        return state.hash();
    }

    @Test
    void shouldBeTheBookOfASnapshotWhenOneLevelASideIsShown() {
        final SplittableRandom random = new SplittableRandom(SEED);
        long price = 1_000_000;
        for (int i = 0; i < ROUNDS; i++) {
            price += (random.nextInt(2_001) - 1_000) * (random.nextInt(10) == 0 ? TICK * WINDOW : TICK);
            price = Math.max(10 * TICK, price);
            final long bidQuantity = 1 + random.nextInt(1_000);
            final long askQuantity = 1 + random.nextInt(1_000);
            assertTrue(placed.showOnly(price, bidQuantity, price + TICK, askQuantity));
            applied.clear();
            put(0, price, bidQuantity);
            put(1, price + TICK, askQuantity);
            applied.applyLevels(levels, 0, 1, 2);
            applied.commit(0);
            if (random.nextInt(3) == 0) {
                more(random, price);
            }
            assertEquals(hash(applied), hash(placed), "seed " + SEED + ", round " + i);
            assertEquals(applied.state(), placed.state());
            assertEquals(applied.bestBidPrice(), placed.bestBidPrice());
            assertEquals(applied.bestAskQuantity(), placed.bestAskQuantity());
            assertEquals(applied.nextPrice(Side.SELL, price), placed.nextPrice(Side.SELL, price));
            if (random.nextInt(50) == 0) {
                placed.invalidate();
            }
        }
    }

    /** What comes on top goes wherever it would have gone: near, far and off the tick. */
    private void more(final SplittableRandom random, final long price) {
        final int offTick = random.nextInt(4) == 0 ? 1 : 0;
        put(0, Math.max(1, price - TICK * (1 + random.nextInt(3 * WINDOW)) + offTick), 1 + random.nextInt(9));
        put(1, price + TICK * (2 + random.nextInt(3 * WINDOW)) + offTick, 1 + random.nextInt(9));
        placed.applyLevels(levels, 0, 1, 2);
        placed.commit(random.nextInt(1_000));
        applied.applyLevels(levels, 0, 1, 2);
        applied.commit(placed.lastUpdateId());
    }

    @Test
    void shouldRefuseWhenAPriceIsOffTheTick() {
        final long before = hash(placed);
        assertFalse(placed.showOnly(101, 1, 105, 1));
        assertEquals(before, hash(placed), "nothing has changed");
    }

    @Test
    void shouldRoundDownToTheTickWhenAPriceIsBetweenTwo() {
        assertEquals(100, placed.floorToTick(104));
        assertEquals(105, placed.floorToTick(105));
        assertEquals(-5, placed.floorToTick(-1));
    }
}
