package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.AlertCode;
import io.penstock.api.BookState;
import io.penstock.api.DenialCode;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.api.StrategyFactory;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.event.RunEndedDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.StrategyDisabledDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.TestConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TradingEngineTest {
    private static final long[] BOOK = {9_990, 500, 9_980, 700, 10_010, 400, 10_020, 900};

    private final Outputs outputs = new Outputs();
    private final List<String> seen = new ArrayList<>();
    private int submits;

    private TradingEngine engine(final StrategyFactory... factories) {
        final String[] names = new String[factories.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = factories[i].name();
        }
        final TradingEngine engine = new TradingEngine(TestConfig.with(names), List.of(factories), true, outputs);
        final UnsafeBuffer start = new RunRecord(
            RunMode.BACKTEST, 42, 1, 1, 2, 0, new byte[32], new byte[32], new byte[32], "a = 1\n").encode(1);
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    private StrategyFactory watcher() {
        return TestConfig.strategy("watcher", (market, desk) -> seen.add(
            market.book().bestBidPrice() + "/" + market.book().bestAskPrice() + "@" + market.nowNs()));
    }

    private StrategyFactory buyer(final OrderType type, final TimeInForce timeInForce, final long price) {
        return TestConfig.strategy("buyer", (market, desk) -> {
            if (submits++ == 0) {
                desk.submit(Side.BUY, type, timeInForce, 0, price, 600, 0);
            }
        });
    }

    private EventScript script(final TradingEngine engine) {
        return new EventScript(engine::onEvent).instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(1);
    }

    private AlertDecoder alert(final int index) {
        return new AlertDecoder().wrap(
            outputs.of(AlertDecoder.TEMPLATE_ID).get(index), Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, 1);
    }

    private RiskDecisionDecoder decision(final int index) {
        return new RiskDecisionDecoder().wrap(
            outputs.of(RiskDecisionDecoder.TEMPLATE_ID).get(index), Records.HEADER_LENGTH,
            RiskDecisionDecoder.BLOCK_LENGTH, 1);
    }

    @Test
    void shouldDecideOnlyWhenTheBookIsReadable() {
        final EventScript script = script(engine(watcher()));
        script.diff(0, 1, 9_990, 1).snapshot(0, 2, 9_990, 500, 9_980, 700);
        assertTrue(seen.isEmpty(), "no snapshot, then one side only");
        script.diff(0, 0, 10_010, 400);
        assertEquals(1, seen.size());
        script.diff(0, 1, 10_010, 1);
        assertEquals(1, seen.size(), "a locked book is not decided upon");
    }

    @Test
    void shouldTellOnceAndDenyWhenAnInstrumentLeavesTheUniverse() {
        final TradingEngine engine = engine(buyer(OrderType.LIMIT, TimeInForce.GTC, 9_990));
        final EventScript script = script(engine).universe(0, true).universe(0, false).universe(0, false);
        assertEquals(1, outputs.of(AlertDecoder.TEMPLATE_ID).size(), "only a change is worth a word");
        assertEquals(AlertCode.UNIVERSE_CHANGED.code(), alert(0).code());
        script.snapshot(0, 2, BOOK);
        assertEquals(DenialCode.NOT_IN_UNIVERSE.code(), decision(0).denial());
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        final TradingEngine other = engine(buyer(OrderType.LIMIT, TimeInForce.GTC, 9_990));
        other.readFrom(state);
        assertFalse(other.fold().markets().get(0).member(), "a snapshot keeps it");
        assertThrows(FoldFaultException.class, () -> script.universe(1, true), "not defined");
    }

    @Test
    void shouldInvalidateTheBookWhenADiffDoesNotFollow() {
        final TradingEngine engine = engine(watcher());
        final EventScript script = script(engine).snapshot(0, 2, BOOK).gap(0, 1, 9_991, 5);
        assertEquals(BookState.INVALID, engine.fold().markets().get(0).book().state());
        assertEquals(AlertCode.FEED_INVALID.code(), alert(0).code());
        script.diff(0, 1, 9_991, 5);
        assertEquals(1, seen.size(), "diffs are ignored until the next snapshot");
        script.snapshot(0, 2, BOOK);
        assertEquals(2, seen.size());
    }

    @Test
    void shouldReadNothingBetweenTheChunksOfAnUpdate() {
        final TradingEngine engine = engine(watcher());
        final EventScript script = script(engine);
        script.book(0, true, 0, 7, 0, 2, 2, 9_990, 500, 9_980, 700);
        assertTrue(seen.isEmpty());
        script.book(0, true, 0, 7, 1, 2, 0, 10_010, 400);
        assertEquals(List.of("9990/10010@" + script.nowNs()), seen);
    }

    @Test
    void shouldInvalidateTheBookWhenSomethingComesBetweenItsChunks() {
        final TradingEngine engine = engine(watcher());
        final EventScript script = script(engine).snapshot(0, 2, BOOK);
        script.book(0, false, 1, 7, 0, 2, 1, 9_991, 5).timeAdvanced();
        assertEquals(BookState.INVALID, engine.fold().markets().get(0).book().state());
        assertEquals(AlertCode.SEQUENCE_BROKEN.code(), alert(0).code());
    }

    @Test
    void shouldInvalidateTheBookWhenAChunkIsMissing() {
        final TradingEngine engine = engine(watcher());
        final EventScript script = script(engine).snapshot(0, 2, BOOK);
        script.book(0, false, 1, 7, 0, 3, 1, 9_991, 5).book(0, false, 1, 7, 2, 3, 1, 9_992, 5);
        assertEquals(BookState.INVALID, engine.fold().markets().get(0).book().state());
        assertEquals(AlertCode.SEQUENCE_BROKEN.code(), alert(0).code());
    }

    @Test
    void shouldInvalidateEveryBookWhenTheConnectionIsGone() {
        final TradingEngine engine = engine(watcher());
        script(engine).instrument(1, "STKUSDT", InstrumentKind.SPOT).snapshot(0, 2, BOOK).snapshot(1, 2, BOOK)
            .feed(-1, FeedState.DISCONNECTED);
        assertEquals(BookState.INVALID, engine.fold().markets().get(0).book().state());
        assertEquals(BookState.INVALID, engine.fold().markets().get(1).book().state());
    }

    @Test
    void shouldDecideNothingWhileTheFeedIsSilent() {
        final EventScript script = script(engine(watcher())).snapshot(0, 2, BOOK).feed(0, FeedState.STALE);
        script.trade(0, Side.BUY, 10_010, 3);
        assertEquals(1, seen.size());
        script.diff(0, 1, 9_991, 5);
        assertEquals(2, seen.size());
    }

    @Test
    void shouldStopBeforeChangingAnythingWhenAnInputIsNotOneOfThisLog() {
        final TradingEngine engine = engine(watcher());
        final EventScript script = script(engine).snapshot(0, 2, BOOK);
        final long hash = engine.stateHash();
        assertEquals("input 9: expected sequence 2 but got 9", assertThrows(
            FoldFaultException.class, () -> script.at(9).timeAdvanced()).getMessage());
        assertEquals("input 2: template 6: the instrument is not defined", assertThrows(
            FoldFaultException.class, () -> script.at(2).trade(5, Side.BUY, 1, 1)).getMessage());
        assertEquals("input 2: template 6: side, price or quantity is not one of a trade", assertThrows(
            FoldFaultException.class, () -> script.at(2).trade(0, Side.BUY, 1, 0)).getMessage());
        assertTrue(assertThrows(FoldFaultException.class, () -> script.at(2).after(-5).timeAdvanced()).getMessage()
            .startsWith("input 2: engine time goes backwards"));
        assertEquals(hash, engine.stateHash());
        script.at(2).after(5).timeAdvanced();
    }

    @Test
    void shouldDisableAStrategyAndGoOnWhenItThrows() {
        final EventScript script = script(engine(
            TestConfig.strategy("faulty", (market, desk) -> {
                throw new IllegalStateException("no such luck");
            }), watcher())).snapshot(0, 2, BOOK).diff(0, 1, 9_991, 5);
        assertEquals(2, seen.size());
        final List<UnsafeBuffer> disabled = outputs.of(StrategyDisabledDecoder.TEMPLATE_ID);
        assertEquals(1, disabled.size());
        assertEquals("java.lang.IllegalStateException: no such luck", new StrategyDisabledDecoder().wrap(
            disabled.get(0), Records.HEADER_LENGTH, StrategyDisabledDecoder.BLOCK_LENGTH, 1).message());
        assertTrue(script.sequence() > 0);
    }

    @Test
    void shouldFillAgainstTheBookWhenAMarketOrderArrives() {
        final TradingEngine engine = engine(buyer(OrderType.MARKET, TimeInForce.IOC, 0));
        final EventScript script = script(engine).snapshot(0, 2, BOOK).after(100).timeAdvanced();
        script.after(100).timeAdvanced();
        assertEquals(1, outputs.of(OrderCommandDecoder.TEMPLATE_ID).size());
        final List<UnsafeBuffer> fills = outputs.of(FillDecoder.TEMPLATE_ID);
        assertEquals(2, fills.size(), "walked two levels");
        assertEquals(600, engine.fold().portfolio().position(0).position());
        assertTrue(engine.fold().portfolio().conserved());
    }

    @Test
    void shouldDenyWithCodeLimitAndObservedWhenTheCollarIsBroken() {
        script(engine(buyer(OrderType.LIMIT, TimeInForce.GTC, 10_100))).snapshot(0, 2, BOOK);
        assertEquals(DenialCode.PRICE_COLLAR.code(), decision(0).denial());
        assertEquals(10_050, decision(0).limitValue());
        assertEquals(10_100, decision(0).observedValue());
        assertEquals(0, outputs.of(OrderCommandDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldDenyWhenAnOperatorAllowsCancelsOnly() {
        script(engine(buyer(OrderType.LIMIT, TimeInForce.GTC, 9_990)))
            .tradingState(-1, TradingState.CANCEL_ONLY).snapshot(0, 2, BOOK);
        assertEquals(DenialCode.TRADING_STATE.code(), decision(0).denial());
    }

    @Test
    void shouldBeginWithTheRunAndEndWithItsHash() {
        final TradingEngine engine = engine(watcher());
        script(engine).snapshot(0, 2, BOOK).stop();
        engine.end();
        assertEquals(RunStartedDecoder.TEMPLATE_ID, Records.templateId(outputs.all().get(0), 0));
        final List<UnsafeBuffer> ends = outputs.of(RunEndedDecoder.TEMPLATE_ID);
        assertEquals(1, ends.size());
        final RunEndedDecoder end = new RunEndedDecoder().wrap(
            ends.get(0), Records.HEADER_LENGTH, RunEndedDecoder.BLOCK_LENGTH, 1);
        assertEquals(outputs.all().size() - 1, end.outputs());
        assertNotEquals(0, end.stateHash());
        assertFalse(outputs.all().isEmpty());
    }
}
