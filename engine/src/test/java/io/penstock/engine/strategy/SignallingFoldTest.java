package io.penstock.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.api.SignalType;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import io.penstock.strategies.breakout.BreakoutFactory;
import io.penstock.strategies.momentum.MomentumFactory;
import io.penstock.strategies.reversion.MeanReversionFactory;
import io.penstock.strategies.trend.TrendFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The strategies that use signals, on real indicators over two timeframes, through the whole fold. */
class SignallingFoldTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long SEED = 7;
    private static final int BARS = 1_000;

    private static StrategyConfig strategy(final String name, final Map<String, Double> settings) {
        return new StrategyConfig(name, true, List.of(), BarSpec.parseAll(List.of("1m", "5m")), List.of(),
            0, GatePolicy.HOLD, settings);
    }

    private static TradingEngine begun(final Outputs outputs) {
        final TradingEngine engine = engine(outputs);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    private static TradingEngine engine(final Outputs outputs) {
        final List<StrategyConfig> strategies = List.of(
            strategy("momentum", Map.of("filter_bars", 30.0, "confirm_bars", 5.0, "entry_deviations@asia", 0.8)),
            strategy("mean_reversion", Map.of("entry_z", 1.0, "rsi_low", 40.0, "confirm_bars", 5.0,
                "most_against", 1.0)),
            strategy("trend", Map.of("fast_bars", 5.0, "slow_bars", 12.0, "confirm_bars", 5.0)),
            strategy("breakout", Map.of("entry_bars", 20.0, "exit_bars", 10.0, "slow_atr_bars", 30.0,
                "range_ratio", 0.9, "volume_ratio", 1.0, "confirm_bars", 5.0)));
        final EngineConfig base = TestConfig.with();
        return new TradingEngine(
            new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(), base.risk(),
                base.portfolio(), base.simulation(), strategies),
            List.of(new MomentumFactory(), new MeanReversionFactory(), new TrendFactory(), new BreakoutFactory()),
            true, outputs);
    }

    /** Spot and perpetual in turn, minute by minute; each bar of both is one step. */
    private static List<UnsafeBuffer> records() {
        final List<UnsafeBuffer> records = new ArrayList<>();
        final EventScript script = new EventScript((record, offset, length) -> {
            final byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            records.add(new UnsafeBuffer(bytes));
        }).instrument(0, "PENUSDT", InstrumentKind.SPOT).instrument(1, "STKUSDT", InstrumentKind.LINEAR_PERPETUAL);
        final SplittableRandom random = new SplittableRandom(SEED);
        final long[] price = {100_000, 100_000};
        long drift = 0;
        final long firstNs = script.nowNs() / MINUTE_NS * MINUTE_NS;
        for (int i = 0; i < BARS; i++) {
            if (i % 40 == 0) {
                drift = random.nextLong(-150, 151);
            }
            script.after(60_000);
            for (int id = 0; id < 2; id++) {
                final long open = price[id];
                final long close = Math.max(20_000, open + drift + random.nextLong(-300, 301));
                price[id] = close;
                script.bar(id, MINUTE_NS, firstNs + i * MINUTE_NS, open, Math.max(open, close) + random.nextLong(100),
                    Math.min(open, close) - random.nextLong(100), close, 500 + random.nextLong(2_000));
            }
        }
        return records;
    }

    private static void feed(final TradingEngine engine, final List<UnsafeBuffer> records) {
        for (final UnsafeBuffer record : records) {
            engine.onEvent(record, 0, record.capacity());
        }
    }

    @Test
    void shouldSignalOfEveryStrategyWhenMarketsMove() {
        final Outputs outputs = new Outputs();
        feed(begun(outputs), records());
        assertEquals(0, outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).size());
        final int[][] seen = new int[4][3];
        final int[][] wanted = new int[4][2];
        for (final UnsafeBuffer record : outputs.of(SignalDecoder.TEMPLATE_ID)) {
            final SignalDecoder signal = new SignalDecoder().wrap(record, Records.HEADER_LENGTH,
                SignalDecoder.BLOCK_LENGTH, SignalDecoder.SCHEMA_VERSION);
            final int strategy = signal.strategyId();
            final int id = signal.instrumentId();
            final int way = Side.of(signal.side()) == Side.BUY ? 1 : -1;
            if (SignalType.of(signal.signalType()) == SignalType.EXIT) {
                assertEquals(-way, wanted[strategy][id], "an exit of what was entered");
                wanted[strategy][id] = 0;
                seen[strategy][2]++;
            } else {
                assertTrue(id == 1 || way > 0, "spot is not sold short");
                assertEquals(MINUTE_NS, signal.timeframeSize());
                assertTrue(Double.longBitsToDouble(signal.confidenceBits()) >= 0.4);
                wanted[strategy][id] = way;
                seen[strategy][way > 0 ? 0 : 1]++;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            assertTrue(seen[i][0] > 5 && seen[i][1] > 5 && seen[i][2] > 5, "strategy " + i + ": long " + seen[i][0]
                + ", short " + seen[i][1] + ", exits " + seen[i][2]);
        }
    }

    @Test
    void shouldGoOnTheSameWhenASnapshotIsLoaded() {
        final List<UnsafeBuffer> records = records();
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 3; round++) {
            final int count = random.nextInt(2, records.size());
            final Outputs whole = new Outputs();
            final TradingEngine engine = begun(whole);
            feed(engine, records.subList(0, count));
            final StateBuffer state = new StateBuffer();
            engine.writeTo(state);
            final Outputs rest = new Outputs();
            final TradingEngine fresh = engine(rest);
            fresh.readFrom(state);
            whole.clear();
            feed(engine, records.subList(count, records.size()));
            feed(fresh, records.subList(count, records.size()));
            assertEquals(whole.all(), rest.all(), "snapshot after " + count + " of seed " + SEED);
            assertEquals(engine.stateHash(), fresh.stateHash(), "snapshot after " + count + " of seed " + SEED);
        }
    }
}
