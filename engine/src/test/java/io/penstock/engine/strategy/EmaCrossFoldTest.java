package io.penstock.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.CandleEncoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The crossover strategy, driven by candles through the whole fold. */
class EmaCrossFoldTest {
    private static TradingEngine engine(final Outputs outputs, final Map<String, Double> settings) {
        final EngineConfig base = TestConfig.with();
        final TradingEngine engine = new TradingEngine(
            new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(), base.risk(),
                base.portfolio(), base.simulation(), List.of(new StrategyConfig("ema_cross", List.of(), settings))),
            SeededSession.factories(), true, outputs);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    /** An average as the weighted sum it is, over all closes. */
    private static double average(final List<Long> closes, final int bars) {
        final double weight = 2.0 / (bars + 1);
        double sum = 0;
        double left = 1;
        for (int i = closes.size() - 1; i > 0; i--) {
            sum += closes.get(i) / 100.0 * weight * left;
            left *= 1 - weight;
        }
        return sum + closes.get(0) / 100.0 * left;
    }

    private static List<String> signals(final Outputs outputs) {
        final List<String> signals = new ArrayList<>();
        for (final UnsafeBuffer record : outputs.of(SignalDecoder.TEMPLATE_ID)) {
            final SignalDecoder signal = new SignalDecoder().wrap(
                record, Records.HEADER_LENGTH, SignalDecoder.BLOCK_LENGTH, 1);
            signals.add(signal.instrumentId() + " " + Side.of(signal.side()) + " "
                + Math.round(Double.longBitsToDouble(signal.strengthBits()) * 1e6));
        }
        return signals;
    }

    @Test
    void shouldSignalExactlyTheCrossingsOfTheNaiveAverages() {
        final int[] crossings = new int[1];
        PropertyRunner.of("crossings equal the naive ones").cases(30).steps(400).run((random, steps) -> {
            final int fast = 1 + random.nextInt(6);
            final int slow = fast + 1 + random.nextInt(10);
            final Outputs outputs = new Outputs();
            final EventScript script = new EventScript(engine(
                outputs, Map.of("fast_bars", (double) fast, "slow_bars", (double) slow))::onEvent)
                .instrument(0, "PENUSDT", InstrumentKind.SPOT).instrument(1, "STKUSDT", InstrumentKind.SPOT);
            final List<List<Long>> closes = List.of(new ArrayList<>(), new ArrayList<>());
            final List<String> wanted = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                final int id = random.nextInt(2);
                final List<Long> mine = closes.get(id);
                final double before = mine.isEmpty() ? 0 : average(mine, fast) - average(mine, slow);
                mine.add(10_000L + random.nextInt(-500, 500));
                final double now = average(mine, fast) - average(mine, slow);
                if (mine.size() > slow && mine.size() > 1 && before > 0 != now > 0) {
                    wanted.add(id + " " + (now > 0 ? Side.BUY : Side.SELL) + " " + Math.round(now * 1e6));
                }
                script.after(1).candle(id, mine.get(mine.size() - 1));
            }
            assertEquals(wanted, signals(outputs));
            crossings[0] += wanted.size();
        });
        assertTrue(crossings[0] > 500 || System.getProperty(PropertyRunner.SEED) != null, "crossings " + crossings[0]);
    }

    @Test
    void shouldTradeTheCrossingWhenASizeIsSetAndTheBookCanBeRead() {
        final Outputs outputs = new Outputs();
        final TradingEngine engine = engine(outputs, Map.of("fast_bars", 1.0, "slow_bars", 2.0, "order_lots", 50.0));
        final EventScript script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL);
        for (final long close : new long[] {10_020, 10_000, 9_980, 10_005}) {
            script.after(1).candle(0, close);
        }
        assertEquals(1, signals(outputs).size());
        assertEquals(0, engine.fold().orders().openCount(), "a bar without a book cannot be traded");
        script.after(1).snapshot(0, 1, 9_990, 500, 10_010, 400).candle(0, 9_970);
        script.after(100).timeAdvanced();
        assertEquals(-50, engine.fold().portfolio().position(0).position());
        assertEquals(1, outputs.of(FillDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldHearOnlyOfFinishedBars() {
        final Outputs outputs = new Outputs();
        final TradingEngine engine = engine(outputs, Map.of("fast_bars", 1.0, "slow_bars", 2.0));
        final EventScript script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.SPOT).candle(0, 100).candle(0, 90).candle(0, 80);
        script.event(CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, buffer -> {
            new CandleEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(0).closed((short) 0)
                .reserved((short) 0).reserved2((short) 0).intervalNs(1).openTimeNs(0).openPrice(1).highPrice(200)
                .lowPrice(1).closePrice(200).volume(1).quoteVolume(1).tradeCount(1).exchangeTimeNs(0);
            return CandleEncoder.BLOCK_LENGTH;
        });
        assertTrue(signals(outputs).isEmpty());
        script.candle(0, 200);
        assertEquals(1, signals(outputs).size());
    }
}
