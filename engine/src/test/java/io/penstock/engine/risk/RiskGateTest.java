package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.order.Order;
import io.penstock.engine.port.Records;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every denial: just above the limit is denied with limit and observed, at the limit passes. */
class RiskGateTest {
    /** So wide that only the limit at hand is in the way. */
    static final RiskConfig WIDE = RiskConfig.defaults()
        .with(RiskLimit.MAX_ORDER_NOTIONAL, 1_000_000_00000000L)
        .with(RiskLimit.MAX_POSITION_NOTIONAL, 1_000_000_00000000L)
        .with(RiskLimit.MAX_GROSS_NOTIONAL, 1_000_000_00000000L)
        .with(RiskLimit.MAX_LEVERAGE, 125_00000000L)
        .with(RiskLimit.MAX_CONCENTRATION_RATE, 1_00000000L)
        .with(RiskLimit.MAX_ORDER_EQUITY_RATE, 1_000_00000000L)
        .with(RiskLimit.MAX_DEPTH_RATE, 1_000_000_00000000L)
        .with(RiskLimit.COLLAR_PERIOD_AMOUNT, 1_000_000_00000000L)
        .with(RiskLimit.DUPLICATE_WINDOW_MS, 0);
    private static final String APPROVED = "NONE 0 0 0";

