package io.penstock.engine.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Side;
import io.penstock.api.SweepResult;
import io.penstock.engine.state.StateBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random markets on the naive and the fast book, everything compared after every update. */
final class OrderBookPropertyTest {
    private static final int TOP = 100;

    private long seed;
    private Random random;
    private long tick;
    private long mid;
    private NaiveBook naive;
    private RealBook real;

    @Test
    void shouldEqualTheNaiveBookOnRandomMarkets() {
        final long base = Long.getLong("penstock.seed", 20_260_101L);
        for (seed = base; seed < base + 60; seed++) {
            run();
        }
    }

    private void run() {
        random = new Random(seed);
        tick = 1 + random.nextInt(3) * random.nextInt(1_000_000);
        mid = tick * (1_000_000 + random.nextInt(1_000_000));
        naive = new NaiveBook(-8, -8);
        real = new RealBook(new OrderBook(256 << random.nextInt(3), -8, -8, tick));
        final boolean offTick = random.nextInt(3) == 0;
        final int reach = 1 << 2 + random.nextInt(14);
        snapshot(reach, offTick);
        for (int step = 0; step < 150; step++) {
            disturb(reach, offTick);
            final long[] bids = levels(-1, 1 + random.nextInt(40), reach, offTick);
            final long[] asks = levels(1, random.nextInt(40), reach, offTick);
            final boolean wipe = random.nextInt(25) == 0;
            update(wipe ? deletes(Side.BUY) : bids, wipe && random.nextBoolean() ? deletes(Side.SELL) : asks, step);
            compare(step);
            if (random.nextInt(12) == 0) {
                update(skim(Side.BUY), skim(Side.SELL), step);
                compare(step);
            }
            if (random.nextInt(20) == 0) {
                real = reloaded();
                compare(step);
            }
        }
    }

    /** Deletes the best levels of a side, and brings new ones far away in the same update. */
    private long[] skim(final Side side) {
        final int direction = side == Side.BUY ? -1 : 1;
        final long[] best = new long[Math.max(150, naive.levels(side))];
        final int count = naive.copyLevels(side, 1 + random.nextInt(150), best, new long[150]);
        final long[] levels = new long[2 * count + 4];
        for (int i = 0; i < count; i++) {
            levels[2 * i] = best[i];
        }
        for (int i = 2 * count; i < levels.length; i += 2) {
            final long price = mid + direction * tick * random.nextInt(1_000_000);
            levels[i] = Math.max(tick, price - price % tick);
            levels[i + 1] = 1 + random.nextInt(1_000);
        }
        return levels;
    }

    private void disturb(final int reach, final boolean offTick) {
        mid = Math.max(tick * 1_000, mid + tick * (random.nextInt(41) - 20));
        switch (random.nextInt(40)) {
            case 0 -> mid = Math.max(tick * 1_000, mid + tick * (random.nextInt(20_001) - 10_000));
            case 1 -> snapshot(reach, offTick);
            case 2 -> {
                tick = Math.max(1, random.nextBoolean() ? tick * 10 : tick / 10);
                real.tickSize(tick);
            }
            case 3 -> {
                real.invalidate();
                naive.invalidate();
            }
            default -> { }
        }
    }

    private void snapshot(final int reach, final boolean offTick) {
        real.clear();
        naive.clear();
        update(levels(-1, 150, reach, offTick), levels(1, 150, reach, offTick), 0);
    }

    private void update(final long[] bids, final long[] asks, final int step) {
        naive.apply(bids, asks);
        real.apply(bids, asks);
        naive.commit(step);
        real.commit(step);
    }

    private long[] levels(final int direction, final int count, final int reach, final boolean offTick) {
        final long[] levels = new long[2 * count];
        for (int i = 0; i < levels.length; i += 2) {
            final int ticks = random.nextInt(8) == 0 ? random.nextInt(1_000_000) : random.nextInt(reach);
            final long price = mid + direction * tick * (ticks - 1L) - (offTick && random.nextInt(4) == 0 ? 1 : 0);
            levels[i] = Math.max(1, price - (offTick ? 0 : price % tick));
            levels[i + 1] = random.nextInt(5) < 2 ? 0 : 1 + random.nextInt(1_000_000_000);
        }
        return levels;
    }

    private long[] deletes(final Side side) {
        final List<Long> levels = new ArrayList<>();
        naive.forEachLevel((at, price, quantity) -> {
            if (at == side) {
                levels.add(price);
                levels.add(0L);
            }
        });
        return levels.stream().mapToLong(Long::longValue).toArray();
    }

    private RealBook reloaded() {
        final StateBuffer saved = real.saved();
        final OrderBook fresh = new OrderBook(512, -8, -8, 1);
        fresh.readFrom(saved);
        final RealBook loaded = new RealBook(fresh);
        final StateBuffer again = loaded.saved();
        assertEquals(saved.length(), again.length(), this::where);
        assertEquals(saved.hash(), again.hash(), this::where);
        return loaded;
    }

    private String where() {
        return "seed " + seed;
    }

    private void compare(final int step) {
        assertEquals(naive.state(), real.state(), () -> where() + " step " + step);
        assertEquals(naive.lastUpdateId(), real.lastUpdateId(), this::where);
        assertEquals(naive.deletesOfAbsentLevel(), real.deletesOfAbsentLevel(), this::where);
        assertEquals(naive.bestBidPrice(), real.bestBidPrice(), () -> where() + " step " + step);
        assertEquals(naive.bestAskPrice(), real.bestAskPrice(), () -> where() + " step " + step);
        assertEquals(naive.bestBidQuantity(), real.bestBidQuantity(), this::where);
        assertEquals(naive.bestAskQuantity(), real.bestAskQuantity(), this::where);
        final List<Long> expected = new ArrayList<>();
        final List<Long> actual = new ArrayList<>();
        naive.forEachLevel((side, price, quantity) -> {
            expected.add(price * 2 + side.code());
            expected.add(quantity);
            assertEquals(quantity, real.quantityAt(side, price), this::where);
        });
        real.forEachLevel((side, price, quantity) -> {
            actual.add(price * 2 + side.code());
            actual.add(quantity);
        });
        assertEquals(expected, actual, () -> where() + " step " + step);
        compareReads(Side.BUY);
        compareReads(Side.SELL);
    }

    private void compareReads(final Side side) {
        final long[][] expected = new long[2][TOP];
        final long[][] actual = new long[2][TOP];
        final int count = naive.copyLevels(side, TOP, expected[0], expected[1]);
        assertEquals(count, real.copyLevels(side, TOP, actual[0], actual[1]), this::where);
        assertArrayEquals(expected, actual, this::where);
        assertEquals(naive.levels(side), real.levels(side), this::where);
        final long price = mid + tick * (random.nextInt(2_001) - 1_000);
        assertEquals(naive.depthTo(side, price), real.depthTo(side, price), this::where);
        assertEquals(naive.quantityAt(side, price), real.quantityAt(side, price), this::where);
        final SweepResult wanted = new SweepResult();
        final SweepResult given = new SweepResult();
        final long quantity = 1L + random.nextInt(Integer.MAX_VALUE) * (long) random.nextInt(20);
        naive.sweep(side, quantity, wanted);
        real.sweep(side, quantity, given);
        assertEquals(wanted.quantity(), given.quantity(), this::where);
        assertEquals(wanted.notional(), given.notional(), this::where);
        assertEquals(wanted.worstPrice(), given.worstPrice(), this::where);
    }
}
