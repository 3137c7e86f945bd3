package io.penstock.engine.support;

import io.penstock.api.CashFlowKind;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TradingState;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.OutboundPort;
import io.penstock.strategies.ema.EmaCrossFactory;
import io.penstock.strategies.flash.FlashFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session of two instruments drawn from a seed: everything that can happen to a market, to the feed and to an
 * operator, with strategies that trade it.
 */
public final class SeededSession {
    private static final int INSTRUMENTS = 2;
    private static final int DEPTH = 8;
    /** Every bit of OrderCapability but CANCEL_REPLACE and COUNTDOWN. */
    private static final int EVERYTHING = 431;

    private final SplittableRandom random;
    private final EventScript script;
    private final long[] mid = {10_000, 20_000};
    private final long[] updateId = {100, 5_000};
    private final List<TreeMap<Long, Long>> shown = List.of(new TreeMap<>(), new TreeMap<>());

    private SeededSession(final long seed, final EventScript script) {
        random = new SplittableRandom(seed);
        this.script = script;
    }

    /** The strategies that are known. */
    public static List<StrategyFactory> factories() {
        return List.of(new FlashFactory(), new ChurnFactory(), new PlansFactory(), new EmaCrossFactory());
    }

    /** A configuration under which a short session does everything. */
    public static EngineConfig config() {
        final TreeMap<String, Long> balances = new TreeMap<>(Map.of("USDT", 100_000_00000000L, "STK", 50_00000000L));
        return new EngineConfig(
            42, new CapacityConfig(4, 32, 32, 64), BookConfig.defaults(),
            new FeatureConfig(5, 500, 2_000, List.of(100L, 1_000L), 200),
            RiskConfig.defaults().with(RiskLimit.MAX_ORDER_NOTIONAL, 200_00000000L)
                .with(RiskLimit.MAX_ORDER_QUANTITY, 1_000_00000000L)
                .with(RiskLimit.MAX_POSITION_NOTIONAL, 300_00000000L).with(RiskLimit.MAX_OPEN_ORDERS, 6),
            new PortfolioConfig(balances, 500, "USDT", List.of("USDC"), List.of("XYZ"), 5, 400,
                new MetricsConfig(1_000, 40, 5, 2, 10)), SimulationConfig.defaults(), List.of(
                new StrategyConfig("flash", List.of(), Map.of(
                    "warm_up_ms", 0.0, "imbalance_threshold", 0.05, "entry_threshold", 0.1, "order_notional", 40.0,
                    "max_position_notional", 150.0, "max_spread_bp", 50.0, "order_lifetime_ms", 300.0)),
                new StrategyConfig("churn", List.of(), Map.of()),
                new StrategyConfig("plans", List.of(), Map.of()),
                new StrategyConfig("churn", List.of("STKUSDT"), Map.of("throw_at", 400.0)),
                new StrategyConfig("ema_cross", List.of(), Map.of(
                    "fast_bars", 2.0, "slow_bars", 5.0, "order_lots", 15.0))));
    }

