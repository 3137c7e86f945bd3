package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.FeedState;
import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OperatorAction;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.Regime;
import io.penstock.api.RegimeOverlay;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.SeriesReadingEncoder;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What opens and closes the gate of a strategy, and what follows. */
class RegimeGateTest {
    private static final List<Regime> TRENDS = List.of(Regime.BULL, Regime.BEAR);

    private static SignalRig rig(final GatePolicy policy) {
        return new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", TRENDS, 0, policy), SignalRig.trades("b", Map.of()));
    }

    /** Rests an order of the first strategy and returns its number. */
    private static long rest(final SignalRig rig, final Side side, final long price, final long quantity) {
        final long[] id = new long[1];
        rig.then("a", (market, desk) -> id[0] = desk.submit(
            side, OrderType.LIMIT, TimeInForce.GTC, 0, price, quantity, 0)).book().answered();
        assertTrue(id[0] > 0);
        return id[0];
    }

    private static OrderStatus status(final SignalRig rig, final long id) {
        return rig.engine.fold().orders().find(id).status();
    }

    @Test
    void shouldBeginClosedWhenNoRegimeIsKnownAndOpenWhenOneIsThatAdmits() {
        final SignalRig rig = rig(GatePolicy.HOLD);
        final RegimeGate gate = rig.engine.fold().signals().gate();
        assertTrue(gate.open(0, 0) && gate.open(0, 1));
        rig.regime(Regime.UNKNOWN).entry("a", Side.BUY, 0.5).entry("b", Side.BUY, 0.5).book();
        assertEquals("a closed UNKNOWN HOLD canceled 0 held 0", rig.gates());
        assertEquals(0, rig.judged().get(0).regime());
        assertEquals("a GATE_CLOSED 0->0, b TRADED 0->50000", rig.verdicts());
        rig.regime(Regime.BEAR).regime(Regime.BULL);
        assertEquals("a open BEAR HOLD canceled 0 held 0", rig.gates(), "bear to bull is no change");
        rig.outputs.clear();
        rig.book();
        assertEquals("", rig.verdicts(), "what was refused is not judged again");
    }

    @Test
    void shouldBeClosedBeforeAnyWordOfARegime() {
        final SignalRig rig = rig(GatePolicy.HOLD);
        rig.script.instrument(1, "STKUSDT", InstrumentKind.SPOT);
        assertTrue(rig.outputs.of(GateChangedDecoder.TEMPLATE_ID).isEmpty());
        assertEquals(false, rig.engine.fold().signals().gate().open(1, 0));
        assertEquals(true, rig.engine.fold().signals().gate().open(1, 1));
    }

