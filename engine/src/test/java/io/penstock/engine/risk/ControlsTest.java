package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.HostCondition;
import io.penstock.api.InstrumentKind;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.state.StateBuffer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Each at-trade control by itself: what it lets pass, where it trips, what it takes to come back. */
class ControlsTest {
    private static RiskRig rig() {
        return new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    }

    private static TradingState global(final RiskRig rig) {
        return rig.states.state(Scope.GLOBAL, -1);
    }

    @Test
    void shouldMoveWithTheBacklogAndComeBackAtHalf() {
        final RiskRig rig = rig();
        final LagControl control = new LagControl(rig.limits, rig.states);
        final int[] backlogs = {128, 129, 65, 64, 231, 116, 115, 65, 64};
        final TradingState[] wanted = {
            TradingState.ACTIVE, TradingState.REDUCE_ONLY, TradingState.REDUCE_ONLY, TradingState.ACTIVE,
            TradingState.CANCEL_ONLY, TradingState.CANCEL_ONLY, TradingState.REDUCE_ONLY, TradingState.REDUCE_ONLY,
            TradingState.ACTIVE};
        for (int i = 0; i < backlogs.length; i++) {
            control.onBacklog(backlogs[i]);
            assertEquals(wanted[i], global(rig), "backlog " + backlogs[i] + ", step " + i);
        }
    }

