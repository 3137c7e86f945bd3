package io.penstock.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TimeInForce;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StrategyRunnerTest {
    private static final long[] BOOK = {9_990, 500, 10_010, 400};

    private final Outputs outputs = new Outputs();
    private final List<String> seen = new ArrayList<>();

    private static EngineConfig config(final StrategyConfig... strategies) {
        final EngineConfig base = TestConfig.with();
        return new EngineConfig(base.seed(), base.capacity(), base.book(), base.feature(), base.risk(),
            base.portfolio(), base.simulation(), List.of(strategies));
    }

    private static StrategyConfig named(final String name, final String... instruments) {
        return new StrategyConfig(name, List.of(instruments), Map.of());
    }

    private StrategyFactory watcher(final String name) {
        return TestConfig.strategy(name, (market, desk) -> seen.add(name + " " + market.instrument().symbol()));
    }

    private static TradingEngine begun(final TradingEngine engine) {
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    private static EventScript script(final TradingEngine engine) {
        return new EventScript(engine::onEvent).instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL)
            .instrument(1, "STKUSDT", InstrumentKind.SPOT).after(1);
    }

    @Test
    void shouldCallInConfiguredOrderWhateverTheOrderOfFactories() {
        final TradingEngine engine = begun(new TradingEngine(
            config(named("b"), named("a"), named("c")), List.of(watcher("a"), watcher("b"), watcher("c")), true,
            outputs));
        script(engine).snapshot(0, 1, BOOK);
        assertEquals(List.of("b PENUSDT", "a PENUSDT", "c PENUSDT"), seen);
        assertEquals("a", engine.fold().strategies().name(1));
    }

    @Test
    void shouldCallOnlyForTheInstrumentsItTrades() {
        final TradingEngine engine = begun(new TradingEngine(
            config(named("all"), named("one", "STKUSDT"), named("none", "NOTUSDT")),
            List.of(watcher("all"), watcher("one"), watcher("none")), true, outputs));
        script(engine).snapshot(0, 1, BOOK).snapshot(1, 1, BOOK);
        assertEquals(List.of("all PENUSDT", "all STKUSDT", "one STKUSDT"), seen);
    }

    @Test
    void shouldNameWhatThereIsWhenAStrategyIsNotKnown() {
        assertEquals("no strategy is called 'flsh'; there are: flash, churn, plans, ema_cross",
            assertThrows(IllegalArgumentException.class, () -> new TradingEngine(
                config(named("flsh")), SeededSession.factories(), true, outputs)).getMessage());
    }

    @Test
    void shouldNameTheFaultWhenASettingIsNotAllowed() {
        assertEquals("throw_at = 0.0 is outside 1.0 to 1.0E9",
            assertThrows(IllegalArgumentException.class, () -> new TradingEngine(
                config(new StrategyConfig("churn", List.of(), Map.of("throw_at", 0.0))), SeededSession.factories(),
                true, outputs)).getMessage());
    }

    @Test
    void shouldCutTheMessageWhenAStrategyFailsVerbosely() {
        script(begun(new TradingEngine(config(named("faulty")), List.of(TestConfig.strategy(
            "faulty", (market, desk) -> {
                throw new IllegalStateException("x".repeat(1_000));
            })), true, outputs))).snapshot(0, 1, BOOK);
        final UnsafeBuffer record = outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).get(0);
        assertEquals(240, new StrategyDisabledDecoder().wrap(
            record, Records.HEADER_LENGTH, StrategyDisabledDecoder.BLOCK_LENGTH, 1).message().length());
        assertTrue(record.capacity() <= Records.SLOT_LENGTH);
    }

    @Test
    void shouldBlameTheStrategyAndLeaveNoTraceWhenItForgetsAWord() {
        final TradingEngine engine = begun(new TradingEngine(config(named("sloppy")), List.of(TestConfig.strategy(
            "sloppy", (market, desk) -> desk.submit(
                null, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 100, 0))), true, outputs));
        script(engine).snapshot(0, 1, BOOK).diff(0, 1, 9_991, 1);
        assertEquals(1, outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).size());
        assertEquals(0, engine.fold().orders().openCount());
        engine.stateHash();
    }

    /** A port that takes so many records. */
    private record Narrow(Outputs outputs, int room) implements OutboundPort {
        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            if (outputs.all().size() == room) {
                outputs.clear();
                throw new IllegalStateException("the disk is full");
            }
            outputs.publish(record, offset, length);
        }
    }

    @Test
    void shouldNotBlameTheStrategyWhenTheEngineFailsBeneathIt() {
        final TradingEngine engine = begun(new TradingEngine(config(named("opinion")), List.of(TestConfig.strategy(
            "opinion", (market, desk) -> desk.signal(Side.BUY, 1, 1))), true, new Narrow(outputs, 3)));
        final EventScript script = script(engine).snapshot(0, 1, BOOK);
        assertEquals("the disk is full", assertThrows(
            IllegalStateException.class, () -> script.diff(0, 1, 9_991, 1)).getMessage());
        assertTrue(outputs.all().isEmpty(), "nobody was disabled");
    }

    @Test
    void shouldNotCatchWhenTheMachineFails() {
        final EventScript script = script(begun(new TradingEngine(
            config(named("deep")), List.of(TestConfig.strategy("deep", (market, desk) -> {
                throw new StackOverflowError();
            })), true, outputs)));
        assertThrows(StackOverflowError.class, () -> script.snapshot(0, 1, BOOK));
    }

    /** Fails as soon as it hears of an instrument. */
    private static final class Allergic implements StrategyFactory, Strategy {
        @Override
        public String name() {
            return "allergic";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Strategy create(final ParameterValues values) {
            return new Allergic();
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
            throw new IllegalArgumentException(instrument.symbol());
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void writeTo(final StateWriter out) {
        }

        @Override
        public void readFrom(final StateReader in) {
        }
    }

    /** Says when it is told of an instrument and when it begins again; off at first. */
    private final class Telling implements StrategyFactory, BarStrategy {
        @Override
        public String name() {
            return "telling";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public Strategy create(final ParameterValues values) {
            return this;
        }

        @Override
        public void onInstrument(final InstrumentView instrument) {
            seen.add("told of " + instrument.symbol());
        }

        @Override
        public void onResume() {
            seen.add("begins again");
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
            seen.add("bar");
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            seen.add("market");
        }

        @Override
        public void writeTo(final StateWriter out) {
        }

        @Override
        public void readFrom(final StateReader in) {
        }
    }

    @Test
    void shouldKnowEveryInstrumentAndBeginAgainWhenItIsLetDecideLater() {
        final TradingEngine engine = begun(new TradingEngine(config(new StrategyConfig("telling", false, List.of(),
            List.of(), List.of(), 0, GatePolicy.HOLD, Map.of())), List.of(new Telling()), true, outputs));
        final EventScript script = script(engine);
        script.snapshot(0, 1, BOOK);
        assertEquals(List.of("told of PENUSDT", "told of STKUSDT"), seen, "one that is off is called for nothing else");
        assertTrue(engine.fold().strategies().enable(0, true));
        assertFalse(engine.fold().strategies().enable(0, true), "it decides already");
        script.snapshot(0, 1, BOOK);
        assertEquals(List.of("told of PENUSDT", "told of STKUSDT", "begins again"), seen, "markets do not move it");
    }

    @Test
    void shouldStayDisabledAndSayNothingAgainWhenASnapshotIsLoaded() {
        final TradingEngine engine = begun(new TradingEngine(
            config(named("allergic"), named("watcher")), List.of(new Allergic(), watcher("watcher")), true, outputs));
        final EventScript script = script(engine);
        assertEquals(1, outputs.of(StrategyDisabledDecoder.TEMPLATE_ID).size());
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        final Outputs resumed = new Outputs();
        final TradingEngine fresh = new TradingEngine(
            config(named("allergic"), named("watcher")), List.of(new Allergic(), watcher("watcher")), true, resumed);
        fresh.readFrom(state);
        assertTrue(resumed.all().isEmpty());
        assertEquals(engine.stateHash(), fresh.stateHash());
        new EventScript(fresh::onEvent).at(script.sequence()).after(2).snapshot(1, 1, BOOK);
        assertEquals(List.of("watcher STKUSDT"), seen);
        assertFalse(fresh.fold().orders().openCount() > 0);
    }
}
