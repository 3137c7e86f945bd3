package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.ExecutionType;
import io.penstock.api.HostCondition;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.RiskLevel;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.HostStatusDecoder;
import io.penstock.engine.event.HostStatusEncoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.MarkPriceEncoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.OrderSendResultEncoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.event.ServerTimeEncoder;
import io.penstock.engine.order.Order;
import io.penstock.engine.output.RiskWriter;
import io.penstock.engine.state.StateBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Which control hears of which event, and that all of them come back from a state. */
class ControlsEventsTest {
    private static final int VERSION = ExecutionReportDecoder.SCHEMA_VERSION;

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    private final Controls controls = controls();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);

    private Controls controls() {
        return new Controls(rig.config, rig.view, rig.gate, new RigDesk(rig), rig.timers, rig.writer,
            new RiskWriter(rig.frame));
    }

    private TradingState asked(final Scope scope, final int id, final StateCause cause) {
        return rig.states.asked(scope, id, cause);
    }

    private void host(final int condition, final long limit, final long observed) {
        new HostStatusEncoder().wrap(buffer, 0).condition((short) condition).limitValue(limit)
            .observedValue(observed);
        controls.onHostStatus(
            new HostStatusDecoder().wrap(buffer, 0, HostStatusDecoder.BLOCK_LENGTH, VERSION), rig.nowNs);
    }

    private void serverTime(final int venue, final long offsetNs) {
        new ServerTimeEncoder().wrap(buffer, 0).venue((short) venue).offsetNs(offsetNs);
        controls.onServerTime(
            new ServerTimeDecoder().wrap(buffer, 0, ServerTimeDecoder.BLOCK_LENGTH, VERSION), rig.nowNs);
    }

    private void report(
        final Order order, final ExecutionType type, final int reason, final int error) {
        new ExecutionReportEncoder().wrap(buffer, 0).executionType((short) type.code()).reason((short) reason)
            .errorClass((short) error);
        controls.onReport(order, new ExecutionReportDecoder().wrap(
            buffer, 0, ExecutionReportDecoder.BLOCK_LENGTH, VERSION), rig.nowNs);
    }

    private void sent(final Order order, final SendResult result, final int error) {
        new OrderSendResultEncoder().wrap(buffer, 0).command((short) OrderCommandType.NEW.code())
            .result((short) result.code()).errorClass((short) error);
        controls.onSendResult(order, new OrderSendResultDecoder().wrap(
            buffer, 0, OrderSendResultDecoder.BLOCK_LENGTH, VERSION), rig.nowNs);
    }

    private void mark(final long price) {
        new MarkPriceEncoder().wrap(buffer, 0).instrumentId(0).markPrice(price);
        controls.onMarkPrice(
            new MarkPriceDecoder().wrap(buffer, 0, MarkPriceDecoder.BLOCK_LENGTH, VERSION), rig.nowNs);
    }

    private Order filled(final Side side, final long price) {
        final Order order = rig.limit(side, side == Side.BUY ? 9_990 : 10_010, 100);
        rig.report(order, ExecutionType.TRADE, price, 100);
        controls.onFill(order, 100, rig.nowNs);
        return order;
    }

    @Test
    void shouldTellTheHostsWordToWhomItConcerns() {
        controls.onInput(256);
        assertEquals(TradingState.CANCEL_ONLY, asked(Scope.GLOBAL, -1, StateCause.LAG));
        controls.onInput(0);
        host(HostCondition.WATCHDOG_LOST.code(), 5, 6);
        assertEquals(TradingState.REDUCE_ONLY, asked(Scope.GLOBAL, -1, StateCause.WATCHDOG));
        host(250, 5, 6);
        serverTime(200, 900_000_000L);
        serverTime(Venue.SYNTHETIC.code(), 900_000_000L);
        assertEquals(TradingState.REDUCE_ONLY, asked(Scope.VENUE, 0, StateCause.CLOCK));
        mark(9_900);
        assertEquals(9_900, rig.view.marks.price(0, 0, rig.nowNs));
    }

    @Test
    void shouldCountRefusalsAndForgetThemWithAnAcceptance() {
        rig.set(RiskLimit.MAX_REJECTS_IN_ROW, 2).set(RiskLimit.MAX_REJECTS, 5);
        final Order order = rig.limit(Side.BUY, 9_990, 100);
        report(order, ExecutionType.REJECTED, 250, 250);
        report(order, ExecutionType.ACCEPTED, 0, 0);
        report(order, ExecutionType.REJECTED, 250, 250);
        report(order, ExecutionType.TRADE, 0, 0);
        report(order, ExecutionType.CANCELED, 250, 250);
        sent(order, SendResult.SENT, 0);
        sent(order, SendResult.REFUSED, 0);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, 0));
        sent(order, SendResult.REFUSED, 250);
        assertEquals(TradingState.CANCEL_ONLY, asked(Scope.VENUE, 0, StateCause.REJECTS));
        rig.states.release(Scope.VENUE, 0, StateCause.REJECTS);
        controls.forget(Scope.VENUE, 0, StateCause.CLOCK);
        report(order, ExecutionType.REJECTED, RejectReason.OTHER.code(), 0);
        assertEquals(TradingState.CANCEL_ONLY, asked(Scope.VENUE, 0, StateCause.REJECTS), "nothing was forgotten");
        rig.states.release(Scope.VENUE, 0, StateCause.REJECTS);
        controls.forget(Scope.VENUE, 0, StateCause.REJECTS);
        report(order, ExecutionType.REJECTED, RejectReason.OTHER.code(), 0);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, 0));
        report(order, ExecutionType.REJECTED, RejectReason.WOULD_TAKE.code(), 0);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, 0), "nobody's fault");
        controls.forget(Scope.VENUE, 0, null);
        report(order, ExecutionType.REJECTED, RejectReason.FILTER.code(), VenueErrorClass.FILTER.code());
        report(order, ExecutionType.REJECTED, RejectReason.OTHER.code(), VenueErrorClass.FUNDS.code());
        assertEquals(TradingState.CANCEL_ONLY, asked(Scope.STRATEGY, 0, StateCause.REJECTS));
        sent(order, SendResult.SENT, VenueErrorClass.AUTH.code());
        assertEquals(TradingState.KILLED, asked(Scope.VENUE, 0, StateCause.PERMISSIONS));
    }

    @Test
    void shouldTellFillsAndForgetThemOnlyForTheirCauses() {
        rig.set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 2).set(RiskLimit.MAX_DAILY_LOSS, 200_00000000L);
        filled(Side.BUY, 9_990);
        assertEquals(1, rig.timers.size(), "the day begins with the first fill");
        filled(Side.SELL, 9_980);
        controls.forget(Scope.STRATEGY, 0, StateCause.LAG);
        filled(Side.BUY, 9_990);
        filled(Side.SELL, 9_980);
        assertEquals(TradingState.CANCEL_ONLY, asked(Scope.STRATEGY, 0, StateCause.CONSECUTIVE_LOSSES));
        for (final StateCause cause : new StateCause[] {StateCause.REPEAT, StateCause.CONSECUTIVE_LOSSES, null}) {
            rig.states.release(Scope.STRATEGY, 0, null);
            controls.forget(Scope.STRATEGY, 0, cause);
            filled(Side.BUY, 9_990);
            filled(Side.SELL, 9_980);
            assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 0), "forgot for " + cause);
        }
        rig.set(RiskLimit.MAX_DAILY_LOSS, 1);
        filled(Side.BUY, 9_990);
        assertEquals(TradingState.KILLED, asked(Scope.GLOBAL, -1, StateCause.DAILY_LOSS), "valued with the fill");
    }

    @Test
    void shouldGradeAndWatchLiquidationAtEachMark() {
        rig.set(RiskLimit.MIN_LIQUIDATION_RATE, 99_999_999L).set(RiskLimit.MAX_GROSS_NOTIONAL, 1)
            .set(RiskLimit.MAX_CONCENTRATION_RATE, 1);
        controls.onMarket(rig.market, rig.nowNs);
        assertEquals(1, rig.timers.size());
        rig.position(20_000);
        controls.onPosition(0);
        controls.onMark(rig.nowNs);
        assertEquals(TradingState.REDUCE_ONLY, asked(Scope.INSTRUMENT, 0, StateCause.LIQUIDATION_DISTANCE));
        assertEquals(RiskLevel.HIGH, controls.level(), "60: one of five shares is full");
        rig.set(RiskLimit.MAX_DAILY_LOSS, 1);
        rig.nowNs += 1_000_000;
        rig.book(8_990, 5_000, 8_980, 7_000, 9_010, 4_000, 9_060, 900_000);
        controls.onMarket(rig.market, rig.nowNs);
        assertEquals(TradingState.REDUCE_ONLY, asked(Scope.INSTRUMENT, 0, StateCause.VOLATILITY));
        assertEquals(1_800_00000000L, rig.view.exposure.worst(0));
        controls.onMark(rig.nowNs);
        assertEquals(TradingState.KILLED, asked(Scope.GLOBAL, -1, StateCause.DAILY_LOSS));
        rig.outputs.clear();
        controls.onDay(rig.nowNs);
        assertEquals(1, rig.outputs.all().size());
        assertEquals(2, rig.timers.size());
    }

    @Test
    void shouldCancelOnceAKillIsSeenAndFlattenOnDemand() {
        final Order order = rig.limit(Side.BUY, 9_990, 100);
        controls.afterEvent(rig.nowNs);
        rig.outputs.clear();
        assertEquals(0, rig.timers.size());
        rig.rung(TradingState.KILLED);
        controls.afterEvent(rig.nowNs);
        assertEquals(1, rig.outputs.of(104).size());
        controls.afterEvent(rig.nowNs);
        assertEquals(1, rig.outputs.of(104).size(), "taken once");
        controls.onKillTimer(rig.nowNs);
        assertEquals(2, rig.outputs.of(104).size());
        rig.canceled(order);
        rig.position(500);
        assertEquals(1, controls.flatten(Scope.GLOBAL, -1, rig.nowNs));
        assertEquals(3, rig.outputs.of(104).size());
        rig.canceled(rig.orders.oldestOpen());
        controls.onFlattenTimer(rig.nowNs);
        assertEquals(4, rig.outputs.of(104).size());
        assertEquals(1, controls.cancelAll(Scope.GLOBAL, -1, rig.nowNs));
    }

    @Test
    void shouldComeBackFromAState() {
        rig.set(RiskLimit.MAX_REJECTS_IN_ROW, 3).set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 3);
        controls.onMarket(rig.market, rig.nowNs);
        serverTime(Venue.SYNTHETIC.code(), 300_000_000L);
        filled(Side.BUY, 9_990);
        filled(Side.SELL, 9_980);
        filled(Side.BUY, 9_990);
        final Order order = rig.limit(Side.BUY, 9_985, 100);
        report(order, ExecutionType.REJECTED, 250, 250);
        rig.set(RiskLimit.MAX_GROSS_NOTIONAL, 1).set(RiskLimit.MAX_CONCENTRATION_RATE, 1);
        controls.onMark(rig.nowNs);
        rig.book(8_990, 5_000, 8_980, 7_000, 9_010, 4_000, 9_060, 900_000);
        controls.onMarket(rig.market, rig.nowNs + 1);
        rig.rung(TradingState.KILLED);
        controls.afterEvent(rig.nowNs);
        controls.flatten(Scope.GLOBAL, -1, rig.nowNs);
        final StateBuffer state = new StateBuffer();
        controls.writeTo(state);
        final Controls loaded = controls();
        loaded.readFrom(state);
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertEquals(state.hash(), again.hash());
        assertEquals(state.length(), again.length());
        assertEquals(736, state.length(), "nothing is left out");
        assertEquals(RiskLevel.HIGH, loaded.level());
    }

    @Test
    void shouldWriteTheGateWhole() {
        rig.limit(Side.BUY, 9_990, 100);
        rig.submit(rig.intent(Side.BUY, OrderType.MARKET, 0, 0, 100));
        mark(9_900);
        final StateBuffer state = new StateBuffer();
        rig.gate.writeTo(state);
        rig.gate.readFrom(state);
        final StateBuffer again = new StateBuffer();
        rig.gate.writeTo(again);
        assertEquals(state.hash(), again.hash());
        assertEquals(432 + 8 * RiskLimit.values().length, state.length(), "nothing is left out");
        assertEquals(9_900, rig.view.marks.price(0, 0, rig.nowNs));
        assertEquals(20_00000000L, rig.view.exposure.worst(0));
        final StateBuffer older = new StateBuffer();
        older.putInt(1);
        assertEquals("risk: state layout 1, this build reads 2",
            assertThrows(IllegalStateException.class, () -> rig.gate.readFrom(older)).getMessage());
    }
}
