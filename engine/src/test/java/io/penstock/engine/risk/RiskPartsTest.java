package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.config.AllowRule;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.state.StateBuffer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The parts that checks and gate lean on, to the unit, and each of them over a save and a load. */
class RiskPartsTest {
    private static final long SECOND = 1_000_000_000L;

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();

    private Intent intent(final Side side, final long price, final long quantity) {
        return rig.intent(side, OrderType.LIMIT, 0, price, quantity);
    }

    @Test
    void shouldKeepWindowsApartOverALoadAndAChangeOfLength() {
        final Windows windows = new Windows(3);
        windows.add(1, 5, 15_000, 20_000);
        windows.add(1, 6, 15_000, 22_000);
        windows.add(2, 7, 15_000, 35_500);
        final StateBuffer state = new StateBuffer();
        windows.writeTo(state);
        assertEquals(4 + 2 * (4 + 17 * 8), state.length());
        final Windows loaded = new Windows(3);
        loaded.add(0, 99, 15_000, 20_000);
        loaded.add(1, 99, 15_000, 20_000);
        loaded.readFrom(state);
        assertEquals(0, loaded.sum(0, 15_000, 23_000));
        assertEquals(11, loaded.sum(1, 15_000, 35_999));
        assertEquals(6, loaded.sum(1, 15_000, 36_000));
        assertEquals(6, loaded.sum(1, 15_000, 37_999));
        assertEquals(0, loaded.sum(1, 15_000, 38_000));
        assertEquals(7, loaded.sum(2, 15_000, 50_999));
        loaded.clear(2);
        assertEquals(0, loaded.sum(2, 15_000, 50_999));
        loaded.add(1, 3, 15_000, 40_000);
        loaded.add(2, 4, 15_000, 40_000);
        loaded.clear(1);
        assertEquals(4, loaded.sum(2, 15_000, 40_000));
        assertEquals(4, loaded.sum(2, 60_000, 40_000), "a longer window keeps what is there");
    }

    @Test
    void shouldPayMessagesOffAndKeepAShareForCancels() {
        rig.set(RiskLimit.MESSAGES_PER_SECOND, 10).set(RiskLimit.MESSAGE_BURST, 11)
            .set(RiskLimit.CANCEL_RESERVE_RATE, 30_000_000);
        final MessageThrottle throttle = new MessageThrottle(rig.limits);
        assertEquals(700_000_000, throttle.toleranceNs());
        for (int i = 0; i < 8; i++) {
            assertTrue(throttle.hasRoom(Venue.SYNTHETIC, SECOND), "message " + i);
            throttle.take(Venue.SYNTHETIC, SECOND);
        }
        assertFalse(throttle.hasRoom(Venue.SYNTHETIC, SECOND));
        assertEquals(800_000_000, throttle.aheadNs(Venue.SYNTHETIC, SECOND));
        assertEquals(0, throttle.aheadNs(Venue.BYBIT_SPOT, SECOND));
        assertTrue(throttle.hasRoom(Venue.SYNTHETIC, SECOND + 100_000_000));
        assertEquals(0, throttle.aheadNs(Venue.SYNTHETIC, 3 * SECOND));
        final StateBuffer state = new StateBuffer();
        throttle.writeTo(state);
        assertEquals(8 * Venue.values().length, state.length());
        final MessageThrottle loaded = new MessageThrottle(rig.limits);
        loaded.readFrom(state);
        assertFalse(loaded.hasRoom(Venue.SYNTHETIC, SECOND));
        rig.set(RiskLimit.MESSAGES_PER_SECOND, 0);
        assertFalse(loaded.hasRoom(Venue.BYBIT_SPOT, SECOND));
    }

