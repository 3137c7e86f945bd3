package io.penstock.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.state.StateBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random orders in a random market: what must hold for every order, the snapshot law, and no allocation. */
final class SimulatedExchangePropertyTest {
    private static final int STEPS = 400;
    private static final long BASE_SEED = Long.getLong("penstock.seed", 100L);

    private record Sent(long id, Side side, OrderType type, TimeInForce timeInForce, long price, long quantity,
        boolean postOnly) {
    }

    /** A market and a trader made of random numbers; the same seed does the same, whichever rig it drives. */
    private static final class Script {
        final Random random;
        final List<Sent> sent = new ArrayList<>();
        private final long[] bids = new long[8];
        private final long[] asks = new long[8];
        private long mid = 10_000;
        private long nextId = 1L << 40 | 1;

        Script(final long seed) {
            random = new Random(seed);
        }

        void begin(final SimulationRig rig) {
            for (int i = 0; i < 8; i += 2) {
                bids[i] = mid - 1 - i / 2;
                asks[i] = mid + 1 + i / 2;
                bids[i + 1] = 50 + i;
                asks[i + 1] = 50 + i;
            }
            rig.snapshot(bids, asks);
        }

        void step(final SimulationRig rig, final boolean record) {
            final int what = random.nextInt(100);
            if (what < 40) {
                move(rig);
            } else if (what < 60) {
                rig.trade(random.nextBoolean() ? Side.BUY : Side.SELL, mid + random.nextInt(7) - 3,
                    1 + random.nextInt(120));
            } else if (what < 85) {
                order(rig, record);
            } else if (what < 98) {
                rig.cancel(nextId - 1 - random.nextInt(8), Side.BUY);
            } else {
                rig.book.invalidate();
                rig.exchange.onBookInvalid(0);
                rig.advanceTo(rig.nowNs + 5);
                begin(rig);
            }
            rig.advanceTo(rig.nowNs + random.nextInt(15));
        }

        private void move(final SimulationRig rig) {
            mid += random.nextInt(3) - 1;
            for (int i = 0; i < 8; i += 2) {
                bids[i] = mid - 1 - i / 2 + random.nextInt(2);
                asks[i] = mid + 1 + i / 2 - random.nextInt(2);
                bids[i + 1] = bids[i] > mid ? 0 : random.nextInt(3) * random.nextInt(60);
                asks[i + 1] = asks[i] < mid ? 0 : random.nextInt(3) * random.nextInt(60);
            }
            rig.update(bids, asks);
        }

        private void order(final SimulationRig rig, final boolean record) {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final OrderType type = random.nextInt(5) == 0 ? OrderType.MARKET : OrderType.LIMIT;
            final int draw = random.nextInt(10);
            final TimeInForce timeInForce = draw < 7 ? TimeInForce.GTC : draw < 9 ? TimeInForce.IOC : TimeInForce.FOK;
            final boolean postOnly = random.nextInt(4) == 0;
            final long price = mid + random.nextInt(9) - 4;
            final long quantity = 1 + random.nextInt(150);
            final long expire = random.nextInt(3) == 0 ? rig.nowNs + random.nextInt(300) : 0;
            rig.send(nextId, side, type, timeInForce, postOnly ? SimulatedExchange.POST_ONLY : 0, price, quantity,
                expire);
            if (record) {
                sent.add(new Sent(nextId, side, type, timeInForce, price, quantity, postOnly));
            }
            nextId++;
        }
    }

    private static SimulationConfig config(final long seed) {
        final SimulationConfig.QueueModel[] models = SimulationConfig.QueueModel.values();
        return new SimulationConfig(10, seed % 30, 8, seed % 17, models[(int) (seed % models.length)], -5_000, 50_000);
    }

    private static SimulationRig rig(final long seed, final int maxOrders, final int maxReports) {
        return new SimulationRig(config(seed),
            seed % 2 == 0 ? InstrumentKind.SPOT : InstrumentKind.LINEAR_PERPETUAL, maxOrders, maxReports);
    }

