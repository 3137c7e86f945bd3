package io.penstock.gateways.emulator.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MatchingEngineTest {
    private final List<String> trades = new ArrayList<>();
    private final Map<Boolean, TreeMap<Long, Long>> told = Map.of(true, new TreeMap<>(), false, new TreeMap<>());
    private long lastTradeId = 77;
    private final MatchingEngine engine = new MatchingEngine(new MatchingEngine.Events() {
        @Override
        public void onLevel(final boolean bid, final long price, final long quantity) {
            if (quantity == 0) {
                told.get(bid).remove(price);
            } else {
                told.get(bid).put(price, quantity);
            }
        }

        @Override
        public void onTrade(final long tradeId, final long price, final long quantity, final boolean buyer,
            final long resting, final long incoming) {
            assertEquals(++lastTradeId, tradeId);
            trades.add(price + " " + quantity + " " + buyer + " " + resting + " " + incoming);
        }
    }, 77);

    private TreeMap<Long, Long> levels(final boolean bid) {
        final TreeMap<Long, Long> levels = new TreeMap<>();
        for (int i = 0; i < engine.levels(bid); i++) {
            levels.put(engine.price(bid, i), engine.quantity(bid, i));
        }
        return levels;
    }

    @Test
    void shouldEqualNaiveEngineWhenOrdersAreRandom() {
        final NaiveEngine naive = new NaiveEngine();
        final long seed = System.nanoTime();
        final SeededRandom random = new SeededRandom(seed, 1);
        long ids = 0;
        for (int i = 0; i < 20_000; i++) {
            final String where = "seed " + seed + " step " + i;
            final boolean buy = random.chance(0.5);
            final long id = 1 + random.below((int) ids + 3);
            switch (random.below(8)) {
                case 0, 1, 2, 3 -> {
                    final long price = 100 + random.below(40) + (buy ? -12 : 12);
                    final long lots = 1 + random.below(20);
                    ids = engine.limit(buy, price, lots);
                    assertEquals(naive.limit(buy, price, lots), ids, where);
                }
                case 4 -> {
                    final long lots = 1 + random.below(30);
                    assertEquals(naive.market(buy, lots), engine.market(buy, lots), where);
                }
                case 5 -> {
                    final long leaves = 1 + random.below(10);
                    assertEquals(naive.reduce(id, leaves), engine.reduce(id, leaves), where);
                }
                default -> assertEquals(naive.cancel(id), engine.cancel(id), where);
            }
            if (i % 50 == 0) {
                compare(naive, id, where);
            }
        }
    }

    private void compare(final NaiveEngine naive, final long id, final String where) {
        for (final boolean bid : new boolean[] {true, false}) {
            assertEquals(naive.levels(bid), levels(bid), where);
            assertEquals(naive.levels(bid), told.get(bid), where + ": as told");
        }
        assertEquals(naive.trades, trades, where);
        assertEquals(naive.queueAhead(id), engine.queueAhead(id), where);
        naive.trades.clear();
        trades.clear();
    }

    @Test
    void shouldKeepPlaceWhenOrderIsReduced() {
        final long first = engine.limit(true, 10, 5);
        final long second = engine.limit(true, 10, 4);
        assertEquals(5, engine.queueAhead(second));
        assertEquals(true, engine.reduce(first, 2));
        assertEquals(2, engine.queueAhead(second));
        assertEquals(3, engine.market(false, 3));
        assertEquals(List.of("10 2 false 1 3", "10 1 false 2 3"), trades);
        assertEquals(3, engine.leaves(second));
    }

    @Test
    void shouldRefuseWhenQuantityIsNotPositive() {
        assertEquals("price and quantity must be positive, not 5",
            assertThrows(IllegalArgumentException.class, () -> engine.limit(true, 5, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> engine.market(true, 0));
    }
}
