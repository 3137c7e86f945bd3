package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.AlertCode;
import io.penstock.api.InstrumentKind;
import io.penstock.api.RiskLevel;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.RiskLevelChangedDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.output.RiskWriter;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.time.TimerKind;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Controls that look at figures of the account: the figures are stated, what follows is asserted to the unit. */
class AccountControlsTest {
    private static final long ONE = 1_00000000L;
    private static final long DAY_NS = 86_400_000_000_000L;

    /** An account that says what it is told to. */
    private static final class Figures implements AccountValue {
        private long equity = 1_000 * ONE;
        private long deposits;
        private long liquidation;
        private long atRisk = UNKNOWN;
        private long shortfall = UNKNOWN;
        private double volatility = Double.NaN;

        @Override
        public long equity() {
            return equity;
        }

        @Override
        public long netDeposits() {
            return deposits;
        }

        @Override
        public long exposure(final int instrumentId) {
            return 0;
        }

        @Override
        public long grossExposure() {
            return 0;
        }

        @Override
        public long initialMargin(final int venueCode) {
            return 0;
        }

        @Override
        public long freeMargin(final int venueCode) {
            return 0;
        }

        @Override
        public long liquidationPrice(final int instrumentId) {
            return liquidation;
        }

        @Override
        public long valueAtRisk(final long confidenceE8) {
            return atRisk;
        }

        @Override
        public long expectedShortfall(final long confidenceE8) {
            return shortfall;
        }

        @Override
        public double volatility() {
            return volatility;
        }
    }

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    private final Figures account = new Figures();

    /** The last move of a scope: state, cause, limit, observed; then forgets all outputs. */
    private String moved() {
        final List<UnsafeBuffer> all = rig.outputs.of(TradingStateChangedDecoder.TEMPLATE_ID);
        if (all.isEmpty()) {
            return "none";
        }
        final TradingStateChangedDecoder last = new TradingStateChangedDecoder().wrap(all.get(all.size() - 1),
            Records.HEADER_LENGTH, TradingStateChangedDecoder.BLOCK_LENGTH,
            TradingStateChangedDecoder.SCHEMA_VERSION);
        final String text = Scope.of(last.scopeKind()) + " " + last.scopeId() + " "
            + TradingState.of(last.previousState()) + " " + TradingState.of(last.state()) + " "
            + StateCause.of(last.cause()) + " " + last.limitValue() + " " + last.observedValue();
        rig.outputs.clear();
        return text;
    }

    private LossControl loss() {
        return new LossControl(rig.limits, rig.states, account, rig.timers, rig.writer);
    }