    @Test
    void shouldKeepEveryOrderLawful() {
        int trades = 0;
        int partial = 0;
        for (long seed = BASE_SEED; seed < BASE_SEED + 40; seed++) {
            final SimulationRig rig = seed % 5 == 0 ? rig(seed, 6, 12) : rig(seed, 64, 400);
            final Script script = new Script(seed);
            script.begin(rig);
            for (int i = 0; i < STEPS; i++) {
                script.step(rig, true);
            }
            rig.advanceTo(rig.nowNs + 1_000);
            long execution = 0;
            for (final long[] report : rig.raw) {
                if (report[1] == ExecutionType.TRADE.code()) {
                    trades++;
                    partial += report[5] > 0 ? 1 : 0;
                }
            }
            for (final Sent order : script.sent) {
                execution += check(order, rig.raw, seed % 5 == 0, "seed " + seed + " order " + order);
            }
            assertEquals(execution, rig.raw.stream().mapToLong(r -> r[6]).max().orElse(0), "seed " + seed);
        }
        assertTrue(trades > 2_000 && partial > 500, trades + " trades, " + partial + " partial");
    }

    /**
     * Reports in legal order, quantities that add up, prices within the limit. On a small exchange that runs full a
     * refused order is not known, so a cancel of it may be answered first, or not at all.
     *
     * @return how many trades
     */
    private static int check(final Sent order, final List<long[]> reports, final boolean small, final String where) {
        long cumulative = 0;
        long lastExchangeNs = 0;
        boolean accepted = false;
        boolean over = false;
        int trades = 0;
        for (final long[] report : reports) {
            if (report[0] != order.id) {
                continue;
            }
            final ExecutionType type = ExecutionType.of((int) report[1]);
            assertTrue((report[7] >= lastExchangeNs || small) && report[8] >= report[7] + 8, where);
            lastExchangeNs = report[7];
            if (type == ExecutionType.CANCEL_REJECTED) {
                assertTrue(over && report[10] == RejectReason.UNKNOWN_ORDER.code() || small, where);
                continue;
            }
            assertTrue(!over, where);
            assertEquals(accepted, type != ExecutionType.ACCEPTED && type != ExecutionType.REJECTED, where);
            accepted = true;
            if (type == ExecutionType.TRADE) {
                trades++;
                cumulative += report[3];
                assertTrue(report[3] > 0, where);
                assertEquals(order.quantity - cumulative, report[5], where);
                final long better = order.side == Side.BUY ? order.price - report[2] : report[2] - order.price;
                assertTrue(order.type == OrderType.MARKET || better >= 0, where);
                assertTrue(!order.postOnly || report[9] == Liquidity.MAKER.code(), where);
            } else if (type != ExecutionType.ACCEPTED) {
                assertEquals(0, report[5], where);
            }
            assertEquals(cumulative, report[4], where);
            over = cumulative == order.quantity || type == ExecutionType.REJECTED || type == ExecutionType.CANCELED
                || type == ExecutionType.EXPIRED;
        }
        final boolean fillOrKill = order.timeInForce == TimeInForce.FOK && cumulative > 0;
        assertTrue(!fillOrKill || cumulative == order.quantity, where);
        assertTrue(over || small || order.timeInForce == TimeInForce.GTC && order.type == OrderType.LIMIT, where);
        return trades;
    }

    @Test
    void shouldGoOnTheSameAfterSavingAndLoading() {
        for (long seed = BASE_SEED; seed < BASE_SEED + 20; seed++) {
            final Script first = new Script(seed);
            final Script second = new Script(seed);
            final SimulationRig straight = rig(seed, 64, 400);
            SimulationRig broken = rig(seed, 64, 400);
            first.begin(straight);
            second.begin(broken);
            for (int i = 0; i < STEPS / 2; i++) {
                first.step(straight, false);
                second.step(broken, false);
                if (i % 37 == seed % 37) {
                    final StateBuffer saved = broken.saved();
                    final SimulationRig loaded = rig(seed, 64, 400);
                    loaded.load(saved, broken.nowNs);
                    loaded.reports.addAll(broken.reports);
                    broken = loaded;
                }
                assertEquals(straight.saved().hash(), broken.saved().hash(), "seed " + seed + " step " + i);
            }
            assertEquals(straight.reports, broken.reports, "seed " + seed);
        }
    }

    /** The compiler books a few bytes on this thread while it works, so one window of events without any decides. */
    @Test
    void shouldAllocateNothingPerEvent() {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final SimulationRig rig = rig(1, 64, 400);
        final Script script = new Script(3);
        rig.collecting = false;
        script.begin(rig);
        assertTrue(threads.getCurrentThreadAllocatedBytes() > 0);
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 20 && least > 0; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                script.step(rig, false);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