    private static RiskRig perpetual() {
        return new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE).book();
    }

    private static void denied(final RiskRig rig, final String decision, final Order order) {
        assertSame(Order.NONE, order);
        assertEquals(decision, rig.last());
        assertEquals(0, rig.orders.openCount(), "a denied intent leaves no order");
    }

    /** As {@link #denied}, where other checks deny too and their number says nothing. */
    private static void deniedFirst(final RiskRig rig, final String decision, final Order order) {
        assertSame(Order.NONE, order);
        assertEquals(decision, rig.last().substring(0, rig.last().lastIndexOf(' ')));
        assertEquals(0, rig.orders.openCount(), "a denied intent leaves no order");
    }

    private static void approved(final RiskRig rig, final Order order) {
        assertNotSame(Order.NONE, order, rig.last());
        assertEquals(APPROVED, rig.last());
    }

    @Test
    void shouldLetTheOrderOutWhenEveryCheckPasses() {
        final RiskRig rig = perpetual();
        final Order order = rig.limit(Side.BUY, 10_000, 100);
        approved(rig, order);
        assertEquals(List.of(RiskDecisionDecoder.TEMPLATE_ID, OrderCommandDecoder.TEMPLATE_ID),
            rig.outputs.all().stream().map(record -> Records.templateId(record, 0)).toList());
        assertEquals(List.of("allow_list", "trading_state", "universe", "regime_gate", "structure", "filter_age",
            "reference", "stale_book", "price_collar", "collar_period", "max_order", "depth", "max_position",
            "balance", "gross", "margin", "concentration", "max_open_orders", "duplicate", "self_trade", "throttle",
            "safe_mode"), rig.heard);
        rig.gate.cancel(order);
        final OrderCommandDecoder command = new OrderCommandDecoder().wrap(
            rig.outputs.all().get(2), Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH, 1);
        assertEquals(OrderCommandType.CANCEL.code(), command.command());
        assertEquals(order.clientOrderId(), command.clientOrderId());
    }

    @Test
    void shouldReportTheFirstAndCountAllWhenSeveralChecksFail() {
        final RiskRig rig = new RiskRig(
            InstrumentKind.LINEAR_PERPETUAL, WIDE.with(RiskLimit.MAX_ORDER_NOTIONAL, 1)
                .with(RiskLimit.MAX_ORDER_QUANTITY, 1).with(RiskLimit.MAX_POSITION_NOTIONAL, 1)
                .with(RiskLimit.MAX_OPEN_ORDERS, 0)).book();
        rig.nowNs += 3_000_000_000L;
        denied(rig, "LOT_SIZE 10 105 6", rig.limit(Side.BUY, 10_060, 105));
        assertEquals(List.of("allow_list", "trading_state", "universe", "regime_gate", "structure!", "filter_age",
            "reference", "stale_book!", "price_collar!", "collar_period", "max_order!", "depth", "max_position!",
            "balance", "gross", "margin", "concentration", "max_open_orders!", "duplicate", "self_trade", "throttle",
            "safe_mode"), rig.heard);
        rig.rung(TradingState.KILLED);
        denied(rig, "TRADING_STATE 1 3 7", rig.limit(Side.BUY, 10_060, 105));
    }

    @Test
    void shouldDenyWhenTheTradingStateForbids() {
        final RiskRig rig = perpetual().position(500);
        rig.rung(TradingState.REDUCE_ONLY);
        denied(rig, "TRADING_STATE 1 1 1", rig.limit(Side.BUY, 10_000, 100));
        denied(rig, "TRADING_STATE 1 1 1", rig.limit(Side.SELL, 10_000, 510));
        rig.instrumentRung(TradingState.CANCEL_ONLY);
        denied(rig, "TRADING_STATE 1 2 1", rig.limit(Side.SELL, 10_000, 500));
        rig.rung(TradingState.KILLED);
        rig.instrumentRung(TradingState.ACTIVE);
        denied(rig, "TRADING_STATE 1 3 1", rig.limit(Side.SELL, 10_000, 500));
        rig.rung(TradingState.REDUCE_ONLY);
        approved(rig, rig.limit(Side.SELL, 10_000, 300));
        assertSame(Order.NONE, rig.limit(Side.SELL, 10_000, 210), "200 are left to close");
        approved(rig, rig.limit(Side.SELL, 10_000, 200));
    }

    @Test
    void shouldOnlyLetReducingOrdersOutWhenTheInstrumentLeftTheUniverse() {
        final RiskRig rig = perpetual();
        assertTrue(rig.market.member(false));
        denied(rig, "NOT_IN_UNIVERSE 1 0 1", rig.limit(Side.BUY, 10_000, 100));
        rig.position(500);
        denied(rig, "NOT_IN_UNIVERSE 1 0 1", rig.limit(Side.BUY, 10_000, 100));
        denied(rig, "NOT_IN_UNIVERSE 1 0 1", rig.limit(Side.SELL, 10_000, 510));
        approved(rig, rig.limit(Side.SELL, 10_000, 300));
        assertSame(Order.NONE, rig.limit(Side.SELL, 10_000, 210), "200 are left to close");
        assertTrue(rig.market.member(true));
        assertFalse(rig.market.member(true), "no change");
        approved(rig, rig.limit(Side.SELL, 10_000, 210));
    }

    @Test
    void shouldNeverOpenOrTurnAPositionWhenOutsideTheUniverse() {
        PropertyRunner.of("outside the universe positions only shrink").cases(60).steps(40).run((random, steps) -> {
            final RiskRig rig = perpetual();
            long position = random.nextInt(-50, 51) * 10L;
            if (position != 0) {
                rig.position(position);
            }
            long buys = 0;
            long sells = 0;
            boolean member = true;
            for (int i = 0; i < steps; i++) {
                if (random.nextInt(4) == 0) {
                    member = random.nextBoolean();
                    rig.market.member(member);
                }
                final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                final long quantity = 10L * random.nextInt(5, 20);
                final boolean out = rig.limit(side, 10_000, quantity) != Order.NONE;
                final long open = quantity + (side == Side.BUY ? buys : sells);
                final boolean shrinks = side == Side.BUY ? position + open <= 0 : position - open >= 0;
                assertTrue(member || shrinks || !out, "step " + i + ": " + rig.last());
                assertTrue(out || !rig.last().startsWith("NOT_IN_UNIVERSE") || !member && !shrinks, rig.last());
                buys += out && side == Side.BUY ? quantity : 0;
                sells += out && side == Side.SELL ? quantity : 0;
            }
        });
    }

    @Test
    void shouldDenyWhenAReduceOnlyOrderWouldOpenOrTurn() {
        final RiskRig rig = perpetual();
        denied(rig, "TRADING_STATE 1 0 1", rig.submit(
            Side.BUY, OrderType.LIMIT, OrderDesk.REDUCE_ONLY, 10_000, 100));
        rig.position(-200);
        denied(rig, "TRADING_STATE 1 0 1", rig.submit(
            Side.BUY, OrderType.LIMIT, OrderDesk.REDUCE_ONLY, 10_000, 210));
        approved(rig, rig.submit(Side.BUY, OrderType.LIMIT, OrderDesk.REDUCE_ONLY, 10_000, 200));
    }

    @Test
    void shouldDenyWhenTheVenueDoesNotTrade() {
        final RiskRig rig = perpetual();
        rig.define(InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.HALTED, 5, 10, 20, 400_000, 0);
        denied(rig, "NOT_TRADING 1 2 1", rig.limit(Side.BUY, 10_000, 100));
        rig.define(InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.CANCEL_ONLY, 5, 10, 20, 400_000, 0);
        denied(rig, "NOT_TRADING 1 3 1", rig.limit(Side.BUY, 10_000, 100));
    }

    @Test
    void shouldDenyWhenQuantityOrPriceDoNotFitTheInstrument() {
        final RiskRig rig = perpetual();
        denied(rig, "QUANTITY_NOT_POSITIVE 1 0 1", rig.limit(Side.BUY, 10_000, 0));
        denied(rig, "QUANTITY_NOT_POSITIVE 1 -10 1", rig.limit(Side.SELL, 10_000, -10));
        denied(rig, "LOT_SIZE 10 101 1", rig.limit(Side.BUY, 10_000, 101));
        denied(rig, "MIN_QUANTITY 20 10 1", rig.limit(Side.BUY, 10_000, 10));
        denied(rig, "MAX_QUANTITY 400000 400010 1", rig.limit(Side.BUY, 10_000, 400_010));
        denied(rig, "PRICE_NOT_POSITIVE 1 0 1", rig.limit(Side.BUY, 0, 100));
        denied(rig, "TICK_SIZE 5 10001 1", rig.limit(Side.BUY, 10_001, 100));
        denied(rig, "MIN_NOTIONAL 500000000 498000000 1", rig.limit(Side.BUY, 9_960, 50));
        approved(rig, rig.limit(Side.BUY, 10_000, 50));
        approved(rig, rig.limit(Side.BUY, 10_000, 400_000));
    }

    @Test
    void shouldDenyWhenANotionalLeavesTheRange() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE, 8, new long[] {1, 1, 0, 0, 0}).book();
        deniedFirst(rig, "OVERFLOW 0 " + Long.MAX_VALUE, rig.limit(Side.SELL, 10_000, Long.MAX_VALUE));
        deniedFirst(rig, "OVERFLOW 0 200", rig.limit(Side.BUY, Long.MAX_VALUE, 200));
        deniedFirst(rig, "OVERFLOW 0 " + Long.MAX_VALUE, rig.submit(
            Side.BUY, OrderType.MARKET, 0, 0, Long.MAX_VALUE));
    }

    @Test
    void shouldDenyWhenTheBookIsTooOldUnlessTheOrderReduces() {
        final RiskRig rig = perpetual();
        rig.nowNs += 2_000_000_000L;
        approved(rig, rig.limit(Side.BUY, 10_000, 100));
        rig.nowNs++;
        assertSame(Order.NONE, rig.limit(Side.BUY, 10_000, 100));
        assertEquals("STALE_BOOK 2000000000 2000000001 1", rig.last());
        rig.position(300);
        approved(rig, rig.limit(Side.SELL, 10_005, 300));
    }

    @Test
    void shouldDenyWhenThereIsNoReference() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE);
        deniedFirst(rig, "NO_REFERENCE 1 0", rig.limit(Side.BUY, 10_000, 100));
        deniedFirst(rig, "NO_REFERENCE 1 0", rig.submit(Side.SELL, OrderType.MARKET, 0, 0, 100));
        rig.book().market.markStale();
        deniedFirst(rig, "NO_REFERENCE 1 0", rig.limit(Side.BUY, 10_000, 100));
        rig.book(10_010, 5, 10_000, 5);
        deniedFirst(rig, "NO_REFERENCE 1 0", rig.limit(Side.BUY, 10_000, 100));
    }

    @Test
    void shouldDenyWhenAPriceLiesBeyondTheCollar() {
        final RiskRig rig = perpetual();
        denied(rig, "PRICE_COLLAR 10050 10055 1", rig.limit(Side.BUY, 10_055, 100));
        denied(rig, "PRICE_COLLAR 9950 9945 1", rig.limit(Side.SELL, 9_945, 100));
        denied(rig, "PRICE_FAR 5000 4995 1", rig.limit(Side.BUY, 4_995, 200));
        denied(rig, "PRICE_FAR 15000 15005 1", rig.limit(Side.SELL, 15_005, 100));
        approved(rig, rig.limit(Side.BUY, 5_000, 100));
        approved(rig, rig.limit(Side.SELL, 15_000, 100));
        approved(rig, rig.limit(Side.BUY, 10_050, 100));
        final RiskRig seller = perpetual();
        approved(seller, seller.limit(Side.SELL, 9_950, 100));
    }

    @Test
    void shouldSendAMarketOrderAsALimitOrderAtTheCollar() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE, 8, new long[] {7, 10, 20, 400_000, 0})
            .book(9_989, 5_000, 9_982, 7_000, 10_017, 4_000, 10_059, 900_000);
        final Order buy = rig.submit(Side.BUY, OrderType.MARKET, 0, 0, 4_010);
        approved(rig, buy);
        assertEquals(OrderType.LIMIT, buy.sentType());
        assertEquals(TimeInForce.IOC, buy.sentTimeInForce());
        assertEquals(10_052, buy.sentPrice(), "10003 x 1.005 = 10053.0, down to a tick of 7");
        final RiskRig other = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE, 8, new long[] {7, 10, 20, 400_000, 0})
            .book(9_989, 5_000, 9_982, 7_000, 10_017, 4_000, 10_059, 900_000);
        assertEquals(9_954, other.submit(Side.SELL, OrderType.MARKET, 0, 0, 100).sentPrice(), "9953.0 up to a tick");
        final OrderCommandDecoder command = new OrderCommandDecoder().wrap(
            other.outputs.of(OrderCommandDecoder.TEMPLATE_ID).get(0), Records.HEADER_LENGTH,
            OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        assertEquals(OrderType.LIMIT.code(), command.orderType());
        assertEquals(TimeInForce.IOC.code(), command.timeInForce());
        assertEquals(9_954, command.price());
    }

    @Test
    void shouldDenyWhenOneOrderIsTooLarge() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE.with(
            RiskLimit.MAX_ORDER_NOTIONAL, 50_00000000L).with(RiskLimit.MAX_ORDER_QUANTITY, 1_00000000L)).book();
        denied(rig, "MAX_ORDER_QUANTITY 100000000 101000000 1", rig.limit(Side.BUY, 5_000, 1_010));
        denied(rig, "MAX_ORDER_NOTIONAL 5000000000 5100000000 1", rig.limit(Side.BUY, 10_000, 510));
        denied(rig, "MAX_ORDER_NOTIONAL 5000000000 5100000000 1", rig.submit(
            Side.SELL, OrderType.MARKET, 0, 0, 510));
        approved(rig, rig.limit(Side.BUY, 5_000, 1_000));
        approved(rig, rig.limit(Side.BUY, 10_000, 500));
    }

    @Test
    void shouldDenyWhenTheWorstCasePositionIsTooLarge() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE.with(
            RiskLimit.MAX_POSITION_NOTIONAL, 100_00000000L)).book().position(400);
        approved(rig, rig.limit(Side.BUY, 10_000, 500));
        assertSame(Order.NONE, rig.limit(Side.BUY, 10_000, 110));
        assertEquals("MAX_POSITION 10000000000 10100000000 1", rig.last(), "400 held, 500 open, 110 more");
        approved(rig, rig.limit(Side.BUY, 10_000, 100));
        assertSame(Order.NONE, rig.limit(Side.SELL, 10_005, 1_410));
        assertEquals("MAX_POSITION 10000000000 10100000000 1", rig.last(), "the other side begins at the position");
        approved(rig, rig.limit(Side.SELL, 10_005, 1_400));
    }

    @Test
    void shouldLetAReductionOutWhenThePositionIsAboveItsLimit() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE.with(
            RiskLimit.MAX_POSITION_NOTIONAL, 100_00000000L)).book().position(5_000);
        approved(rig, rig.limit(Side.SELL, 10_000, 100));
        assertSame(Order.NONE, rig.limit(Side.BUY, 10_000, 100));
    }

    @Test
    void shouldDenyWhenSpotIsSoldOrPaidThatIsNotFree() {
        final RiskRig rig = new RiskRig(InstrumentKind.SPOT, WIDE).book();
        denied(rig, "INSUFFICIENT_BALANCE 100000000000 100100000000 1", rig.limit(Side.BUY, 10_000, 10_010));
        denied(rig, "INSUFFICIENT_BALANCE 200000000 201000000 1", rig.limit(Side.SELL, 10_000, 2_010));
        approved(rig, rig.limit(Side.SELL, 10_000, 1_500));
        assertSame(Order.NONE, rig.limit(Side.SELL, 10_000, 510));
        assertEquals("INSUFFICIENT_BALANCE 50000000 51000000 1", rig.last(), "open orders reserve");
        approved(rig, rig.limit(Side.BUY, 9_995, 9_000));
        assertSame(Order.NONE, rig.limit(Side.BUY, 9_995, 1_010));
        assertEquals("INSUFFICIENT_BALANCE 10045000000 10094950000 1", rig.last());
        approved(rig, rig.limit(Side.BUY, 9_995, 1_000));
        approved(rig, rig.limit(Side.SELL, 10_000, 500));
    }

    @Test
    void shouldDenyWhenTooManyOrdersWork() {
        final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, WIDE.with(
            RiskLimit.MAX_OPEN_ORDERS, 2)).book();
        approved(rig, rig.limit(Side.BUY, 9_000, 100));
        approved(rig, rig.limit(Side.SELL, 11_000, 100));
        assertSame(Order.NONE, rig.limit(Side.BUY, 9_000, 100));
        assertEquals("MAX_OPEN_ORDERS 2 3 1", rig.last());
    }

    @Test
    void shouldDenyWhenThereIsNoRoomForAnOrder() {
        final RiskRig rig = new RiskRig(
            InstrumentKind.LINEAR_PERPETUAL, WIDE, 1, new long[] {5, 10, 20, 400_000, 0}).book();
        approved(rig, rig.limit(Side.BUY, 9_000, 100));
        assertSame(Order.NONE, rig.limit(Side.BUY, 9_000, 100));
        assertEquals("MAX_OPEN_ORDERS 8 2 1", rig.last());
    }

    @Test
    void shouldDenyEverythingWhenLimitsAreNotSet() {
        final RiskRig rig = new RiskRig(
            InstrumentKind.LINEAR_PERPETUAL, WIDE.with(RiskLimit.MAX_ORDER_NOTIONAL, 0)
                .with(RiskLimit.MAX_ORDER_QUANTITY, 0).with(RiskLimit.MAX_POSITION_NOTIONAL, 0)
                .with(RiskLimit.MAX_OPEN_ORDERS, 0)).book();
        denied(rig, "MAX_ORDER_QUANTITY 0 10000000 3", rig.limit(Side.BUY, 10_000, 100));
    }

    @Test
    void shouldGoOnCountingIntentsAndStayInItsStateWhenLoaded() {
        final RiskRig rig = perpetual();
        rig.limit(Side.BUY, 10_001, 100);
        rig.rung(TradingState.CANCEL_ONLY);
        final StateBuffer state = new StateBuffer();
        rig.gate.writeTo(state);
        rig.states.writeTo(state);
        final RiskRig fresh = perpetual();
        fresh.gate.readFrom(state);
        fresh.states.readFrom(state);
        assertSame(Order.NONE, fresh.limit(Side.BUY, 10_000, 100));
        assertEquals("TRADING_STATE 1 2 1", fresh.last());
        assertEquals(2, new RiskDecisionDecoder().wrap(
            fresh.outputs.all().get(0), Records.HEADER_LENGTH, RiskDecisionDecoder.BLOCK_LENGTH, 1).intentId());
        assertTrue(fresh.orders.hasRoom());
    }
}