    @Test
    void shouldBeginANewDayAtMidnightAndSayIt() {
        rig.set(RiskLimit.MAX_DAILY_LOSS, 100 * ONE).set(RiskLimit.MAX_DRAWDOWN_RATE, ONE);
        final LossControl control = loss();
        account.equity = AccountValue.UNKNOWN;
        control.begin(3 * DAY_NS + 5);
        assertEquals(0, rig.timers.size(), "cannot be valued yet");
        assertEquals(0, control.dayLoss(7));
        assertEquals(0, control.drawdownRate(7));
        account.equity = 1_000 * ONE;
        account.deposits = 400 * ONE;
        control.begin(3 * DAY_NS + 5);
        assertEquals(4 * DAY_NS, rig.timers.nextDueNs());
        control.begin(3 * DAY_NS + 6);
        assertEquals(1, rig.timers.size(), "begins once");
        assertEquals(30 * ONE, control.dayLoss(970 * ONE));
        assertEquals(-30 * ONE, control.dayLoss(1_030 * ONE));
        account.deposits = 500 * ONE;
        assertEquals(30 * ONE, control.dayLoss(1_070 * ONE), "what was paid in is no gain");
        rig.timers.pop();
        account.equity = 1_040 * ONE;
        control.onDay(4 * DAY_NS);
        assertEquals(5 * DAY_NS, rig.timers.nextDueNs());
        assertEquals(TimerKind.DAY_BEGINS, rig.timers.peekKind());
        final AlertDecoder alert = new AlertDecoder().wrap(rig.outputs.of(AlertDecoder.TEMPLATE_ID).get(0),
            Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
        assertEquals(AlertCode.DAY_BEGAN.code(), alert.code());
        assertEquals(1_040 * ONE, alert.observed());
        assertEquals(10 * ONE, control.dayLoss(1_030 * ONE));
        account.equity = AccountValue.UNKNOWN;
        rig.outputs.clear();
        control.onDay(5 * DAY_NS);
        assertTrue(rig.outputs.all().isEmpty(), "a day that cannot be valued keeps its anchor");
        assertEquals(10 * ONE, control.dayLoss(1_030 * ONE));
        control.onEquity(960 * ONE);
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY DAILY_LOSS 8000000000 8000000000", moved());
        control.onEquity(940 * ONE);
        assertEquals("GLOBAL -1 REDUCE_ONLY KILLED DAILY_LOSS 10000000000 10000000000", moved());
    }

    @Test
    void shouldMeasureTheFallFromTheHighestWithoutDeposits() {
        rig.set(RiskLimit.MAX_DAILY_LOSS, 1_000_000 * ONE);
        final LossControl control = loss();
        account.deposits = 1_000 * ONE;
        control.begin(1);
        assertEquals(0, control.drawdownRate(1_000 * ONE));
        account.deposits = 3_000 * ONE;
        control.onEquity(3_000 * ONE);
        assertEquals(0, control.drawdownRate(3_001 * ONE));
        assertEquals(1_000_000L, control.drawdownRate(2_970 * ONE), "1 % of 3000");
        control.onEquity(2_760 * ONE + 1);
        assertEquals("none", moved());
        control.onEquity(2_760 * ONE);
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY DRAWDOWN 24000000000 24000000000", moved());
        control.onEquity(2_700 * ONE);
        assertEquals("GLOBAL -1 REDUCE_ONLY KILLED DRAWDOWN 30000000000 30000000000", moved());
        account.deposits = 0;
        assertEquals(0, control.drawdownRate(-5), "nothing left to be a share of");
    }

    @Test
    void shouldNotKillAtNoLossWhenNoLossIsAllowed() {
        rig.set(RiskLimit.MAX_DAILY_LOSS, 0).set(RiskLimit.MAX_DRAWDOWN_RATE, 0);
        final LossControl control = loss();
        control.begin(1);
        control.onEquity(1_000 * ONE);
        assertEquals("none", moved());
        control.onEquity(1_000 * ONE - 1);
        assertEquals("GLOBAL -1 ACTIVE KILLED DAILY_LOSS 0 1", moved());
        final StateBuffer state = new StateBuffer();
        control.writeTo(state);
        final LossControl loaded = loss();
        loaded.readFrom(state);
        assertEquals(3, loaded.dayLoss(1_000 * ONE - 3));
        loaded.begin(9);
        assertEquals(1, rig.timers.size(), "the loaded one begins no second day");
    }

    @Test
    void shouldBlockAboveValueAtRiskAndShortfallUntilBothAreBelowNineTenths() {
        rig.set(RiskLimit.MAX_VALUE_AT_RISK, 100).set(RiskLimit.MAX_EXPECTED_SHORTFALL, 200);
        final TailControl control = new TailControl(rig.limits, rig.states, account);
        control.onEquity();
        assertEquals("none", moved(), "never known");
        account.atRisk = 100;
        account.shortfall = 200;
        control.onEquity();
        assertEquals("none", moved(), "at the limits");
        account.atRisk = 101;
        control.onEquity();
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY VALUE_AT_RISK 100 101", moved());
        account.atRisk = 91;
        account.shortfall = 180;
        control.onEquity();
        assertEquals("none", moved());
        account.atRisk = 90;
        account.shortfall = 181;
        control.onEquity();
        assertEquals("none", moved());
        account.shortfall = 180;
        control.onEquity();
        assertEquals("GLOBAL -1 REDUCE_ONLY ACTIVE VALUE_AT_RISK 100 90", moved());
        account.shortfall = 201;
        control.onEquity();
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY VALUE_AT_RISK 200 201", moved());
        account.shortfall = 10;
        control.onEquity();
        moved();
        account.atRisk = 51;
        control.onEquity();
        account.atRisk = AccountValue.UNKNOWN;
        final StateBuffer state = new StateBuffer();
        control.writeTo(state);
        final TailControl loaded = new TailControl(rig.limits, rig.states, account);
        loaded.readFrom(state);
        loaded.onEquity();
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY VALUE_AT_RISK 100 102", moved(), "a missing figure counts double");
        account.atRisk = 1;
        account.shortfall = 101;
        loaded.onEquity();
        moved();
        account.shortfall = AccountValue.UNKNOWN;
        final StateBuffer later = new StateBuffer();
        loaded.writeTo(later);
        control.readFrom(later);
        control.onEquity();
        assertEquals("GLOBAL -1 ACTIVE REDUCE_ONLY VALUE_AT_RISK 200 202", moved());
    }

    private LiquidationControl liquidation() {
        return new LiquidationControl(rig.limits, rig.states, account, rig.view.marks);
    }

    @Test
    void shouldOnlyReduceNearTheLiquidationPriceUntilAQuarterFurther() {
        rig.set(RiskLimit.MIN_LIQUIDATION_RATE, 10_000_000);
        final LiquidationControl control = liquidation();
        account.liquidation = 9_001;
        control.onMark(rig.market, 0, rig.nowNs);
        assertEquals("none", moved(), "flat");
        account.liquidation = 9_000;
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("none", moved(), "10 % exactly");
        account.liquidation = 9_001;
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("INSTRUMENT 0 ACTIVE REDUCE_ONLY LIQUIDATION_DISTANCE 10000000 9990000", moved());
        account.liquidation = 8_751;
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("none", moved());
        account.liquidation = 8_750;
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("INSTRUMENT 0 REDUCE_ONLY ACTIVE LIQUIDATION_DISTANCE 10000000 12500000", moved());
        account.liquidation = 10_000;
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("INSTRUMENT 0 ACTIVE REDUCE_ONLY LIQUIDATION_DISTANCE 10000000 0", moved());
        control.onMark(rig.market, 0, rig.nowNs);
        assertEquals("INSTRUMENT 0 REDUCE_ONLY ACTIVE LIQUIDATION_DISTANCE 10000000 0", moved(), "flat again");
        account.liquidation = 10_900;
        control.onMark(rig.market, -100, rig.nowNs);
        assertEquals("INSTRUMENT 0 ACTIVE REDUCE_ONLY LIQUIDATION_DISTANCE 10000000 9000000", moved());
        account.liquidation = 0;
        control.onMark(rig.market, -100, rig.nowNs);
        assertEquals("INSTRUMENT 0 REDUCE_ONLY ACTIVE LIQUIDATION_DISTANCE 10000000 0", moved(), "none at all");
        account.liquidation = 9_001;
        rig.view.marks.set(0, 12_000, rig.nowNs);
        control.onMark(rig.market, 100, rig.nowNs);
        assertEquals("none", moved(), "the mark is further away than the mid");
        control.onMark(rig.market, 100, rig.nowNs + 10_000_000_001L);
        assertEquals("INSTRUMENT 0 ACTIVE REDUCE_ONLY LIQUIDATION_DISTANCE 10000000 9990000", moved(),
            "a mark that is too old is none");
    }

    @Test
    void shouldWatchPerpetualsOnlyAndOnlyWithAPrice() {
        final RiskRig spot = new RiskRig(InstrumentKind.SPOT, RiskGateTest.WIDE).book();
        account.liquidation = 9_999;
        new LiquidationControl(spot.limits, spot.states, account, spot.view.marks).onMark(spot.market, 100, 1);
        assertEquals(TradingState.ACTIVE, spot.states.state(Scope.INSTRUMENT, 0));
        final RiskRig blind = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE);
        final LiquidationControl control = new LiquidationControl(
            blind.limits, blind.states, account, blind.view.marks);
        control.onMark(blind.market, 100, blind.nowNs);
        assertEquals(TradingState.ACTIVE, blind.states.state(Scope.INSTRUMENT, 0));
        blind.view.marks.set(0, 10_000, blind.nowNs);
        control.onMark(blind.market, 100, blind.nowNs);
        assertEquals(TradingState.REDUCE_ONLY, blind.states.state(Scope.INSTRUMENT, 0));
    }