    @Test
    void shouldRememberIntentsByAllThatTheySay() {
        final RecentIntents recent = new RecentIntents();
        assertEquals(Long.MAX_VALUE, recent.ageNs(intent(Side.BUY, 10_000, 100)));
        recent.add(intent(Side.BUY, 10_000, 100));
        rig.nowNs += 7;
        assertEquals(7, recent.ageNs(intent(Side.BUY, 10_000, 100)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(intent(Side.SELL, 10_000, 100)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(intent(Side.BUY, 10_005, 100)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(intent(Side.BUY, 10_000, 110)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(intent(Side.BUY, 10_000, 100).when(5, 0)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(rig.intent(Side.BUY, OrderType.STOP, 0, 10_000, 100)));
        assertEquals(Long.MAX_VALUE, recent.ageNs(rig.intent(Side.BUY, OrderType.LIMIT, 1, 10_000, 100)));
        final Intent other = intent(Side.BUY, 10_000, 100);
        other.strategyId = 1;
        assertEquals(Long.MAX_VALUE, recent.ageNs(other));
        for (int trigger = 1; trigger <= 3; trigger++) {
            recent.add(intent(Side.BUY, 10_000, 100).when(trigger, 0));
        }
        assertEquals(7, recent.ageNs(intent(Side.BUY, 10_000, 100)), "four have room");
        final StateBuffer state = new StateBuffer();
        recent.writeTo(state);
        assertEquals(4 + 4 * 44, state.length());
        final RecentIntents loaded = new RecentIntents();
        loaded.add(intent(Side.SELL, 10_000, 100));
        loaded.readFrom(state);
        assertEquals(Long.MAX_VALUE, loaded.ageNs(intent(Side.SELL, 10_000, 100)));
        assertEquals(7, loaded.ageNs(intent(Side.BUY, 10_000, 100)));
        assertEquals(0, loaded.ageNs(intent(Side.BUY, 10_000, 100).when(2, 0)));
        loaded.add(intent(Side.BUY, 10_000, 100).when(4, 0));
        assertEquals(Long.MAX_VALUE, loaded.ageNs(intent(Side.BUY, 10_000, 100)), "the oldest made room");
        assertEquals(0, loaded.ageNs(intent(Side.BUY, 10_000, 100).when(3, 0)));
    }

    @Test
    void shouldHoldOurSellsAndBuysAgainstEachOtherThroughCancels() {
        final Exposure exposure = rig.view.exposure;
        assertEquals(0, exposure.bestBuy(0));
        assertEquals(0, exposure.bestSell(0));
        final Order low = rig.limit(Side.BUY, 9_980, 100);
        final Order high = rig.limit(Side.BUY, 9_990, 100);
        final Order middle = rig.limit(Side.BUY, 9_985, 100);
        final Order near = rig.limit(Side.SELL, 10_010, 100);
        final Order far = rig.limit(Side.SELL, 10_020, 200);
        assertEquals(9_990, exposure.bestBuy(0));
        assertEquals(10_010, exposure.bestSell(0));
        assertEquals(5, exposure.venueOrders(Venue.SYNTHETIC));
        assertEquals(30_00000000L, exposure.worst(0), "the worse side");
        assertTrue(exposure.used(0));
        assertEquals(1, exposure.usedCount());
        rig.canceled(high);
        rig.canceled(near);
        assertEquals(9_985, exposure.bestBuy(0));
        assertEquals(10_020, exposure.bestSell(0));
        rig.canceled(low);
        assertEquals(9_985, exposure.bestBuy(0));
        rig.canceled(middle);
        assertEquals(0, exposure.bestBuy(0));
        assertEquals(20_00000000L, exposure.gross());
        assertEquals(20000000L, exposure.margin(0), "one percent");
        assertEquals(20000000L, exposure.venueMargin(Venue.SYNTHETIC));
        rig.position(-300);
        assertEquals(50_00000000L, exposure.worst(0), "short 300 and 200 more");
        exposure.rebuild();
        assertEquals(50_00000000L, exposure.worst(0));
        assertEquals(50_00000000L, exposure.gross());
        assertEquals(1, exposure.venueOrders(Venue.SYNTHETIC));
        assertEquals(10_020, exposure.bestSell(0));
        assertEquals(50000000L, exposure.venueMargin(Venue.SYNTHETIC));
        assertEquals(1, exposure.usedCount());
        rig.canceled(far);
        assertEquals(30_00000000L, exposure.worst(0));
        rig.position(300);
        assertFalse(exposure.used(0));
        assertEquals(0, exposure.usedCount());
        assertEquals(0, exposure.gross());
    }

    @Test
    void shouldNotValueWhatHasNoPrice() {
        final Market oak = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, 5, 10, 20, 400_000, 0);
        final Exposure exposure = rig.view.exposure;
        rig.portfolio.applyFill(1, 0, Side.BUY, 10_000, 100, 0, rig.portfolio.quoteAsset(1));
        exposure.touch(1);
        assertEquals(Long.MIN_VALUE, exposure.worst(1));
        assertEquals(Long.MIN_VALUE, exposure.gross());
        assertEquals(0, exposure.margin(1));
        rig.bookOf(oak);
        assertEquals(10_00000000L, exposure.worst(1));
        assertEquals(10_00000000L, exposure.gross());
    }

    /** The last command: its kind and what names it. */
    private String command() {
        final List<UnsafeBuffer> all = rig.outputs.of(OrderCommandDecoder.TEMPLATE_ID);
        final OrderCommandDecoder last = new OrderCommandDecoder().wrap(all.get(all.size() - 1),
            Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        return OrderCommandType.of(last.command()) + " " + last.venue() + " " + last.instrumentId() + " "
            + last.instructions() + " " + last.argument() + " " + last.quantity();
    }

    @Test
    void shouldCountEveryMessageToAVenue() {
        rig.set(RiskLimit.MESSAGES_PER_SECOND, 10).set(RiskLimit.MESSAGE_BURST, 100);
        final Order order = rig.limit(Side.BUY, 9_990, 100);
        final MessageThrottle throttle = rig.view.throttle;
        assertEquals(100_000_000, throttle.aheadNs(Venue.SYNTHETIC, rig.nowNs));
        rig.gate.query(order, 3);
        assertEquals("QUERY 0 0 0 3 100", command());
        rig.gate.reconcile(0, 9, true);
        assertEquals("RECONCILE 0 -1 1 9 0", command());
        rig.gate.reconcile(0, 9, false);
        assertEquals("RECONCILE 0 -1 0 9 0", command());
        rig.gate.cancelAll(0, 2);
        assertEquals("CANCEL_ALL 0 2 0 0 0", command());
        rig.gate.countdown(0, 2, 777);
        assertEquals("COUNTDOWN 0 2 0 777 0", command());
        rig.gate.cancel(order);
        assertEquals(700_000_000, throttle.aheadNs(Venue.SYNTHETIC, rig.nowNs));
    }

    @Test
    void shouldAskWithoutATraceAndCountPairsOnce() {
        assertEquals(DenialCode.NONE, rig.gate.ask(intent(Side.BUY, 9_990, 100)));
        assertEquals(DenialCode.LOT_SIZE, rig.gate.ask(intent(Side.BUY, 9_990, 105)));
        assertTrue(rig.outputs.all().isEmpty());
        final Intent stop = new Intent().set(rig.market, 0, Side.BUY, OrderType.LIMIT,
            TimeInForce.GTC, 0, 9_980, 300, 0, rig.nowNs);
        final Order first = rig.gate.openPair(intent(Side.BUY, 9_990, 100), stop);
        assertNotSame(Order.NONE, first);
        assertEquals(300, rig.orders.openBuyQuantity(0));
        assertEquals(first.clientOrderId(), rig.orders.sibling(first).linkId());
        final Order after = rig.gate.openAfter(rig.limit(Side.SELL, 10_010, 200), intent(Side.SELL, 10_015, 100));
        assertNotSame(Order.NONE, after);
        assertEquals(200, rig.orders.openSellQuantity(0));
        assertSame(Order.NONE, rig.gate.openAfter(first, intent(Side.BUY, 9_990, 105)));
        assertEquals(300, rig.orders.openBuyQuantity(0), "put back");
        assertSame(Order.NONE, rig.gate.openPair(intent(Side.BUY, 9_990, 105), stop));
        rig.gate.refuseChange(first, intent(Side.BUY, 9_990, 100));
        assertEquals("NOT_REPLACEABLE 0 100 1", rig.last());
        assertEquals(DenialCode.NONE, rig.judgeChange(first, 9_985, 150));
        assertEquals(DenialCode.LOT_SIZE, rig.judgeChange(first, 9_985, 155));
        assertEquals(300, rig.orders.openBuyQuantity(0));
    }

    @Test
    void shouldSayWhatIsWrongWithARule() {
        assertEquals("\"a/b/c\" is not strategy/symbol/venue/type, with * for any", message("a/b/c"));
        assertEquals("\"/b/*/*\" is not strategy/symbol/venue/type, with * for any", message("/b/*/*"));
        assertEquals("\"a//*/*\" is not strategy/symbol/venue/type, with * for any", message("a//*/*"));
        assertEquals("\"a/b/moon/*\": there is no venue \"moon\"", message("a/b/moon/*"));
        assertEquals("\"a/b/*/wish\": there is no order type \"wish\"", message("a/b/*/wish"));
        assertEquals("a/b/bybit-spot/stop-limit", AllowRule.parse("a/b/bybit-spot/stop-limit").text());
    }

    private static String message(final String rule) {
        return assertThrows(IllegalArgumentException.class, () -> AllowRule.parse(rule)).getMessage();
    }

    @Test
    void shouldKeepLimitsMarksAndCountsOverALoad() {
        rig.set(RiskLimit.MAX_OPEN_ORDERS, 3);
        final StateBuffer state = new StateBuffer();
        rig.limits.writeTo(state);
        assertEquals(8 + 8 * RiskLimit.values().length, state.length());
        final Limits loaded = new Limits(RiskGateTest.WIDE);
        loaded.readFrom(state);
        assertEquals(3, loaded.get(RiskLimit.MAX_OPEN_ORDERS));
        assertEquals(1, loaded.changes());
        state.clear();
        state.putInt(7);
        state.putInt(8);
        assertEquals("limits: state layout 7 with 8 values, this build reads 1 with " + RiskLimit.values().length,
            assertThrows(IllegalStateException.class, () -> loaded.readFrom(state)).getMessage());
        final IntentBalance balance = new IntentBalance(2);
        balance.approve(1, 50);
        balance.approve(1, 60);
        balance.approve(Portfolio.EXTERNAL, 70);
        final StateBuffer counts = new StateBuffer();
        balance.writeTo(counts);
        assertEquals(96, counts.length());
        final IntentBalance other = new IntentBalance(2);
        other.readFrom(counts);
        assertEquals(2, other.approvedOrders(1));
        assertEquals(0, other.approvedOrders(0));
        assertEquals(1, other.approvedOrders(Portfolio.EXTERNAL));
        assertTrue(other.balanced(1));
        rig.limit(Side.BUY, 9_990, 100);
        final UnsafeBuffer command = rig.outputs.of(OrderCommandDecoder.TEMPLATE_ID).get(0);
        other.approve(0, 99);
        assertFalse(other.send(command, Records.HEADER_LENGTH, 0), "100 of 99");
        other.approve(0, 101);
        assertTrue(other.balanced(0));
        assertTrue(other.send(command, Records.HEADER_LENGTH, 100), "a change to no more");
        assertEquals(2, other.sentOrders(0));
    }

    private void fill(
        final FillControl control, final Market market, final int strategy, final Side side, final long price,
        final long quantity) {
        final Intent stated = intent(side, side == Side.BUY ? 9_990 : 10_010, quantity);
        stated.market = market;
        stated.strategyId = strategy;
        final Order order = rig.submit(stated);
        rig.report(order, ExecutionType.TRADE, price, quantity);
        control.onFill(order, quantity, rig.nowNs);
    }

    @Test
    void shouldKeepFillsOfStrategiesAndInstrumentsApartOverALoad() {
        rig.set(RiskLimit.MAX_REPEATED_ENTRIES, 2).set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 2);
        final Market oak = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, 5, 10, 20, 400_000, 0);
        rig.bookOf(oak);
        final FillControl control = new FillControl(rig.limits, rig.states, rig.portfolio, rig.markets, 4, 2);
        fill(control, oak, 1, Side.SELL, 10_010, 100);
        fill(control, rig.market, 0, Side.BUY, 9_990, 100);
        fill(control, oak, 1, Side.SELL, 10_010, 50);
        fill(control, rig.market, 0, Side.SELL, 9_980, 100);
        fill(control, rig.market, 0, Side.BUY, 9_990, 100);
        assertEquals(1, control.losses(0));
        assertEquals(0, control.losses(1));
        final StateBuffer state = new StateBuffer();
        control.writeTo(2, state);
        assertEquals(4 * 16 + 8 + 4 + 2 * (4 + 17 * 8), state.length());
        final FillControl loaded = new FillControl(rig.limits, rig.states, rig.portfolio, rig.markets, 4, 2);
        loaded.readFrom(2, state);
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(2, again);
        assertEquals(state.hash(), again.hash());
        assertEquals(1, loaded.losses(0));
        fill(loaded, oak, 1, Side.BUY, 10_005, 50);
        assertEquals(0, loaded.losses(1), "reduced, not closed");
        fill(loaded, oak, 1, Side.BUY, 10_020, 150);
        assertEquals(1, loaded.losses(1), "turned with a loss");
        fill(loaded, oak, 1, Side.BUY, 9_990, 100);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 1), "a turn forgot the entries");
        fill(loaded, oak, 1, Side.BUY, 9_990, 100);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 1));
        loaded.forget(1);
        assertEquals(0, loaded.losses(1));
        assertEquals(1, loaded.losses(0));
        fill(loaded, oak, 1, Side.BUY, 9_990, 100);
        fill(loaded, oak, 1, Side.BUY, 9_990, 100);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 1), "forgotten");
        fill(loaded, oak, 1, Side.BUY, 9_990, 100);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.state(Scope.STRATEGY, 1));
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 0));
    }

    @Test
    void shouldCountRejectsOfVenuesAndStrategiesApart() {
        rig.set(RiskLimit.MAX_REJECTS, 3).set(RiskLimit.MAX_REJECTS_IN_ROW, 100).set(
            RiskLimit.REJECT_WINDOW_MS, 15_000);
        final RejectControl control = new RejectControl(rig.limits, rig.states, 2);
        final Venue venue = Venue.MEXC_SPOT;
        for (int i = 0; i < 2; i++) {
            control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, SECOND);
            control.onRejected(venue, 1, RejectReason.INSUFFICIENT_BALANCE, VenueErrorClass.NONE, SECOND);
            control.onRejected(venue, 0, RejectReason.OTHER, VenueErrorClass.BUG, SECOND);
        }
        control.forget(Scope.STRATEGY, 0);
        control.forget(Scope.GLOBAL, 0);
        final StateBuffer state = new StateBuffer();
        control.writeTo(state);
        final RejectControl loaded = new RejectControl(rig.limits, rig.states, 2);
        loaded.readFrom(state);
        loaded.onRejected(venue, 0, RejectReason.OTHER, VenueErrorClass.BUG, SECOND);
        loaded.onAccepted(venue, 1);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 0), "forgotten");
        loaded.onRejected(venue, 1, RejectReason.FILTER, VenueErrorClass.NONE, SECOND);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.state(Scope.STRATEGY, 1));
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, venue.code()));
        loaded.forget(Scope.VENUE, venue.code());
        loaded.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, SECOND);
        loaded.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 20 * SECOND);
        loaded.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 20 * SECOND);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, venue.code()), "the window moved on");
        loaded.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 20 * SECOND);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.state(Scope.VENUE, venue.code()));
        loaded.onRejected(Venue.SYNTHETIC, 1, RejectReason.PERMISSION, VenueErrorClass.NONE, SECOND);
        assertEquals(TradingState.KILLED, rig.states.state(Scope.VENUE, 0));
    }
}
