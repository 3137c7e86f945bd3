package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.api.GatePolicy;
import io.penstock.api.Regime;
import io.penstock.api.RunMode;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.BarConfig;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.ForecastMadeDecoder;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.RegimeChangedDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.tools.Strategies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * 0 bytes per event with everything on that is made of markets: six timeframes, all indicators, regimes, forecasts of
 * level 2, five strategies, their gate and their signals. Also a program, for other flags.
 */
public class AnalysisAllocationTest {
    private static final long SEED = 20_261_121;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SECONDS = 600;
    private static final int STEPS_PER_SECOND = 2;
    private static final int PATHS = 40;
    private static final int STEPS = 10;
    private static final double SHORT_BARS = 30;
    private static final List<BarSpec> TIMEFRAMES = BarSpec.parseAll(List.of("1s", "1m", "5m", "15m", "1h", "4h"));
    private static final RegimeRules RULES =
        new RegimeRules(36, 12, 12, 48, 12, 60, 36, 8, 0.5, 1.2, 6, 12, 1.0, 1.4, 1.0);

    /** Counts bytes around each event alone, and what came out. */
    private static final class Meter implements OutboundPort {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long thread = Thread.currentThread().getId();
        private final UnsafeBuffer out = new UnsafeBuffer(new byte[64 << 10]);
        private final long[] seen = new long[1 << 10];
        private long bytes;

        void feed(final TradingEngine engine, final List<UnsafeBuffer> records, final int from, final int to) {
            bytes = 0;
            Arrays.fill(seen, 0);
            for (int i = from; i < to; i++) {
                final UnsafeBuffer record = records.get(i);
                final long before = threads.getThreadAllocatedBytes(thread);
                engine.onEvent(record, 0, record.capacity());
                bytes += threads.getThreadAllocatedBytes(thread) - before;
            }
        }

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            out.putBytes(0, record, offset, length);
            seen[Records.templateId(record, offset)]++;
        }
    }

    private static EngineConfig config() {
        final List<StrategyConfig> strategies = List.of(
            strategy("momentum", 1, List.of(Regime.BULL, Regime.BEAR, Regime.BREAKOUT),
                Map.of("filter_bars", SHORT_BARS, "volatility_bars", SHORT_BARS)),
            strategy("mean_reversion", 1, List.of(Regime.SIDEWAYS), Map.of()),
            strategy("trend", 1, List.of(), Map.of()),
            strategy("breakout", 1, List.of(Regime.BREAKOUT, Regime.VOLATILE), Map.of()),
            strategy("flash", 2, List.of(), Map.of()),
            strategy(ReadsEverything.NAME, TIMEFRAMES.size(), List.of(), Map.of()));
        final AnalysisConfig usual = AnalysisConfig.defaults();
        final RegimeConfig regime = usual.regime();
        return new EngineConfig(SEED, new CapacityConfig(2, 256, 256, 1_024), BookConfig.defaults(),
            FeatureConfig.defaults(), RiskConfig.defaults(), PortfolioConfig.defaults(), SimulationConfig.defaults(),
            strategies).with(usual.with(new BarConfig(TIMEFRAMES, usual.bar().kept(), usual.bar().graceMs()))
            .with(new RegimeConfig(true, TIMEFRAMES.get(0), RULES, 1, 1, regime.hysteresis(), 2, 5, "",
                regime.overlays())).with(usual.forecast().withLevel(2).withShape(PATHS, STEPS)));
    }

    private static StrategyConfig strategy(
        final String name, final int timeframes, final List<Regime> regimes, final Map<String, Double> settings) {
        return new StrategyConfig(
            name, true, List.of(), TIMEFRAMES.subList(0, timeframes), regimes, 0, GatePolicy.FLATTEN, settings);
    }

    private static TradingEngine engine(final OutboundPort outbound, final long startNs) {
        final List<StrategyFactory> factories = new ArrayList<>(Strategies.all());
        factories.add(new ReadsEverything());
        final TradingEngine engine = new TradingEngine(config(), factories, true, outbound);
        final UnsafeBuffer start = new RunRecord(RunMode.BACKTEST, SEED, 1, 1, 2, 0, new byte[32], new byte[32],
            new byte[32], "test").encode(startNs);
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    private static List<UnsafeBuffer> market() {
        final List<UnsafeBuffer> records = new ArrayList<>();
        final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(SEED,
            SyntheticConfig.DEMO_START_TIME_NS, SECONDS * SECOND_NS, STEPS_PER_SECOND, -1, 1, -1, 0, 0,
            List.of(SyntheticInstrument.stk())), new EventSource(1, false));
        while (!market.done()) {
            market.step((batch, offset, size, source) -> {
                for (int i = 0; i < size; i++) {
                    records.add(copy(batch, offset + i * Records.SLOT_LENGTH, records));
                }
                return true;
            });
        }
        return records;
    }

    private static UnsafeBuffer copy(final DirectBuffer batch, final int at, final List<UnsafeBuffer> before) {
        final int length = Records.length(batch, at);
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, batch, at, length);
        final long lastNs = before.isEmpty() ? 0 : Records.engineTimeNs(before.get(before.size() - 1), 0);
        Records.stamp(copy, 0, before.size(), Math.max(lastNs, Records.gatewayTimeNs(copy, 0)), 1, 0);
        return copy;
    }

    /**
     * Prints what the second half of a market allocates.
     *
     * @param arguments not looked at
     */
    public static void main(final String[] arguments) {
        final List<UnsafeBuffer> records = market();
        final long startNs = Records.engineTimeNs(records.get(0), 0);
        final Meter meter = new Meter();
        // every class whose first use would count is loaded by another engine
        meter.feed(engine(meter, startNs), records, 0, records.size());
        final TradingEngine engine = engine(meter, startNs);
        final int half = records.size() / 2;
        meter.feed(engine, records, 0, half);
        meter.feed(engine, records, half, records.size());
        System.out.println("sha256 " + meter.bytes + " " + (records.size() - half)
            + " " + meter.seen[BarClosedDecoder.TEMPLATE_ID] + " " + meter.seen[SignalDecoder.TEMPLATE_ID]
            + " " + meter.seen[SignalJudgedDecoder.TEMPLATE_ID] + " " + meter.seen[ForecastMadeDecoder.TEMPLATE_ID]
            + " " + meter.seen[RegimeChangedDecoder.TEMPLATE_ID] + " " + meter.seen[GateChangedDecoder.TEMPLATE_ID]);
    }

    @Test
    void shouldAllocateNotAByteWithEverythingOnWhenInterpreted() throws IOException, InterruptedException {
        final String said = MatrixCell.interpreter().run(Path.of("none"), AnalysisAllocationTest.class, "");
        final String[] found = said.split(" ");
        assertEquals("0", found[0], "bytes, events, bars, signals, judgements, forecasts, regime changes and gate"
            + " changes are " + said);
        for (int i = 1; i < found.length; i++) {
            assertTrue(Long.parseLong(found[i]) >= 5, "too little happened to say anything: " + said);
        }
    }
}