    /** The last grade as text; then forgets all outputs. */
    private String graded() {
        final List<UnsafeBuffer> all = rig.outputs.of(RiskLevelChangedDecoder.TEMPLATE_ID);
        if (all.isEmpty()) {
            return "none";
        }
        final RiskLevelChangedDecoder last = new RiskLevelChangedDecoder().wrap(all.get(all.size() - 1),
            Records.HEADER_LENGTH, RiskLevelChangedDecoder.BLOCK_LENGTH, RiskLevelChangedDecoder.SCHEMA_VERSION);
        final String text = RiskLevel.of(last.previousLevel()) + " " + RiskLevel.of(last.level()) + " "
            + last.score() + " " + last.valueAtRisk() + " " + last.expectedShortfall() + " " + last.drawdownRate()
            + " " + Double.longBitsToDouble(last.volatilityBits()) + " " + last.concentrationRate() + " "
            + last.equity();
        rig.outputs.clear();
        return text;
    }

    @Test
    void shouldGradeByFiveSharesAndComeDownFivePointsLater() {
        rig.set(RiskLimit.MAX_VALUE_AT_RISK, 100).set(RiskLimit.MAX_EXPECTED_SHORTFALL, 100)
            .set(RiskLimit.MAX_DRAWDOWN_RATE, 10_000_000).set(RiskLimit.HIGH_VOLATILITY, 2 * ONE)
            .set(RiskLimit.MAX_CONCENTRATION_RATE, ONE).set(RiskLimit.MAX_GROSS_NOTIONAL, 1_000);
        final RiskGrade grade = new RiskGrade(rig.limits, new RiskWriter(rig.frame));
        grade.on(account, 7, 0, 0, 0);
        assertEquals("none", graded(), "nothing is known");
        account.atRisk = 40;
        grade.on(account, 7, 0, 0, 0);
        assertEquals("none", graded(), "24");
        account.atRisk = 42;
        grade.on(account, 7, 0, 0, 0);
        assertEquals("LOW MEDIUM 25 42 0 0 0.0 0 7", graded());
        account.atRisk = 35;
        grade.on(account, 7, 0, 0, 0);
        assertEquals("none", graded(), "21 is not five below");
        assertEquals(RiskLevel.MEDIUM, grade.level());
        account.atRisk = 33;
        grade.on(account, 7, 0, 0, 0);
        assertEquals("MEDIUM LOW 19 33 0 0 0.0 0 7", graded());
        account.atRisk = 50;
        account.shortfall = 100;
        grade.on(account, 7, 5_000_000, 0, 0);
        assertEquals("LOW HIGH 70 50 100 5000000 0.0 0 7", graded());
        account.volatility = 1.0;
        grade.on(account, 8, 5_000_000, 500, 1_000);
        assertEquals("HIGH CRITICAL 80 50 100 5000000 1.0 50000000 8", graded());
        final StateBuffer state = new StateBuffer();
        grade.writeTo(state);
        final RiskGrade loaded = new RiskGrade(rig.limits, new RiskWriter(rig.frame));
        loaded.readFrom(state);
        assertEquals(RiskLevel.CRITICAL, loaded.level());
        account.atRisk = 0;
        account.shortfall = 0;
        account.volatility = 0;
        loaded.on(account, 8, 0, 500, 500);
        assertEquals("CRITICAL MEDIUM 30 0 0 0 0.0 100000000 8", graded(), "half of the gross limit, all in one");
        loaded.on(account, 8, 0, 0, 500);
        assertEquals("MEDIUM LOW 0 0 0 0 0.0 0 8", graded());
        assertFalse(loaded.level() == RiskLevel.MEDIUM);
    }
}