    @Test
    void shouldCloseWhenAnAvoidedOverlayHolds() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", List.of(), RegimeOverlay.RISK_OFF, GatePolicy.HOLD),
            SignalRig.trades("b", TRENDS, RegimeOverlay.INFLATIONARY, GatePolicy.REDUCE));
        rig.views.overlays = RegimeOverlay.RISK_OFF;
        rig.regime(Regime.BULL);
        rig.views.overlays = RegimeOverlay.INFLATIONARY;
        rig.regime(Regime.BULL);
        rig.views.overlays = 0;
        rig.regime(Regime.SIDEWAYS).regime(Regime.BEAR);
        assertEquals("a closed BULL HOLD canceled 0 held 0, a open BULL HOLD canceled 0 held 0, "
            + "b closed BULL REDUCE canceled 0 held 0, b open BEAR REDUCE canceled 0 held 0", rig.gates());
    }

    @Test
    void shouldNotCountSignalsOfClosedGates() {
        final SignalRig rig = rig(GatePolicy.HOLD);
        rig.entry("a", Side.SELL, 1).book();
        rig.verdicts();
        rig.regime(Regime.VOLATILE).entry("b", Side.BUY, 0.5).book();
        assertEquals("b TRADED 0->", rig.verdicts().substring(0, 12));
        rig.regime(Regime.BULL).entry("b", Side.BUY, 0.5).book();
        assertEquals("b SCORE_TOO_LOW", rig.verdicts().substring(0, 15), "it stands again");
    }

    @Test
    void shouldLeaveEverythingWhenThePolicyIsToHold() {
        final SignalRig rig = rig(GatePolicy.HOLD);
        rig.entry("a", Side.BUY, 0.5).book().answered();
        final long resting = rest(rig, Side.BUY, 9_950, 1_000);
        rig.regime(Regime.SIDEWAYS).book().answered();
        assertEquals(OrderStatus.NEW, status(rig, resting));
        assertEquals(50_000, rig.held(0));
        assertEquals("a closed SIDEWAYS HOLD canceled 0 held 50000", rig.gates());
        rig.exit("a").book().answered().answered();
        assertEquals(0, rig.held(0), "the strategy itself may always close");
    }

    @Test
    void shouldCancelOnlyWhatCouldOpenWhenThePolicyIsToReduce() {
        final SignalRig rig = rig(GatePolicy.REDUCE);
        rig.entry("a", Side.BUY, 0.5).book().answered();
        final long adds = rest(rig, Side.BUY, 9_950, 1_000);
        final long closesHalf = rest(rig, Side.SELL, 10_050, 25_000);
        final long turns = rest(rig, Side.SELL, 10_051, 25_001);
        final long closesRest = rest(rig, Side.SELL, 10_052, 25_000);
        rig.regime(Regime.SIDEWAYS).book().answered();
        assertEquals("a closed SIDEWAYS REDUCE canceled 2 held 50000", rig.gates());
        assertEquals(List.of(OrderStatus.CANCELED, OrderStatus.NEW, OrderStatus.CANCELED, OrderStatus.NEW),
            List.of(status(rig, adds), status(rig, closesHalf), status(rig, turns), status(rig, closesRest)));
        assertEquals(50_000, rig.held(0));
    }

    @Test
    void shouldKeepBothOrdersOfAPairThatClosesWhenThePolicyIsToReduce() {
        final SignalRig rig = rig(GatePolicy.REDUCE);
        rig.entry("a", Side.BUY, 0.5).book().answered();
        final OrderTicket first = new OrderTicket();
        final OrderTicket second = new OrderTicket();
        rig.then("a", (market, desk) -> desk.submitOco(first.limit(Side.SELL, 10_050, 50_000),
            second.stop(Side.SELL, 9_950, 50_000))).book().answered();
        rig.regime(Regime.SIDEWAYS).book().answered();
        assertEquals("a closed SIDEWAYS REDUCE canceled 0 held 50000", rig.gates());
        assertEquals(2, rig.engine.fold().orders().openCount(0, 0));
        assertEquals(50_000, rig.engine.fold().orders().openQuantity(0, 0, Side.SELL));
    }

    @Test
    void shouldCancelAndCloseEverythingWhenThePolicyIsToFlatten() {
        final SignalRig rig = rig(GatePolicy.FLATTEN);
        rig.entry("a", Side.BUY, 0.5).entry("b", Side.BUY, 0.5).book().answered();
        final long other = rig.held(1);
        final long resting = rest(rig, Side.BUY, 9_950, 1_000);
        rig.outputs.clear();
        rig.regime(Regime.SIDEWAYS);
        assertFalse(rig.standing(0).stated() || rig.standing(0).gateOpen(), "an exit of its own");
        rig.answered().book().answered();
        assertEquals("a closed SIDEWAYS FLATTEN canceled 1 held 50000", rig.gates());
        assertEquals(OrderStatus.CANCELED, status(rig, resting));
        assertEquals(0, rig.held(0));
        assertEquals(other, rig.held(1));
        assertEquals("", rig.verdicts(), "the gate's exit is no signal");
        rig.book().answered();
        assertEquals(0, rig.engine.fold().orders().openCount());
    }

    @Test
    void shouldTryAgainUntilFlatWhenAClosingOrderIsDeniedOrThereIsNoPrice() {
        final SignalRig rig = rig(GatePolicy.FLATTEN);
        rig.entry("a", Side.SELL, 0.5).book().answered();
        rig.outputs.clear();
        rig.script.tradingState(0, TradingState.CANCEL_ONLY);
        rig.regime(Regime.SIDEWAYS).book().book().book();
        assertEquals(List.of(DenialCode.TRADING_STATE), rig.denials());
        rig.script.tradingState(0, TradingState.ACTIVE).feed(0, FeedState.DISCONNECTED).candle(0, 10_000);
        assertEquals(-50_000, rig.held(0));
        rig.script.feed(0, FeedState.SYNCED);
        rig.book().answered();
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldGoOnFlatteningWhenTheGateOpensUnlessTheStrategyEntersAnew() {
        final SignalRig rig = rig(GatePolicy.FLATTEN);
        rig.entry("a", Side.BUY, 0.5).book().answered();
        rig.script.tradingState(0, TradingState.CANCEL_ONLY);
        rig.regime(Regime.SIDEWAYS).regime(Regime.BULL);
        rig.script.tradingState(0, TradingState.ACTIVE);
        rig.outputs.clear();
        rig.entry("a", Side.BUY, 0.5).book().answered();
        assertEquals("a HELD", rig.verdicts().substring(0, 6));
        rig.script.tradingState(0, TradingState.CANCEL_ONLY);
        rig.regime(Regime.SIDEWAYS).regime(Regime.BULL);
        rig.script.tradingState(0, TradingState.ACTIVE);
        rig.book().answered();
        assertEquals(0, rig.held(0));
    }

    @Test
    void shouldDenyWhatOpensAtTheDeskWhileTheGateIsClosed() {
        final SignalRig rig = rig(GatePolicy.HOLD);
        rig.entry("a", Side.BUY, 0.5).book().answered();
        rig.regime(Regime.SIDEWAYS);
        rig.outputs.clear();
        final long[] ids = new long[5];
        rig.then("a", (market, desk) -> {
            ids[0] = desk.submit(Side.BUY, OrderType.MARKET, TimeInForce.IOC, 0, 0, 1, 0);
            ids[1] = desk.submit(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_050, 50_001, 0);
            ids[2] = desk.submit(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_050, 30_000, 0);
            ids[3] = desk.submit(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_051, 20_001, 0);
            ids[4] = desk.submit(Side.SELL, OrderType.LIMIT, TimeInForce.GTC, 0, 10_051, 20_000, 0);
        }).then("b", (market, desk) -> desk.submit(Side.SELL, OrderType.MARKET, TimeInForce.IOC, 0, 0, 7, 0));
        rig.book();
        assertEquals(List.of(OrderDesk.DENIED, OrderDesk.DENIED, OrderDesk.DENIED),
            List.of(ids[0], ids[1], ids[3]));
        assertTrue(ids[2] > 0 && ids[4] > 0);
        assertEquals(List.of(DenialCode.REGIME_GATE, DenialCode.REGIME_GATE, DenialCode.REGIME_GATE), rig.denials());
        rig.answered();
        assertEquals(-7, rig.held(1), "other strategies go on");
        rig.then("a", (market, desk) -> {
            ids[0] = desk.replace(ids[2], 10_060, 30_000);
            ids[1] = desk.replace(ids[4], 10_060, 20_001);
        }).book();
        assertTrue(ids[0] != OrderDesk.DENIED && ids[1] == OrderDesk.DENIED, "what an order becomes counts, not both");
        final Orders orders = rig.engine.fold().orders();
        for (Order order = orders.oldestOpen(0, 0); order != Order.NONE; order = orders.nextPeer(order)) {
            assertEquals(Side.SELL, order.side());
        }
    }

    @Test
    void shouldHoldNothingAnyMoreWhenAnOperatorClosedThePosition() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", List.of(), 0, GatePolicy.HOLD), SignalRig.trades("b", List.of(), 0, GatePolicy.HOLD));
        rig.entry("b", Side.BUY, 0.5).book().answered();
        assertEquals(50_000, rig.held(1));
        rig.script.event(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, buffer -> {
            final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(buffer, Records.HEADER_LENGTH);
            event.commandIdHigh(7).commandIdLow(7).instrumentId(-1).command((short) OperatorAction.FLATTEN.code())
                .tradingState((short) 0).role((short) 2).channel((short) 0).argument(0)
                .scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0).scopeId(-1).who("me")
                .body("").reason("enough");
            return event.encodedLength();
        });
        rig.book().answered();
        rig.script.after(10_000).timeAdvanced();
        assertEquals(0, rig.engine.fold().portfolio().position(0).position());
        assertEquals(0, rig.held(0) + rig.held(1), "or its next exit would open a position");
        rig.exit("b").book().answered();
        assertEquals(0, rig.engine.fold().portfolio().position(0).position());
    }

    /** Says that the index of fear and greed is at a value, from a moment on. */
    private static void fearAndGreed(final EventScript script, final double value, final long publishedNs) {
        script.event(SeriesReadingEncoder.TEMPLATE_ID, SeriesReadingEncoder.BLOCK_LENGTH, buffer -> {
            final SeriesReadingEncoder event = new SeriesReadingEncoder().wrap(buffer, Records.HEADER_LENGTH);
            event.seriesId(1).reserved(0).valueBits(Double.doubleToLongBits(value)).periodStartNs(0)
                .publishedTimeNs(publishedNs).name("fear_greed");
            return SeriesReadingEncoder.BLOCK_LENGTH;
        });
    }

    @Test
    void shouldFlattenWhenAReadingSwitchesAnOverlayOnAndOpenWhenItIsOff() {
        final SignalRig rig = new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", List.of(), RegimeOverlay.RISK_OFF, GatePolicy.FLATTEN));
        rig.entry("a", Side.BUY, 0.5).book().answered();
        rig.market().show(rig.market().analysed());
        fearAndGreed(rig.script, 10, rig.script.nowNs() + 5_000_000_000L);
        rig.book();
        assertEquals("", rig.gates(), "not before it is published");
        rig.script.after(6_000).timeAdvanced().after(100).timeAdvanced();
        assertEquals("a closed UNKNOWN FLATTEN canceled 0 held 50000", rig.gates());
        assertEquals(0, rig.held(0));
        rig.script.instrument(1, "STKUSDT", InstrumentKind.SPOT);
        assertEquals(false, rig.engine.fold().signals().gate().open(1, 0), "an overlay is of all markets");
        rig.outputs.clear();
        fearAndGreed(rig.script, 40, rig.script.nowNs());
        assertEquals("a open UNKNOWN FLATTEN canceled 0 held 0, a open UNKNOWN FLATTEN canceled 0 held 0",
            rig.gates());
    }

    @Test
    void shouldHeedOverlaysWhereNoRegimeIsTold() {
        final EngineConfig base = SignalRig.config(SignalConfig.defaults(), SignalRig.WIDE,
            SignalRig.trades("a", List.of(), RegimeOverlay.RISK_OFF, GatePolicy.HOLD));
        final RegimeConfig regime = base.analysis().regime();
        final TradingEngine engine = new TradingEngine(base.with(base.analysis().with(new RegimeConfig(false,
            regime.timeframe(), regime.rules(), 1, 1, regime.hysteresis(), regime.confirmBars(), regime.dwellBars(),
            "", regime.overlays()))), SignalRig.factories(new HashMap<>()), true, new Outputs());
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        final EventScript script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL);
        assertTrue(engine.fold().signals().gate().open(0, 0));
        fearAndGreed(script, 10, script.nowNs());
        script.after(1_000).timeAdvanced();
        assertEquals(RegimeOverlay.RISK_OFF, engine.fold().markets().get(0).analysis().regime().overlays());
        assertFalse(engine.fold().signals().gate().open(0, 0));
    }

    /** Ten bars up, ten that go nowhere, through the real rules. */
    @Test
    void shouldFollowTheRegimeThatBarsTell() {
        final RegimeConfig regimes = new RegimeConfig(true, BarSpec.parse("1m"),
            new RegimeRules(6, 4, 2, 6, 3, 12, 6, 1, 0.5, 1.2, 0.1, 0.2, 1.0, 1.4, 1.0), 1, 1, 0.1, 1, 1, "",
            List.of());
        final EngineConfig base = SignalRig.config(SignalConfig.defaults(), SignalRig.WIDE,
            SignalRig.trades("a", List.of(Regime.BULL), 0, GatePolicy.HOLD));
        final Outputs outputs = new Outputs();
        final TradingEngine engine = new TradingEngine(new EngineConfig(base.seed(), base.capacity(), base.book(),
            base.feature(), base.risk(), base.portfolio(), base.reconcile(), base.simulation(), base.strategies(),
            base.protection(), AnalysisConfig.defaults().with(regimes)), SignalRig.factories(new HashMap<>()), true,
            outputs);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        final EventScript script = new EventScript(engine::onEvent)
            .instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL);
        int opened = 0;
        int closed = 0;
        for (int i = 0; i < 60; i++) {
            script.after(60_000).candle(0, i < 30 ? 10_000 + 40 * i + i % 2 * 15 : 11_200 - i % 2 * 15);
            final boolean bull = engine.fold().markets().get(0).analysis().regime().regime() == Regime.BULL;
            assertEquals(bull, engine.fold().signals().gate().open(0, 0), "bar " + i);
            opened += bull && i < 30 ? 1 : 0;
            closed += !bull && i > 45 ? 1 : 0;
        }
        assertTrue(opened > 5 && closed > 5, opened + " open, " + closed + " closed");
        assertTrue(outputs.of(GateChangedDecoder.TEMPLATE_ID).size() >= 2);
    }
}
