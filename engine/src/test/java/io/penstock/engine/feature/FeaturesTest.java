package io.penstock.engine.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Side;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final long MS = 1_000_000L;
    private static final long START_NS = 1_000_000_000_123L;
    private static final FeatureConfig CONFIG = new FeatureConfig(2, 2_000, 10_000, List.of(1_000L, 5_000L), 500);

    private final Features features = features();

    private static Features features() {
        final Features features = new Features(CONFIG);
        features.scale(-2);
        return features;
    }

    private static OrderBook book(final int bids, final long... levels) {
        final OrderBook book = new OrderBook(1_024, -2, -3, 1);
        final UnsafeBuffer pairs = new UnsafeBuffer(new byte[levels.length * Long.BYTES]);
        for (int i = 0; i < levels.length; i++) {
            pairs.putLong(i * Long.BYTES, levels[i], ByteOrder.LITTLE_ENDIAN);
        }
        book.clear();
        book.applyLevels(pairs, 0, bids, levels.length / 2);
        book.commit(1);
        return book;
    }

    private void touch(final long bid, final long ask, final long nowMs) {
        features.onTouch(bid, 10, ask, 30, START_NS + nowMs * MS);
    }

    @Test
    void shouldBeEmptyWhenNothingWasSeen() {
        assertTrue(Double.isNaN(features.mid()));
        assertTrue(Double.isNaN(features.microPrice()));
        assertTrue(Double.isNaN(features.spread()));
        assertTrue(Double.isNaN(features.imbalance()));
        assertTrue(Double.isNaN(features.volatility()));
        assertTrue(Double.isNaN(features.momentum(0)));
        assertEquals(0, features.orderFlowImbalance());
        assertEquals(0, features.tradeFlow());
        assertFalse(features.ready());
    }

    @Test
    void shouldFollowTheirFormulasWhenTheTouchIsKnown() {
        touch(9_990, 10_010, 0);
        assertEquals(100.0, features.mid());
        assertEquals((99.9 * 30 + 100.1 * 10) / 40, features.microPrice(), 1e-12);
        assertEquals(0.2, features.spread(), 1e-12);
    }

    @Test
    void shouldWeighOnlyTheConfiguredLevelsWhenTheBookIsDeep() {
        features.onLevels(book(3, 99, 100, 98, 200, 97, 9_999, 101, 50, 102, 50, 103, 9_999));
        assertEquals(0.5, features.imbalance());
        features.onLevels(book(1, 99, 100, 101, 300));
        assertEquals(-0.5, features.imbalance());
    }

    @Test
    void shouldBeReadyWhenWarmAndMoved() {
        features.onLevels(book(1, 9_990, 10, 10_010, 30));
        touch(9_990, 10_010, 0);
        touch(9_991, 10_010, 499);
        assertFalse(features.ready(), "warm-up is 500 ms");
        touch(9_991, 10_010, 500);
        assertTrue(features.ready());
        features.reset();
        assertFalse(features.ready());
        assertTrue(Double.isNaN(features.momentum(0)));
        features.onLevels(book(1, 9_990, 10, 10_010, 30));
        touch(9_990, 10_010, 10_000);
        touch(9_990, 10_010, 11_000);
        assertFalse(features.ready(), "warm, but the mid never moved");
        touch(9_990, 10_020, 11_001);
        assertTrue(features.ready());
    }

    @Test
    void shouldForgetEverythingWhenReset() {
        features.onLevels(book(1, 9_990, 10, 10_010, 30));
        touch(9_990, 10_010, 0);
        touch(9_995, 10_010, 700);
        features.onTrade(Side.BUY, 5, START_NS + 800 * MS);
        features.reset();
        final StateBuffer after = new StateBuffer();
        touch(9_980, 10_010, 900);
        features.reset();
        features.writeTo(after);
        assertTrue(Double.isNaN(features.mid()) && Double.isNaN(features.spread()));
        assertEquals(0, features.tradeFlow());
        touch(9_000, 9_010, 1_000);
        assertEquals(0, features.orderFlowImbalance(), "the first touch has none before it");
        assertTrue(Double.isNaN(features.volatility()), "nor a move");
    }

    @Test
    void shouldCalmDownWhenTheMarketStandsStill() {
        touch(9_990, 10_010, 0);
        touch(9_999, 10_019, 100);
        touch(9_990, 10_010, 200);
        double last = features.volatility();
        for (int i = 1; i <= 50; i++) {
            touch(9_990, 10_010, 200 + i * 100);
            assertTrue(features.volatility() < last, "after " + i);
            last = features.volatility();
        }
        final double calm = last;
        features.onTrade(Side.SELL, 1, START_NS + 60_000 * MS);
        assertTrue(features.volatility() < calm, "a trade shows that time passed");
    }

    @Test
    void shouldBeUnityWhenTheFlowIsOneSided() {
        touch(9_990, 10_010, 0);
        touch(9_991, 10_010, 1);
        touch(9_992, 10_010, 2);
        assertEquals(1, features.orderFlowImbalance());
        features.onTrade(Side.SELL, 7, START_NS);
        assertEquals(-1, features.tradeFlow());
    }

    @Test
    void shouldMeasureOverTheHorizonWhenTheMarketIsSilentForLong() {
        touch(9_990, 10_010, 0);
        touch(10_090, 10_110, 2_000);
        assertEquals(0.01, features.momentum(0), 1e-12);
        assertTrue(Double.isNaN(features.momentum(1)), "5 s were not seen yet");
        touch(10_090, 10_110, 3_100);
        assertEquals(0, features.momentum(0));
        touch(10_090, 10_110, 6_500);
        assertEquals(0.01, features.momentum(1), 1e-12);
        touch(10_090, 10_110, 3_600_000);
        assertEquals(0, features.momentum(0));
        assertEquals(0, features.momentum(1));
        touch(10_191, 10_211, 3_600_001);
        assertEquals(0.01, features.momentum(0), 1e-12);
        assertEquals(0.01, features.momentum(1), 1e-12);
    }

    @Test
    void shouldEqualTheNaiveOnesOnAnyWalk() {
        PropertyRunner.of("features equal the naive ones").cases(40).steps(300).run((random, steps) -> {
            final Features fast = features();
            final NaiveFeatures naive = new NaiveFeatures(2_000, 10_000);
            long nowNs = START_NS;
            long bid = 10_000;
            for (int i = 0; i < steps; i++) {
                nowNs += random.nextInt(30) == 0 ? random.nextLong(20_000) * MS : random.nextLong(200 * MS);
                if (random.nextInt(4) == 0) {
                    final boolean buy = random.nextBoolean();
                    final long quantity = 1 + random.nextInt(1_000);
                    fast.onTrade(buy ? Side.BUY : Side.SELL, quantity, nowNs);
                    naive.trade(buy, quantity, nowNs);
                } else {
                    bid += random.nextInt(3) == 0 ? random.nextInt(-3, 4) : 0;
                    final long ask = bid + 1 + random.nextInt(3);
                    final long bidQuantity = 1 + random.nextInt(5);
                    final long askQuantity = 1 + random.nextInt(5);
                    fast.onTouch(bid, bidQuantity, ask, askQuantity, nowNs);
                    naive.touch(bid, bidQuantity, ask, askQuantity, nowNs);
                    assertEquals(0.5 * ((double) bid + (double) ask) * 0.01, fast.mid());
                }
                assertEquals(naive.orderFlowImbalance(), fast.orderFlowImbalance(), 1e-9);
                assertEquals(naive.tradeFlow(), fast.tradeFlow(), 1e-9);
                assertEquals(naive.volatility(nowNs), fast.volatility(), 1e-12);
                assertEquals(naive.momentum(10, 100 * MS, nowNs), fast.momentum(0), 1e-12);
                assertEquals(naive.momentum(50, 100 * MS, nowNs), fast.momentum(1), 1e-12);
            }
        });
    }

    @Test
    void shouldGoOnWithTheSameBitsWhenLoaded() {
        PropertyRunner.of("features survive a snapshot").cases(30).steps(200).run((random, steps) -> {
            Features whole = features();
            Features loaded = features();
            long nowNs = START_NS;
            for (int i = 0; i < steps; i++) {
                nowNs += random.nextLong(500 * MS);
                final long bid = 10_000 + random.nextInt(5);
                final int draw = random.nextInt(60);
                for (final Features each : List.of(whole, loaded)) {
                    if (draw == 0) {
                        each.reset();
                    } else if (draw < 15) {
                        each.onTrade(Side.BUY, draw, nowNs);
                    } else {
                        each.onTouch(bid, draw, bid + 2, 3, nowNs);
                    }
                }
                final StateBuffer state = new StateBuffer();
                final StateBuffer other = new StateBuffer();
                whole.writeTo(state);
                loaded.writeTo(other);
                assertEquals(state.hash(), other.hash());
                if (random.nextInt(10) == 0) {
                    loaded = features();
                    loaded.readFrom(state);
                }
            }
        });
    }
}