    @Test
    void shouldDenyAVenueWhoseClockIsFarUntilItIsNear() {
        final RiskRig rig = rig();
        final ClockControl control = new ClockControl(rig.limits, rig.states, rig.writer);
        final int venue = Venue.SYNTHETIC.code();
        control.onOffset(venue, -750_000_000L);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, venue));
        control.onOffset(venue, -750_000_001L);
        assertEquals(TradingState.REDUCE_ONLY, rig.states.state(Scope.VENUE, venue));
        control.onOffset(venue, 250_000_001L);
        assertEquals(TradingState.REDUCE_ONLY, rig.states.state(Scope.VENUE, venue));
        control.onOffset(venue, 250_000_000L);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, venue));
        control.onOffset(venue, Long.MIN_VALUE);
        assertEquals(TradingState.REDUCE_ONLY, rig.states.state(Scope.VENUE, venue));
    }

    @Test
    void shouldFollowTheDiskButKeepAKill() {
        final RiskRig rig = rig();
        final HostControl control = new HostControl(rig.states);
        control.on(HostCondition.DISK_FREE, 200, 200);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.on(HostCondition.DISK_FREE, 200, 199);
        assertEquals(TradingState.REDUCE_ONLY, global(rig));
        control.on(HostCondition.DISK_FREE, 200, 200);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.on(HostCondition.WATCHDOG_LOST, 0, 0);
        control.on(HostCondition.ALERTS_DEAD, 0, 0);
        assertEquals(TradingState.REDUCE_ONLY, global(rig));
        control.on(HostCondition.WATCHDOG_BACK, 0, 0);
        assertEquals(TradingState.REDUCE_ONLY, global(rig), "alerts are dead still");
        control.on(HostCondition.ALERTS_BACK, 0, 0);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.on(HostCondition.DISK_FREE, 200, 100);
        assertEquals(TradingState.REDUCE_ONLY, global(rig));
        control.on(HostCondition.DISK_FREE, 200, 99);
        control.on(HostCondition.DISK_FREE, 200, 1_000);
        assertEquals(TradingState.KILLED, global(rig));
        assertEquals(1, rig.states.release(Scope.GLOBAL, -1, StateCause.JOURNAL));
        control.on(HostCondition.SENT_MISMATCH, 5, 6);
        assertEquals(TradingState.KILLED, global(rig));
    }

    @Test
    void shouldReduceAtFourFifthsAndKillAtTheLossOfTheDay() {
        final RiskRig rig = rig().set(RiskLimit.MAX_DAILY_LOSS, 100_00000000L);
        final LossControl control = new LossControl(
            rig.limits, rig.states, rig.portfolio.account(), rig.timers, rig.writer);
        control.onEquity(0);
        assertEquals(TradingState.ACTIVE, global(rig), "nothing to compare with yet");
        control.begin(RiskRig.NOW_NS);
        assertEquals(86_400_000_000_000L, rig.timers.nextDueNs());
        final long equity = rig.portfolio.account().equity();
        control.onEquity(equity - 79_99999999L);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.onEquity(AccountValue.UNKNOWN);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.onEquity(equity - 80_00000000L);
        assertEquals(TradingState.REDUCE_ONLY, global(rig));
        control.onEquity(equity);
        assertEquals(TradingState.REDUCE_ONLY, global(rig), "latched");
        control.onEquity(equity - 100_00000000L);
        assertEquals(TradingState.KILLED, rig.states.asked(Scope.GLOBAL, -1, StateCause.DAILY_LOSS));
        assertEquals(100_00000000L, control.dayLoss(equity - 100_00000000L));
    }

    @Test
    void shouldKillAtTheDrawdownFromTheHighest() {
        final RiskRig rig = rig().set(RiskLimit.MAX_DAILY_LOSS, 1_000_000_00000000L);
        final LossControl control = new LossControl(
            rig.limits, rig.states, rig.portfolio.account(), rig.timers, rig.writer);
        control.begin(RiskRig.NOW_NS);
        control.onEquity(2_000_00000000L);
        control.onEquity(1_840_00000001L);
        assertEquals(TradingState.ACTIVE, global(rig));
        control.onEquity(1_840_00000000L);
        assertEquals(TradingState.REDUCE_ONLY, global(rig));
        assertEquals(8_000_000L, control.drawdownRate(1_840_00000000L));
        final StateBuffer state = new StateBuffer();
        control.writeTo(state);
        final LossControl loaded = new LossControl(
            rig.limits, rig.states, rig.portfolio.account(), rig.timers, rig.writer);
        loaded.readFrom(state);
        loaded.onEquity(1_800_00000000L);
        assertEquals(TradingState.KILLED, rig.states.asked(Scope.GLOBAL, -1, StateCause.DRAWDOWN));
    }

    @Test
    void shouldCountAMissingFigureDouble() {
        assertEquals(0, TailControl.counted(AccountValue.UNKNOWN, AccountValue.UNKNOWN));
        assertEquals(7, TailControl.counted(7, 5));
        assertEquals(10, TailControl.counted(AccountValue.UNKNOWN, 5));
        assertEquals(Long.MAX_VALUE, TailControl.counted(AccountValue.UNKNOWN, Long.MAX_VALUE));
    }

    private static void fill(final RiskRig rig, final FillControl control, final Side side, final long price) {
        final Order order = rig.limit(side, side == Side.BUY ? 9_990 : 10_010, 100);
        rig.report(order, ExecutionType.TRADE, price, 100);
        control.onFill(order, 100, rig.nowNs);
    }

    @Test
    void shouldStopAStrategyThatEntersAgainAndAgain() {
        final RiskRig rig = rig().set(RiskLimit.MAX_REPEATED_ENTRIES, 2);
        final FillControl control = new FillControl(rig.limits, rig.states, rig.portfolio, rig.markets, 4, 2);
        fill(rig, control, Side.BUY, 9_990);
        fill(rig, control, Side.BUY, 9_990);
        fill(rig, control, Side.SELL, 10_010);
        fill(rig, control, Side.BUY, 9_990);
        fill(rig, control, Side.BUY, 9_990);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 0), "an exit forgets");
        fill(rig, control, Side.BUY, 9_990);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.asked(Scope.STRATEGY, 0, StateCause.REPEAT));
    }

    @Test
    void shouldStopAStrategyThatLosesTooOftenInARow() {
        final RiskRig rig = rig().set(RiskLimit.MAX_CONSECUTIVE_LOSSES, 2);
        final FillControl control = new FillControl(rig.limits, rig.states, rig.portfolio, rig.markets, 4, 2);
        fill(rig, control, Side.BUY, 9_990);
        fill(rig, control, Side.SELL, 9_980);
        assertEquals(1, control.losses(0));
        fill(rig, control, Side.SELL, 9_980);
        fill(rig, control, Side.BUY, 9_970);
        assertEquals(0, control.losses(0), "a gain forgets");
        fill(rig, control, Side.BUY, 9_990);
        fill(rig, control, Side.SELL, 9_980);
        fill(rig, control, Side.SELL, 9_980);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 0));
        fill(rig, control, Side.BUY, 9_981);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.asked(Scope.STRATEGY, 0, StateCause.CONSECUTIVE_LOSSES));
        control.forget(0);
        assertEquals(0, control.losses(0));
    }

    @Test
    void shouldBlameRejectsOnWhomTheyBelongTo() {
        final RiskRig rig = rig().set(RiskLimit.MAX_REJECTS_IN_ROW, 2).set(RiskLimit.MAX_REJECTS, 3);
        final RejectControl control = new RejectControl(rig.limits, rig.states, 2);
        final Venue venue = Venue.SYNTHETIC;
        control.onRejected(venue, 1, RejectReason.WOULD_TAKE, VenueErrorClass.REJECT, 1);
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.FILTER, 1);
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 1);
        control.onAccepted(venue, 1);
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 1);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, 0));
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.REJECT, 1);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.asked(Scope.VENUE, 0, StateCause.REJECTS), "three in all");
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.STRATEGY, 1));
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.FUNDS, 1);
        control.onRejected(venue, 1, RejectReason.OTHER, VenueErrorClass.FUNDS, 1);
        assertEquals(TradingState.CANCEL_ONLY, rig.states.asked(Scope.STRATEGY, 1, StateCause.REJECTS));
        control.onRejected(Venue.BYBIT_SPOT, 0, RejectReason.OTHER, VenueErrorClass.AUTH, 1);
        assertEquals(TradingState.KILLED, rig.states.state(Scope.VENUE, Venue.BYBIT_SPOT.code()));
    }

    @Test
    void shouldPauseAnInstrumentWhosePriceMovesTooFar() {
        final RiskRig rig = rig().set(RiskLimit.VOLATILITY_WINDOW_MS, 15_000);
        final VolatilityControl control = new VolatilityControl(rig.limits, rig.states, 4);
        final long second = 1_000_000_000L;
        control.onMid(1, 10_000, second);
        control.onMid(1, 10_500, 2 * second);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.INSTRUMENT, 1), "5 % exactly");
        control.onMid(1, 10_501, 3 * second);
        assertEquals(TradingState.REDUCE_ONLY, rig.states.state(Scope.INSTRUMENT, 1));
        control.onMid(1, 10_500, 62 * second);
        assertEquals(TradingState.REDUCE_ONLY, rig.states.state(Scope.INSTRUMENT, 1), "not yet a minute");
        control.onMid(1, 10_500, 64 * second);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.INSTRUMENT, 1));
        control.onMid(1, 9_900, 90 * second);
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.INSTRUMENT, 1), "the window forgot 10500");
    }

    @Test
    void shouldGradeFromTheLargestShareAndTheirMean() {
        assertEquals(0, RiskGrade.score(0, 0, 0, 0, 0));
        assertEquals(100, RiskGrade.score(100_000_000, 100_000_000, 100_000_000, 100_000_000, 100_000_000));
        assertEquals(60, RiskGrade.score(0, 0, 100_000_000, 0, 0));
        assertEquals(30, RiskGrade.score(50_000_000, 0, 0, 0, 0));
        assertEquals(100_000_000, RiskGrade.share(5, 5));
        assertEquals(100_000_000, RiskGrade.share(9, 0));
        assertEquals(25_000_000, RiskGrade.share(1, 4));
        assertEquals(0, RiskGrade.share(-1, 4));
    }

    @Test
    void shouldSeeWhenMoreLeavesThanWasApproved() {
        final RiskRig rig = rig();
        rig.limit(Side.BUY, 9_990, 100);
        assertEquals(TradingState.ACTIVE, global(rig));
        final IntentBalance balance = new IntentBalance(2);
        final DirectBuffer command = rig.outputs.of(104).get(0);
        balance.approve(0, 100);
        assertTrue(balance.send(command, 48, 0));
        assertFalse(balance.send(command, 48, 0), "sent twice");
        assertEquals(1, balance.approvedOrders(0));
        assertEquals(2, balance.sentOrders(0));
    }

    @Test
    void shouldForgetAWindowSliceBySlice() {
        final Windows windows = new Windows(2);
        windows.add(1, 5, 15_000, 1_000);
        windows.add(1, 7, 15_000, 9_000);
        assertEquals(12, windows.sum(1, 15_000, 16_000));
        assertEquals(7, windows.sum(1, 15_000, 17_000));
        assertEquals(0, windows.sum(0, 15_000, 17_000));
        assertEquals(0, windows.sum(1, 15_000, 99_000));
        windows.add(1, Long.MAX_VALUE, 15_000, 99_000);
        windows.add(1, 5, 15_000, 99_000);
        assertEquals(Long.MAX_VALUE, windows.sum(1, 15_000, 99_000));
    }
}