    /** The record that opens a run of it. */
    public static UnsafeBuffer start() {
        return new RunRecord(
            RunMode.BACKTEST, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32], "a = 1\n").encode(1);
    }

    /** A fresh engine in a run that has begun. */
    public static TradingEngine engine(final OutboundPort port) {
        final TradingEngine engine = new TradingEngine(config(), factories(), true, port);
        final UnsafeBuffer start = start();
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    /** The inputs of a session, the clean end included. */
    public static MemoryLog record(final long seed, final int steps) {
        final MemoryLog log = new MemoryLog();
        final SeededSession session = new SeededSession(seed, new EventScript(log));
        session.begin();
        for (int i = 0; i < steps; i++) {
            session.step(i);
        }
        session.script.after(5_000).timeAdvanced().stop();
        return log;
    }

    private void begin() {
        script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, EVERYTHING);
        script.instrument(1, "STKUSDT", InstrumentKind.SPOT);
        for (int id = 0; id < INSTRUMENTS; id++) {
            snapshot(id);
        }
    }

    private void step(final int number) {
        final int id = random.nextInt(INSTRUMENTS);
        script.after(random.nextInt(40) == 0 ? random.nextInt(3_000) : random.nextInt(4) * random.nextInt(10));
        final int draw = random.nextInt(1_000);
        if (number == 150) {
            script.instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL, EVERYTHING);
        } else if (draw < 600) {
            diff(id, random.nextInt(6) == 0);
        } else if (draw < 800) {
            trade(id);
        } else if (draw < 900) {
            script.bbo(id, updateId[id] + random.nextInt(2), mid[id] - 1, 1 + random.nextInt(900), mid[id] + 1,
                1 + random.nextInt(900));
        } else if (draw < 915) {
            script.timeAdvanced();
        } else if (draw < 940) {
            funds(draw);
        } else if (draw < 975) {
            script.candle(id, mid[id] + random.nextInt(-20, 20));
        } else {
            seldom(id, draw);
        }
    }

    /** Marks, funding soon or just now, and money that comes and goes in assets with a price, without, and ignored. */
    private void funds(final int draw) {
        if (draw < 925) {
            script.markPrice(0, mid[0] + random.nextInt(-3, 4));
        } else if (draw < 932) {
            script.funding(0, random.nextBoolean(), random.nextInt(-20_000, 20_000),
                script.nowNs() + random.nextLong(-1_000_000_000L, 2_000_000_000L));
        } else {
            final String asset = List.of("USDT", "USDC", "STK", "XYZ").get(random.nextInt(4));
            script.cashFlow(CashFlowKind.of(1 + random.nextInt(7)), asset, random.nextInt(3) - 1,
                random.nextInt(-1_000_000, 2_000_000), random.nextInt(100));
        }
    }

    private void seldom(final int id, final int draw) {
        if (draw < 980) {
            script.book(id, false, updateId[id] + 5, updateId[id] + 6, 0, 2, 1, mid[id] - 1, 7);
            script.book(id, false, updateId[id] + 5, updateId[id] + 6, 1, 2, 1, mid[id] - 2, 7);
            diff(id, false);
            snapshot(id);
        } else if (draw < 983) {
            script.book(id, false, updateId[id], updateId[id] + 1, 0, 2, 1, mid[id] - 1, 7).timeAdvanced();
            snapshot(id);
        } else if (draw < 986) {
            script.feed(random.nextBoolean() ? -1 : id, FeedState.DISCONNECTED);
            trade(id);
            snapshot(0);
            snapshot(1);
            trade(id);
            script.feed(0, FeedState.SYNCED).feed(1, FeedState.SYNCED);
        } else if (draw < 988) {
            script.feed(id, FeedState.STALE);
            trade(id);
        } else if (draw < 990) {
            script.universe(id, false);
            for (int i = 0; i < 12; i++) {
                diff(id, false);
                trade(id);
            }
            script.universe(id, true);
        } else if (draw < 993) {
            script.feed(id, FeedState.SYNCED);
        } else {
            final int scope = random.nextBoolean() ? -1 : id;
            script.tradingState(scope, TradingState.of(random.nextInt(4)));
            for (int i = 0; i < 12; i++) {
                diff(i % INSTRUMENTS, false);
                trade(i % INSTRUMENTS);
                script.after(random.nextInt(20));
            }
            script.tradingState(scope, TradingState.ACTIVE);
        }
    }

    private void trade(final int id) {
        final Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long away = random.nextInt(3) == 0 ? 1 : 0;
        script.trade(
            id, aggressor, aggressor == Side.BUY ? mid[id] + 1 + away : mid[id] - 1 - away, 1 + random.nextInt(600));
    }

    /** Prices below the mid are bids, prices above it asks. */
    private TreeMap<Long, Long> wanted(final int id) {
        final TreeMap<Long, Long> wanted = new TreeMap<>();
        for (long price = mid[id] - DEPTH; price <= mid[id] + DEPTH; price++) {
            if (price != mid[id]) {
                final Long known = shown.get(id).get(price);
                wanted.put(price, known == null || random.nextInt(4) == 0 ? 1 + random.nextInt(900) : known);
            }
        }
        return wanted;
    }

    private void snapshot(final int id) {
        updateId[id] += 10;
        final TreeMap<Long, Long> wanted = wanted(id);
        script.book(id, true, updateId[id] - 1, updateId[id], 0, 1, DEPTH, pairs(wanted));
        shown.get(id).clear();
        shown.get(id).putAll(wanted);
    }

    private void diff(final int id, final boolean chunks) {
        final long before = mid[id];
        mid[id] += random.nextInt(5) == 0 ? random.nextInt(-2, 3) : 0;
        final TreeMap<Long, Long> wanted = wanted(id);
        final TreeMap<Long, Long> bids = new TreeMap<>();
        final TreeMap<Long, Long> asks = new TreeMap<>();
        for (long price = Math.min(before, mid[id]) - DEPTH; price <= Math.max(before, mid[id]) + DEPTH; price++) {
            note(bids, price, shownAt(id, price, before, true), price < mid[id] ? wanted.get(price) : null);
            note(asks, price, shownAt(id, price, before, false), price > mid[id] ? wanted.get(price) : null);
        }
        shown.get(id).clear();
        shown.get(id).putAll(wanted);
        final long last = updateId[id] + 1;
        if (chunks) {
            script.book(id, false, updateId[id], last, 0, 2, bids.size(), pairs(bids));
            script.book(id, false, updateId[id], last, 1, 2, 0, pairs(asks));
        } else {
            final long[] first = pairs(bids);
            final long[] second = pairs(asks);
            final long[] all = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            script.book(id, false, updateId[id], last, 0, 1, bids.size(), all);
        }
        updateId[id] = last;
    }

    private Long shownAt(final int id, final long price, final long before, final boolean bid) {
        return bid == price < before && price != before ? shown.get(id).get(price) : null;
    }

    private static void note(
        final TreeMap<Long, Long> changes, final long price, final Long known, final Long wanted) {
        if (wanted == null ? known != null : !wanted.equals(known)) {
            changes.put(price, wanted == null ? 0 : wanted);
        }
    }

    private static long[] pairs(final TreeMap<Long, Long> levels) {
        final long[] pairs = new long[2 * levels.size()];
        int at = 0;
        for (final Map.Entry<Long, Long> level : levels.entrySet()) {
            pairs[at++] = level.getKey();
            pairs[at++] = level.getValue();
        }
        return pairs;
    }
}
