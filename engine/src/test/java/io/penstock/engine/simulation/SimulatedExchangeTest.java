package io.penstock.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.time.TimerQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedExchangeTest {
    private static final long[] NONE = {};

    private final SimulationRig rig = new SimulationRig(SimulationRig.EXACT);

    private void usualBook() {
        rig.snapshot(new long[] {9_990, 500, 9_980, 700}, new long[] {10_000, 100, 10_010, 200, 10_050, 1_000});
    }

    private List<String> send(
        final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity) {
        assertTrue(rig.send(1, side, type, timeInForce, instructions, price, quantity, 0));
        return rig.settled();
    }

    @Test
    void shouldWalkTheBookWhenMarketOrder() {
        usualBook();
        assertEquals(List.of(
            "1 ACCEPTED cum 0 leaves 250",
            "1 TRADE 100@10000 TAKER fee 0.005 USDT #1 cum 100 leaves 150",
            "1 TRADE 150@10010 TAKER fee 0.0075075 USDT #2 cum 250 leaves 0"),
            send(Side.BUY, OrderType.MARKET, TimeInForce.GTC, 0, 0, 250));
        assertEquals(0, rig.exchange.ordersHeld());
    }

    @Test
    void shouldExpireWhatMarketOrderCannotFill() {
        usualBook();
        assertEquals(List.of(
            "1 ACCEPTED cum 0 leaves 2000",
            "1 TRADE 500@9990 TAKER fee 0.024975 USDT #1 cum 500 leaves 1500",
            "1 TRADE 700@9980 TAKER fee 0.03493 USDT #2 cum 1200 leaves 800",
            "1 EXPIRED NO_LIQUIDITY cum 1200 leaves 0"),
            send(Side.SELL, OrderType.MARKET, TimeInForce.IOC, 0, 0, 2_000));
    }

    @Test
    void shouldStopAtTheLimitWhenIoc() {
        usualBook();
        assertEquals(List.of(
            "1 ACCEPTED cum 0 leaves 500",
            "1 TRADE 100@10000 TAKER fee 0.005 USDT #1 cum 100 leaves 400",
            "1 TRADE 200@10010 TAKER fee 0.01001 USDT #2 cum 300 leaves 200",
            "1 EXPIRED NO_LIQUIDITY cum 300 leaves 0"),
            send(Side.BUY, OrderType.LIMIT, TimeInForce.IOC, 0, 10_049, 500));
    }

    @Test
    void shouldFillAllOrNothingWhenFok() {
        usualBook();
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 301", "1 EXPIRED NOT_FILLABLE cum 0 leaves 0"),
            send(Side.BUY, OrderType.LIMIT, TimeInForce.FOK, 0, 10_010, 301));
        assertEquals("1 TRADE 200@10010 TAKER fee 0.01001 USDT #2 cum 300 leaves 0",
            send(Side.BUY, OrderType.LIMIT, TimeInForce.FOK, 0, 10_010, 300).get(2));
        assertEquals("1 EXPIRED NOT_FILLABLE cum 0 leaves 0",
            send(Side.SELL, OrderType.MARKET, TimeInForce.FOK, 0, 0, 1_201).get(1));
    }

    @Test
    void shouldRejectPostOnlyWhenItWouldTake() {
        usualBook();
        assertEquals(List.of("1 REJECTED WOULD_TAKE cum 0 leaves 0"),
            send(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, SimulatedExchange.POST_ONLY, 10_000, 10));
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 10"),
            send(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, SimulatedExchange.POST_ONLY, 9_999, 10));
    }

    @Test
    void shouldRejectWhenBookIsNotReadableOrInstrumentHalted() {
        assertEquals(List.of("1 REJECTED BOOK_INVALID cum 0 leaves 0"),
            send(Side.BUY, OrderType.MARKET, TimeInForce.IOC, 0, 0, 10));
        usualBook();
        rig.define(InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.HALTED);
        assertEquals(List.of("1 REJECTED INSTRUMENT_HALTED cum 0 leaves 0"),
            send(Side.BUY, OrderType.MARKET, TimeInForce.IOC, 0, 0, 10));
        assertEquals(List.of("1 REJECTED OTHER cum 0 leaves 0"),
            send(Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 0, 10));
    }

    @Test
    void shouldQueueBehindDisplayedQuantity() {
        usualBook();
        rig.limit(1, Side.BUY, 9_990, 50);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 50"), rig.settled());
        rig.trade(Side.SELL, 9_990, 480);
        rig.trade(Side.BUY, 9_990, 480);
        assertEquals(List.of(), rig.settled());
        rig.trade(Side.SELL, 9_990, 40);
        assertEquals(List.of("1 TRADE 20@9990 MAKER fee 0.0003996 USDT #1 cum 20 leaves 30"), rig.settled());
        rig.trade(Side.SELL, 9_990, 100);
        assertEquals(List.of("1 TRADE 30@9990 MAKER fee 0.0005994 USDT #2 cum 50 leaves 0"), rig.settled());
    }

    @Test
    void shouldFillAtOwnPriceWhenTradeGoesThrough() {
        usualBook();
        rig.limit(1, Side.SELL, 10_010, 300);
        rig.settled();
        rig.trade(Side.BUY, 10_020, 120);
        assertEquals(List.of("1 TRADE 120@10010 MAKER fee 0.0024024 USDT #1 cum 120 leaves 180"), rig.settled());
    }

    @Test
    void shouldShareATradeAmongOwnOrdersByPriceThenTime() {
        rig.snapshot(new long[] {9_000, 1}, new long[] {11_000, 1});
        rig.limit(1, Side.BUY, 9_990, 50);
        rig.limit(2, Side.BUY, 9_995, 50);
        rig.limit(3, Side.BUY, 9_990, 50);
        rig.settled();
        rig.trade(Side.SELL, 9_990, 120);
        assertEquals(List.of(
            "2 TRADE 50@9995 MAKER fee 0.0009995 USDT #1 cum 50 leaves 0",
            "1 TRADE 50@9990 MAKER fee 0.000999 USDT #2 cum 50 leaves 0",
            "3 TRADE 20@9990 MAKER fee 0.0003996 USDT #3 cum 20 leaves 30"), rig.settled());
    }

    @Test
    void shouldFillByWhatTheOtherSideBringsToOurPrice() {
        usualBook();
        rig.limit(1, Side.BUY, 9_995, 50);
        rig.settled();
        rig.update(NONE, new long[] {9_995, 20});
        rig.update(NONE, new long[] {9_995, 20});
        assertEquals(List.of("1 TRADE 20@9995 MAKER fee 0.0003998 USDT #1 cum 20 leaves 30"), rig.settled());
        rig.update(NONE, new long[] {9_994, 45});
        assertEquals(List.of("1 TRADE 30@9995 MAKER fee 0.0005997 USDT #2 cum 50 leaves 0"), rig.settled());
    }

    @Test
    void shouldRestTheRemainderWhenGtcTakesPart() {
        usualBook();
        rig.limit(1, Side.BUY, 10_000, 150);
        assertEquals("1 TRADE 100@10000 TAKER fee 0.005 USDT #1 cum 100 leaves 50", rig.settled().get(1));
        rig.update(NONE, new long[] {10_000, 100});
        assertEquals(List.of(), rig.settled());
        rig.update(NONE, new long[] {10_000, 0});
        rig.update(NONE, new long[] {10_000, 10});
        assertEquals(List.of("1 TRADE 10@10000 MAKER fee 0.0002 USDT #2 cum 110 leaves 40"), rig.settled());
    }

    @Test
    void shouldMoveForwardByTradesOnlyWhenRiskAdverse() {
        assertEquals("500 then 500 then 300", queueAfterCancels(SimulationConfig.QueueModel.RISK_ADVERSE));
    }

    @Test
    void shouldMoveForwardByShareOfCancelsWhenProbability() {
        assertEquals("500 then 463 then 263", queueAfterCancels(SimulationConfig.QueueModel.LOG_PROBABILITY));
        assertEquals("500 then 480 then 280", queueAfterCancels(SimulationConfig.QueueModel.POWER_PROBABILITY));
    }

    /** 500 ahead; then 1,000 more come behind and 100 of the level are canceled; then 200 trade and leave the level. */
    private static String queueAfterCancels(final SimulationConfig.QueueModel model) {
        final StringBuilder text = new StringBuilder("500");
        long ahead = QueuePosition.afterLevelChange(model, 500, 500, 1_500, 0, -3);
        assertEquals(500, ahead);
        ahead = QueuePosition.afterLevelChange(model, ahead, 1_500, 1_400, 0, -3);
        text.append(" then ").append(ahead);
        ahead = QueuePosition.afterLevelChange(model, ahead - 200, 1_400, 1_200, 200, -3);
        return text.append(" then ").append(ahead).toString();
    }

    @Test
    void shouldCapTheQueueByTheLevel() {
        usualBook();
        rig.limit(1, Side.BUY, 9_990, 50);
        rig.settled();
        rig.update(new long[] {9_990, 30}, NONE);
        rig.trade(Side.SELL, 9_990, 31);
        assertEquals(List.of("1 TRADE 1@9990 MAKER fee 0.00001998 USDT #1 cum 1 leaves 49"), rig.settled());
    }

    @Test
    void shouldNotMoveTheQueueByAnInvalidBook() {
        final SimulationRig other = new SimulationRig(new SimulationConfig(
            10, 0, 10, 0, SimulationConfig.QueueModel.LOG_PROBABILITY, 0, 0));
        other.snapshot(new long[] {9_990, 500}, new long[] {10_000, 100});
        other.limit(1, Side.BUY, 9_990, 50);
        other.settled();
        other.book.invalidate();
        other.exchange.onBookInvalid(0);
        other.trade(Side.SELL, 9_990, 100);
        other.snapshot(new long[] {9_990, 900}, new long[] {10_000, 100});
        other.trade(Side.SELL, 9_990, 410);
        assertEquals(List.of("1 TRADE 10@9990 MAKER fee 0 USDT #1 cum 10 leaves 40"), other.settled());
    }

    @Test
    void shouldExpireRestingOrderAtItsTime() {
        usualBook();
        rig.send(1, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 50, 2_000);
        rig.send(2, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 50, 1_005);
        rig.send(3, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, 0, 9_990, 50, 3_000);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 50", "2 ACCEPTED cum 0 leaves 50",
            "2 EXPIRED TIME_EXPIRED cum 0 leaves 0", "3 ACCEPTED cum 0 leaves 50"), rig.settled());
        rig.cancel(3, Side.BUY);
        rig.settled();
        rig.advanceTo(2_009);
        assertEquals(List.of(), rig.reports);
        rig.advanceTo(2_010);
        assertEquals(List.of("1 EXPIRED TIME_EXPIRED cum 0 leaves 0"), rig.reports);
        assertEquals(1, rig.exchange.ordersHeld());
        rig.advanceTo(4_000);
        assertEquals(0, rig.exchange.ordersHeld());
    }

    @Test
    void shouldAnswerAfterBothLatencies() {
        usualBook();
        rig.limit(1, Side.BUY, 9_990, 50);
        rig.advanceTo(1_019);
        assertEquals(List.of(), rig.reports);
        rig.advanceTo(1_020);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 50"), rig.reports);
        assertEquals(1_010, rig.raw.get(0)[7]);
    }

    @Test
    void shouldLetAFillWinTheRaceAgainstACancel() {
        usualBook();
        rig.limit(1, Side.BUY, 9_990, 50);
        rig.settled();
        rig.cancel(1, Side.BUY);
        rig.trade(Side.SELL, 9_980, 100);
        rig.cancel(1, Side.BUY);
        assertEquals(List.of("1 TRADE 50@9990 MAKER fee 0.000999 USDT #1 cum 50 leaves 0",
            "1 CANCEL_REJECTED UNKNOWN_ORDER cum 50 leaves 0", "1 CANCEL_REJECTED UNKNOWN_ORDER cum 50 leaves 0"),
            rig.settled());
        rig.cancel(1, Side.BUY);
        assertEquals(List.of("1 CANCEL_REJECTED UNKNOWN_ORDER cum 0 leaves 0"), rig.settled());
    }

    @Test
    void shouldCancelWhatIsLeft() {
        usualBook();
        rig.limit(1, Side.BUY, 10_000, 150);
        rig.cancel(1, Side.BUY);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 150",
            "1 TRADE 100@10000 TAKER fee 0.005 USDT #1 cum 100 leaves 50", "1 CANCELED cum 100 leaves 0"),
            rig.settled());
    }

    @Test
    void shouldChargeWhatIsReceivedWhenSpot() {
        final SimulationRig spot = new SimulationRig(SimulationRig.EXACT, InstrumentKind.SPOT, 8, 32);
        spot.snapshot(new long[] {9_990, 500}, new long[] {10_000, 100});
        spot.limit(1, Side.BUY, 10_000, 7);
        spot.limit(2, Side.SELL, 9_990, 7);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 7", "1 TRADE 7@10000 TAKER fee 0.0000035 BTC #1 cum 7 leaves 0",
            "2 ACCEPTED cum 0 leaves 7", "2 TRADE 7@9990 TAKER fee 0.00034965 USDT #2 cum 7 leaves 0"),
            spot.settled());
    }

    @Test
    void shouldRefuseWhenFull() {
        final SimulationRig small = new SimulationRig(SimulationRig.EXACT, InstrumentKind.SPOT, 2, 5);
        small.snapshot(new long[] {9_990, 500}, new long[] {10_000, 100});
        assertTrue(small.limit(1, Side.BUY, 9_000, 7));
        assertTrue(small.limit(2, Side.BUY, 9_000, 7));
        assertTrue(small.limit(3, Side.BUY, 9_000, 7));
        assertEquals(List.of("3 REJECTED OTHER cum 0 leaves 0", "1 ACCEPTED cum 0 leaves 7",
            "2 ACCEPTED cum 0 leaves 7"), small.settled());
        assertTrue(small.cancel(9, Side.BUY));
        assertTrue(small.cancel(9, Side.BUY));
        assertTrue(small.cancel(9, Side.BUY));
        assertFalse(small.cancel(9, Side.BUY));
        assertEquals("a simulated exchange of 2 orders and 5 reports needs a timer queue of 11, not 10",
            assertThrows(IllegalArgumentException.class, () -> new SimulatedExchange(
                SimulationRig.EXACT, 1, new TimerQueue(10), 1, 2, 5)).getMessage());
    }

    private boolean change(final long id, final Side side, final long price, final long quantity) {
        rig.exchange.request().begin(OrderCommandType.REPLACE, id, 0, side)
            .priced(OrderType.LIMIT, TimeInForce.GTC, 0, price, quantity, 0);
        return rig.exchange.onRequest(rig.nowNs);
    }

    @Test
    void shouldChangeAnOrderInPlaceWhenAsked() {
        usualBook();
        rig.limit(1, Side.BUY, 9_990, 50);
        rig.settled();
        change(1, Side.BUY, 9_990, 40);
        assertEquals(List.of("1 REPLACED cum 0 leaves 40"), rig.settled());
        change(1, Side.BUY, 9_980, 60);
        assertEquals(List.of("1 REPLACED cum 0 leaves 60"), rig.settled());
        rig.cancel(1, Side.BUY);
        rig.settled();
        change(1, Side.BUY, 9_980, 70);
        assertEquals(List.of("1 REPLACE_REJECTED UNKNOWN_ORDER cum 0 leaves 0"), rig.settled());
    }

    private boolean conditional(
        final long id, final OrderType type, final Side side, final long trigger, final long rate, final long price,
        final long link, final long target) {
        rig.exchange.request().begin(target == 0 ? OrderCommandType.NEW : OrderCommandType.REPLACE, id, 0, side)
            .priced(type, TimeInForce.GTC, 0, price, 40, 0).conditional(trigger, rate).tied(link, target);
        return rig.exchange.onRequest(rig.nowNs);
    }

    @Test
    void shouldTriggerByTheLastTradeOnly() {
        usualBook();
        conditional(1, OrderType.STOP, Side.SELL, 9_950, 0, 0, 0, 0);
        conditional(2, OrderType.TAKE_PROFIT_LIMIT, Side.SELL, 10_030, 0, 10_030, 0, 0);
        assertEquals(List.of("1 ACCEPTED cum 0 leaves 40", "2 ACCEPTED cum 0 leaves 40"), rig.settled());
        rig.trade(Side.SELL, 9_951, 5);
        assertEquals(List.of(), rig.settled());
        rig.trade(Side.SELL, 9_950, 5);
        final List<String> seen = rig.settled();
        assertEquals("1 TRIGGERED cum 0 leaves 40", seen.get(0));
        assertTrue(seen.get(1).startsWith("1 TRADE "), seen.toString());
        conditional(3, OrderType.STOP, Side.SELL, 9_960, 0, 0, 0, 0);
        assertEquals(List.of("3 REJECTED WOULD_TRIGGER cum 0 leaves 0"), rig.settled());
        rig.trade(Side.BUY, 10_030, 5);
        assertEquals(List.of("2 TRIGGERED cum 0 leaves 40"), rig.settled().subList(0, 1));
    }

    @Test
    void shouldTrailTheBestTrade() {
        usualBook();
        conditional(1, OrderType.TRAILING_STOP, Side.BUY, 0, 100_000, 0, 0, 0);
        rig.settled();
        rig.trade(Side.SELL, 10_000, 1);
        rig.trade(Side.SELL, 9_900, 1);
        rig.trade(Side.BUY, 9_909, 1);
        assertEquals(List.of(), rig.settled());
        rig.trade(Side.BUY, 9_910, 1);
        assertEquals("1 TRIGGERED cum 0 leaves 40", rig.settled().get(0));
    }

    @Test
    void shouldEndOneOrderOfAPairWithTheOther() {
        usualBook();
        conditional(1, OrderType.LIMIT, Side.SELL, 0, 0, 10_050, 1, 0);
        conditional(2, OrderType.STOP, Side.SELL, 9_950, 0, 0, 1, 0);
        rig.settled();
        rig.trade(Side.BUY, 10_060, 10);
        assertEquals(List.of("1 TRADE 10@10050", "2 EXPIRED OCO_SIBLING cum 0 leaves 0"),
            rig.settled().stream().map(line -> line.replaceFirst(" MAKER.*", "")).toList());
        conditional(3, OrderType.LIMIT, Side.SELL, 0, 0, 10_050, 3, 0);
        conditional(4, OrderType.STOP, Side.SELL, 9_950, 0, 0, 3, 0);
        rig.settled();
        rig.cancel(4, Side.SELL);
        assertEquals(List.of("3 CANCELED OCO_SIBLING cum 0 leaves 0", "4 CANCELED cum 0 leaves 0"),
            rig.settled().stream().sorted().toList());
    }

    @Test
    void shouldTakeThePlaceOfAnotherOrderOrNotBeAttempted() {
        usualBook();
        rig.limit(1, Side.BUY, 9_970, 50);
        rig.settled();
        conditional(2, OrderType.LIMIT, Side.BUY, 0, 0, 9_960, 0, 1);
        assertEquals(List.of("1 CANCELED cum 0 leaves 0", "2 ACCEPTED cum 0 leaves 40"), rig.settled());
        conditional(3, OrderType.LIMIT, Side.BUY, 0, 0, 9_960, 0, 1);
        final List<String> late = rig.settled();
        assertTrue(late.contains("3 REJECTED TOO_LATE cum 0 leaves 0"), late.toString());
    }
}
