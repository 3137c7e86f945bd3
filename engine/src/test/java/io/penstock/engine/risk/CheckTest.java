package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.DenialCode;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.AllowRule;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check alone: just under, at and just over its limit, out of range, and with what it needs missing. */
class CheckTest {
    private static final long[] TERMS = {5, 10, 20, 400_000, 5_00000000L};

    private static RiskRig perpetual() {
        return new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    }

    private static Intent buy(final RiskRig rig, final long price, final long quantity) {
        return rig.intent(Side.BUY, OrderType.LIMIT, 0, price, quantity);
    }

    private static Intent sell(final RiskRig rig, final long price, final long quantity) {
        return rig.intent(Side.SELL, OrderType.LIMIT, 0, price, quantity);
    }

    @Test
    void shouldAllowOnlyWhatARuleNames() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE.with(List.of(
            AllowRule.parse("one/PENUSDT/synthetic/limit"), AllowRule.parse("*/OTHER/*/*")))).book();
        final RiskCheck check = new AllowListCheck();
        assertEquals("NONE 1 1", rig.judge(check, buy(rig, 10_000, 100)));
        assertEquals("NOT_ALLOWED 1 0", rig.judge(check, rig.intent(Side.BUY, OrderType.MARKET, 0, 0, 100)));
        final Intent other = buy(rig, 10_000, 100);
        other.strategyId = 1;
        assertEquals("NOT_ALLOWED 1 0", rig.judge(check, other));
        assertTrue(rig.passes(check, other.byOperator()), "an operator needs no rule");
        final RiskRig none = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE.with(List.of())).book();
        assertEquals("NOT_ALLOWED 1 0", none.judge(check, buy(none, 10_000, 100)));
    }

    @Test
    void shouldNameTheCauseWhenTheLadderDenies() {
        final RiskCheck check = new TradingStateCheck();
        final StateCause[] causes = {
            StateCause.LAG, StateCause.JOURNAL, StateCause.VOLATILITY, StateCause.CLOCK, StateCause.REPEAT,
            StateCause.DAILY_LOSS};
        final DenialCode[] codes = {
            DenialCode.LAG, DenialCode.JOURNAL, DenialCode.VOLATILITY, DenialCode.CLOCK_SKEW,
            DenialCode.REPEATED_ENTRIES, DenialCode.TRADING_STATE};
        for (int i = 0; i < causes.length; i++) {
            final RiskRig rig = perpetual();
            final Scope scope = causes[i] == StateCause.REPEAT ? Scope.STRATEGY : Scope.INSTRUMENT;
            rig.states.raise(scope, 0, TradingState.REDUCE_ONLY, causes[i], 0, 0);
            assertEquals(codes[i] + " 1 1", rig.judge(check, buy(rig, 10_000, 100)));
            rig.states.raise(Scope.VENUE, 0, TradingState.CANCEL_ONLY, StateCause.RECONCILE, 0, 0);
            assertEquals("TRADING_STATE 1 2", rig.judge(check, buy(rig, 10_000, 100)), "the most severe counts");
        }
    }

    @Test
    void shouldLetAnOperatorReduceWhateverTheState() {
        final RiskRig rig = perpetual().position(500);
        rig.rung(TradingState.KILLED);
        final RiskCheck check = new TradingStateCheck();
        assertEquals("TRADING_STATE 1 3", rig.judge(check, sell(rig, 10_000, 100)));
        assertEquals("NONE 1 3", rig.judge(check, sell(rig, 10_000, 500).byOperator()));
        assertEquals("TRADING_STATE 1 3", rig.judge(check, sell(rig, 10_000, 510).byOperator()));
    }

    @Test
    void shouldHoldPricesAgainstTheVenuesBand() {
        final RiskRig rig = perpetual();
        rig.define(0, "PEN", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 400_000, 0, TERMS);
        final RiskCheck check = new StructureCheck();
        assertEquals("NONE 10040 10040", rig.judge(check, buy(rig, 10_040, 100)));
        assertEquals("VENUE_BAND 10040 10045", rig.judge(check, buy(rig, 10_045, 100)));
        assertEquals("NONE 9960 9960", rig.judge(check, sell(rig, 9_960, 100)));
        assertEquals("VENUE_BAND 9960 9955", rig.judge(check, sell(rig, 9_955, 100)));
        assertEquals("VENUE_BAND 10040 10050", rig.judge(check, rig.intent(Side.BUY, OrderType.MARKET, 0, 0, 100)),
            "the price that MARKET leaves with");
    }

    @Test
    void shouldHoldTriggersAgainstTickAndBand() {
        final RiskRig rig = perpetual();
        final RiskCheck structure = new StructureCheck();
        final RiskCheck collar = new PriceCollarCheck();
        final Intent stop = rig.intent(Side.SELL, OrderType.STOP, 0, 0, 100);
        assertEquals("TRIGGER_PRICE 5 0", rig.judge(structure, stop));
        assertEquals("TRIGGER_PRICE 5 9901", rig.judge(structure, stop.when(9_901, 0)));
        assertEquals("TRIGGER_PRICE 5 -5", rig.judge(structure, stop.when(-5, 0)));
        assertTrue(rig.passes(structure, stop.when(9_900, 0)));
        assertTrue(rig.passes(collar, stop.when(5_000, 0)));
        assertEquals("TRIGGER_COLLAR 5000 5005", rig.judge(collar, stop.when(4_995, 0)));
        assertEquals("TRIGGER_COLLAR 5000 5005", rig.judge(collar, stop.when(15_005, 0)));
        final Intent limited = rig.intent(Side.SELL, OrderType.STOP_LIMIT, 0, 8_955, 100).when(9_000, 0);
        assertTrue(rig.passes(collar, limited), "half a percent below its trigger");
        limited.price = 8_950;
        assertEquals("PRICE_COLLAR 8955 8950", rig.judge(collar, limited));
        final Intent trailing = rig.intent(Side.SELL, OrderType.TRAILING_STOP, 0, 0, 100);
        assertEquals("TRIGGER_PRICE 100000000 0", rig.judge(structure, trailing));
        assertEquals("TRIGGER_PRICE 100000000 100000000", rig.judge(structure, trailing.when(0, 100_000_000)));
        assertTrue(rig.passes(structure, trailing.when(0, 1)));
    }

    @Test
    void shouldDenyOldFiltersUnlessTheOrderReduces() {
        final RiskRig rig = perpetual().set(RiskLimit.MAX_FILTER_AGE_MINUTES, 1);
        final RiskCheck check = new FilterAgeCheck();
        rig.nowNs += 60_000_000_000L;
        assertEquals("NONE 60000000000 60000000000", rig.judge(check, buy(rig, 10_000, 100)));
        rig.nowNs++;
        assertEquals("FILTERS_OLD 60000000000 60000000001", rig.judge(check, buy(rig, 10_000, 100)));
        rig.position(500);
        assertTrue(rig.passes(check, sell(rig, 10_000, 500)));
        rig.set(RiskLimit.MAX_FILTER_AGE_MINUTES, 0).position(-500);
        assertTrue(rig.passes(check, buy(rig, 10_000, 100)));
    }

    @Test
    void shouldTakeTheMarkWhereTheMidIsNotGood() {
        final RiskRig rig = perpetual();
        final ReferencePrice price = rig.view.reference;
        rig.view.prepare(buy(rig, 10_000, 100));
        assertEquals(10_000, price.price());
        assertEquals(ReferencePrice.MID, price.kind());
        rig.view.marks.set(0, 9_804, rig.nowNs);
        rig.view.prepare(buy(rig, 10_000, 100));
        assertEquals(10_000, price.price(), "196 from 9804 is within 2 %");
        rig.view.marks.set(0, 9_803, rig.nowNs);
        rig.view.prepare(buy(rig, 10_000, 100));
        assertEquals(9_803, price.price());
        assertEquals(ReferencePrice.MARK, price.kind());
        rig.nowNs += 10_000_000_001L;
        rig.book();
        rig.view.prepare(buy(rig, 10_000, 100));
        assertEquals(10_000, price.price(), "the mark is too old");
        rig.set(RiskLimit.MARK_REQUIRED, 1);
        assertEquals("NO_REFERENCE 1 0", rig.judge(new ReferenceCheck(), buy(rig, 10_000, 100)));
    }

    @Test
    void shouldGiveNoReferenceWhenTheBookIsTooWide() {
        final RiskRig rig = perpetual();
        rig.book(9_900, 100, 9_800, 100, 10_100, 100, 10_200, 100);
        final RiskCheck check = new ReferenceCheck();
        assertEquals("NONE 0 0", rig.judge(check, buy(rig, 10_000, 100)), "2 % wide");
        rig.book(9_899, 100, 9_800, 100, 10_100, 100, 10_200, 100);
        assertEquals("SPREAD 2000000 2010201", rig.judge(check, buy(rig, 10_000, 100)));
        rig.view.marks.set(0, 10_000, rig.nowNs);
        assertTrue(rig.passes(check, buy(rig, 10_000, 100)), "the mark stands in");
    }

    @Test
    void shouldSumWhatOrdersGiveAwayInAPeriod() {
        final RiskRig rig = perpetual().set(RiskLimit.COLLAR_PERIOD_AMOUNT, 1_00000000L);
        final RiskCheck check = new CollarPeriodCheck();
        assertEquals("NONE 100000000 100000000", rig.judge(check, buy(rig, 10_050, 2_000)), "0.50 x 2");
        assertEquals("COLLAR_PERIOD 100000000 100500000", rig.judge(check, buy(rig, 10_050, 2_010)));
        rig.limit(Side.BUY, 10_050, 1_000);
        rig.limit(Side.BUY, 10_050, 900);
        assertEquals("COLLAR_PERIOD 100000000 105000000", rig.judge(check, buy(rig, 10_050, 200)));
        assertTrue(rig.passes(check, buy(rig, 10_000, 200)), "gives nothing away");
        rig.nowNs += 64_000_000_000L;
        assertTrue(rig.passes(check, buy(rig, 10_050, 200)), "the period is over");
    }

    @Test
    void shouldHoldAnOrderAgainstEquity() {
        final RiskRig rig = perpetual();
        final RiskCheck check = new MaxOrderCheck();
        final long equity = rig.view.account.equity();
        assertEquals(1_200_00000000L, equity, "1000 and two PEN at 100");
        rig.set(RiskLimit.MAX_ORDER_EQUITY_RATE, 50_000_000L);
        assertEquals("NONE 60000000000 60000000000", rig.judge(check, buy(rig, 10_000, 6_000)));
        assertEquals("MAX_ORDER_EQUITY 60000000000 60100000000", rig.judge(check, buy(rig, 10_000, 6_010)));
        rig.position(6_010);
        assertTrue(rig.passes(check, sell(rig, 10_000, 6_010)), "it reduces");
    }

    @Test
    void shouldDenyWhenEquityIsNotKnown() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE);
        assertTrue(rig.judge(new MaxOrderCheck(), buy(rig, 10_000, 100)).startsWith("MAX_ORDER_EQUITY 0 "));
        assertTrue(rig.judge(new GrossCheck(), buy(rig, 10_000, 100)).startsWith("MAX_GROSS "));
        assertTrue(rig.judge(new MarginCheck(), buy(rig, 10_000, 100)).startsWith("MARGIN "));
        assertTrue(rig.judge(new ConcentrationCheck(), buy(rig, 10_000, 100)).startsWith("CONCENTRATION "));
    }

    @Test
    void shouldHoldAnOrderAgainstTheDepthWithinTheCollar() {
        final RiskRig rig = perpetual().set(RiskLimit.MAX_DEPTH_RATE, 100_000_000L);
        final RiskCheck check = new DepthCheck();
        assertEquals("NONE 4000 4000", rig.judge(check, buy(rig, 10_000, 4_000)));
        assertEquals("DEPTH 4000 4010", rig.judge(check, buy(rig, 10_000, 4_010)), "the next level is beyond");
        assertEquals("NONE 12000 12000", rig.judge(check, sell(rig, 10_000, 12_000)), "both levels are inside");
        assertEquals("DEPTH 12000 12010", rig.judge(check, sell(rig, 10_000, 12_010)));
        rig.set(RiskLimit.MAX_DEPTH_RATE, 50_000_000L);
        assertEquals("NONE 4000 4000", rig.judge(check, buy(rig, 10_000, 2_000)));
        assertEquals("DEPTH 4000 4020", rig.judge(check, buy(rig, 10_000, 2_010)));
        rig.set(RiskLimit.MAX_DEPTH_RATE, 0);
        assertFalse(rig.passes(check, buy(rig, 10_000, 10)));
        rig.position(5_000);
        assertTrue(rig.passes(check, sell(rig, 10_000, 5_000)), "it reduces");
    }

    @Test
    void shouldHoldTheWorstOfAllInstrumentsAgainstGrossAndLeverage() {
        final RiskRig rig = perpetual();
        final Market other = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(other);
        rig.set(RiskLimit.MAX_GROSS_NOTIONAL, 500_00000000L);
        final RiskCheck check = new GrossCheck();
        final Intent there = buy(rig, 9_990, 2_000);
        there.market = other;
        assertTrue(rig.submit(there) != Order.NONE);
        rig.limit(Side.BUY, 9_990, 1_000);
        assertEquals(300_00000000L, rig.view.exposure.gross());
        assertEquals("NONE 15000000000000 50000000000",
            rig.judge(check, buy(rig, 9_990, 2_000)));
        assertEquals("MAX_GROSS 50000000000 50100000000", rig.judge(check, buy(rig, 9_990, 2_010)));
        assertTrue(rig.passes(check, sell(rig, 10_010, 2_990)), "the other side of an instrument counts once");
        rig.set(RiskLimit.MAX_LEVERAGE, 40_000_000L);
        assertEquals("NONE 48000000000 48000000000", rig.judge(check, buy(rig, 9_990, 1_800)));
        assertEquals("LEVERAGE 48000000000 48100000000", rig.judge(check, buy(rig, 9_990, 1_810)));
    }

    @Test
    void shouldHoldMarginAgainstTheWallet() {
        final RiskRig rig = perpetual();
        final RiskCheck check = new MarginCheck();
        final long share = Long.parseLong(rig.judge(check, buy(rig, 10_000, 100)).split(" ")[1]);
        assertEquals(900_00000000L, share, "nine tenths of the wallet of 1000");
        assertEquals("NONE 90000000000 90000000000", rig.judge(check, buy(rig, 10_000, 900_000)));
        assertEquals("MARGIN 90000000000 90001000000", rig.judge(check, buy(rig, 10_000, 900_010)));
        rig.limit(Side.SELL, 10_050, 1_000);
        assertEquals("NONE 90000000000 90000000000", rig.judge(check, buy(rig, 10_000, 900_000)), "the worse side");
        final RiskRig spot = new RiskRig(InstrumentKind.SPOT, RiskGateTest.WIDE).book();
        assertEquals("NONE 0 0", spot.judge(check, buy(spot, 10_000, 100)));
    }

    @Test
    void shouldLimitShareAndNumberOfInstruments() {
        final RiskRig rig = perpetual().set(RiskLimit.MAX_INSTRUMENTS, 1)
            .set(RiskLimit.MAX_CONCENTRATION_RATE, 10_000_000L);
        final Market other = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(other);
        final RiskCheck check = new ConcentrationCheck();
        assertEquals("NONE 12000000000 12000000000", rig.judge(check, buy(rig, 10_000, 1_200)), "a tenth of 1200");
        assertEquals("CONCENTRATION 12000000000 12100000000", rig.judge(check, buy(rig, 10_000, 1_210)));
        rig.limit(Side.BUY, 9_990, 100);
        final Intent there = buy(rig, 10_000, 100);
        there.market = other;
        assertEquals("MAX_INSTRUMENTS 1 2", rig.judge(check, there));
        rig.set(RiskLimit.MAX_INSTRUMENTS, 2);
        assertTrue(rig.passes(check, there));
    }

    @Test
    void shouldStayBelowTheVenuesOwnLimitOfOrders() {
        final RiskRig rig = perpetual();
        rig.define(0, "PEN", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 4, TERMS);
        final RiskCheck check = new MaxOpenOrdersCheck();
        for (int i = 0; i < 3; i++) {
            assertTrue(rig.passes(check, buy(rig, 9_000 + 5 * i, 100)));
            assertTrue(rig.limit(Side.BUY, 9_000 + 5 * i, 100) != Order.NONE);
        }
        assertEquals("VENUE_ORDER_CAP 3 4", rig.judge(check, buy(rig, 9_100, 100)));
        rig.define(0, "PEN", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.set(RiskLimit.MAX_VENUE_OPEN_ORDERS, 3);
        assertEquals("MAX_VENUE_ORDERS 3 4", rig.judge(check, buy(rig, 9_100, 100)));
        rig.set(RiskLimit.MAX_VENUE_OPEN_ORDERS, 4);
        assertEquals("NONE 4 4", rig.judge(check, buy(rig, 9_100, 100)));
    }

    @Test
    void shouldDenyTheSameIntentWithinTheWindow() {
        final RiskRig rig = perpetual().set(RiskLimit.DUPLICATE_WINDOW_MS, 50);
        final RiskCheck check = new DuplicateCheck();
        assertTrue(rig.limit(Side.BUY, 9_990, 100) != Order.NONE);
        rig.nowNs += 49_999_999;
        assertEquals("DUPLICATE 50000000 49999999", rig.judge(check, buy(rig, 9_990, 100)));
        assertTrue(rig.passes(check, buy(rig, 9_990, 110)));
        assertTrue(rig.passes(check, buy(rig, 9_985, 100)));
        assertTrue(rig.passes(check, sell(rig, 9_990, 100)));
        final Intent other = buy(rig, 9_990, 100);
        other.strategyId = 1;
        assertTrue(rig.passes(check, other));
        rig.nowNs++;
        assertEquals("NONE 50000000 50000000", rig.judge(check, buy(rig, 9_990, 100)));
    }

    @Test
    void shouldNotMeetAnOrderOfOurOwn() {
        final RiskRig rig = perpetual();
        final RiskCheck check = new SelfTradeCheck();
        final Intent resting = sell(rig, 10_020, 100);
        resting.strategyId = 1;
        final Order first = rig.submit(resting);
        rig.limit(Side.SELL, 10_030, 100);
        assertEquals("NONE 10020 10015", rig.judge(check, buy(rig, 10_015, 100)));
        assertEquals("SELF_TRADE 10020 10020", rig.judge(check, buy(rig, 10_020, 100)), "another strategy's counts");
        assertEquals("SELF_TRADE 10020 10050", rig.judge(check, rig.intent(Side.BUY, OrderType.MARKET, 0, 0, 100)));
        assertTrue(rig.machine.onCancelRequested(first.clientOrderId()));
        assertEquals("SELF_TRADE 10020 10020", rig.judge(check, buy(rig, 10_020, 100)), "until it is gone");
        rig.canceled(first);
        assertEquals("NONE 10030 10020", rig.judge(check, buy(rig, 10_020, 100)), "the next one counts");
        assertEquals("NONE 0 9990", rig.judge(check, sell(rig, 9_990, 100)));
        rig.limit(Side.BUY, 9_980, 100);
        assertEquals("SELF_TRADE 9980 9980", rig.judge(check, sell(rig, 9_980, 100)));
    }

    @Test
    void shouldLeaveAShareOfTheBurstToCancels() {
        final RiskRig rig = perpetual().set(RiskLimit.MESSAGES_PER_SECOND, 10).set(RiskLimit.MESSAGE_BURST, 11);
        final RiskCheck check = new ThrottleCheck();
        int sent = 0;
        Order last = Order.NONE;
        while (rig.passes(check, buy(rig, 9_000 + 5 * sent, 100)) && sent < 20) {
            last = rig.submit(buy(rig, 9_000 + 5 * sent, 100));
            sent++;
        }
        assertEquals(8, sent, "70 % of ten behind the first");
        assertEquals("THROTTLE 700000000 800000000", rig.judge(check, buy(rig, 9_990, 100)));
        rig.gate.cancel(last);
        assertEquals("THROTTLE 700000000 900000000", rig.judge(check, buy(rig, 9_990, 100)),
            "a cancel goes, and counts");
        rig.nowNs += 199_999_999;
        assertFalse(rig.passes(check, buy(rig, 9_990, 100)));
        rig.nowNs++;
        assertEquals("NONE 700000000 700000000", rig.judge(check, buy(rig, 9_990, 100)));
        rig.set(RiskLimit.MESSAGES_PER_SECOND, 0);
        assertFalse(rig.passes(check, buy(rig, 9_990, 100)), "no rate, no order");
    }

    @Test
    void shouldMakeEverythingSmallInSafeMode() {
        final RiskRig rig = perpetual().set(RiskLimit.SAFE_MODE, 1).set(RiskLimit.MAX_ORDER_NOTIONAL, 400_00000000L)
            .set(RiskLimit.MAX_POSITION_NOTIONAL, 800_00000000L);
        final RiskCheck check = new SafeModeCheck();
        assertTrue(rig.passes(check, buy(rig, 10_000, 1_000)), "a quarter of 400");
        assertEquals("SAFE_MODE 10000000000 10100000000", rig.judge(check, buy(rig, 10_000, 1_010)));
        rig.position(1_010);
        assertEquals("SAFE_MODE 20000000000 20100000000", rig.judge(check, buy(rig, 10_000, 1_000)));
        assertTrue(rig.passes(check, buy(rig, 10_000, 990)));
        assertTrue(rig.passes(check, sell(rig, 10_000, 1_010)), "it reduces");
        rig.set(RiskLimit.SAFE_MODE_LEVERAGE, 10_000_000L);
        assertEquals("SAFE_MODE 12000000000 20000000000", rig.judge(check, buy(rig, 10_000, 990)));
        rig.set(RiskLimit.SAFE_MODE_INSTRUMENTS, 1);
        final Market other = rig.define(
            1, "OAK", InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, 0, 0, TERMS);
        rig.bookOf(other);
        final Intent there = buy(rig, 10_000, 100);
        there.market = other;
        assertEquals("SAFE_MODE 1 2", rig.judge(check, there));
        rig.set(RiskLimit.SAFE_MODE, 0);
        assertEquals("NONE 0 0", rig.judge(check, there));
    }

    @Test
    void shouldJudgeAnAmendByWhatItAdds() {
        final RiskRig rig = perpetual().set(RiskLimit.MAX_POSITION_NOTIONAL, 100_00000000L);
        final Order order = rig.limit(Side.BUY, 9_990, 900);
        assertEquals(DenialCode.NONE, rig.judgeChange(order, 9_985, 1_000));
        assertEquals(DenialCode.MAX_POSITION, rig.judgeChange(order, 9_985, 1_010));
        assertEquals("MAX_POSITION 10000000000 10100000000 1", rig.last());
        assertEquals(DenialCode.PRICE_COLLAR, rig.judgeChange(order, 10_055, 900));
        assertEquals(DenialCode.LOT_SIZE, rig.judgeChange(order, 9_990, 905));
        assertEquals(DenialCode.QUANTITY_NOT_POSITIVE, rig.judgeChange(order, 9_990, 0));
        rig.rung(TradingState.REDUCE_ONLY);
        assertEquals(DenialCode.TRADING_STATE, rig.judgeChange(order, 9_990, 910));
        assertEquals(TradingState.ACTIVE, rig.states.state(Scope.VENUE, Venue.SYNTHETIC.code()));
    }
}
