package io.penstock.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderTicket;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves for the venue, and when, for every kind of order at venues that can more or less. */
class DispatchTest {
    private static final InstrumentKind PERPETUAL = InstrumentKind.LINEAR_PERPETUAL;
    private static final int NOTHING = 0;
    private static final int FULL = OrderCapability.STOP | OrderCapability.TRAILING_STOP | OrderCapability.OCO
        | OrderCapability.AMEND | OrderCapability.REDUCE_ONLY | OrderCapability.GOOD_TILL_DATE;

    private final OrderTicket ticket = new OrderTicket();
    private final OrderTicket other = new OrderTicket();

    /** Buys so much at 100.00, filled. */
    private DispatchRig holding(final InstrumentKind kind, final int capabilities, final long quantity) {
        final DispatchRig rig = new DispatchRig(kind, capabilities);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 10_000, quantity)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 10_000, quantity).commands();
        return rig;
    }

    @Test
    void shouldSendMarketAsIocAtTheCollar() {
        final DispatchRig rig = new DispatchRig(PERPETUAL, NOTHING);
        rig.act((market, desk) -> desk.submit(ticket.market(Side.BUY, 10)));
        rig.act((market, desk) -> desk.submit(ticket.market(Side.SELL, 10)));
        assertEquals(List.of("NEW 1 BUY LIMIT IOC 10050 x10", "NEW 2 SELL LIMIT IOC 9950 x10"), rig.commands());
        assertEquals("MARKET 0", rig.order(1).type() + " " + rig.order(1).price());
    }

    @Test
    void shouldHoldAStopAndFireItWhenTheTouchOrATradeReachesIt() {
        final DispatchRig rig = holding(PERPETUAL, NOTHING, 50);
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.SELL, 9_985, 20).reduceOnly()));
        rig.act((market, desk) -> desk.submit(ticket.stopLimit(Side.SELL, 9_980, 9_975, 10)));
        assertEquals(List.of(), rig.commands());
        assertEquals("NEW 0/20 held", rig.status(2));
        assertEquals(30, rig.engine.fold().orders().openSellQuantity(0));
        rig.touch(9_986, 10_010);
        assertEquals(List.of(), rig.commands());
        rig.touch(9_985, 10_010);
        assertEquals(List.of("NEW 2 SELL LIMIT IOC 9950 x20"), rig.commands());
        assertEquals("PENDING_NEW 0/20", rig.status(2));
        rig.script.after(1).trade(0, Side.SELL, 9_980, 1);
        assertEquals(List.of("NEW 3 SELL LIMIT GTC 9975 x10"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 2).fill(2, 9_985, 20);
        assertEquals("FILLED 20/20", rig.status(2));
        assertEquals(30, rig.engine.fold().portfolio().position(0).position());
    }

    @Test
    void shouldFollowTheBestPriceWhenAStopTrails() {
        final DispatchRig rig = holding(PERPETUAL, NOTHING, 50);
        rig.act((market, desk) -> desk.submit(ticket.trailingStop(Side.SELL, 100_000, 50).reduceOnly()));
        rig.touch(10_000, 10_010).touch(9_991, 10_010);
        assertEquals(10_000, rig.order(2).condition().waterMark());
        assertEquals(List.of(), rig.commands());
        rig.touch(9_990, 10_010);
        assertEquals(List.of("NEW 2 SELL LIMIT IOC 9950 x50"), rig.commands());
    }

    @Test
    void shouldSendConditionalOrdersAsTheyAreWhenTheVenueCan() {
        final DispatchRig rig = holding(PERPETUAL, FULL, 50);
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.SELL, 9_900, 10)));
        rig.act((market, desk) -> desk.submit(ticket.takeProfitLimit(Side.SELL, 10_100, 10_100, 10)));
        rig.act((market, desk) -> desk.submit(ticket.trailingStop(Side.SELL, 1_000_000, 10)
            .expiresAt(5_000_000_000_000L)));
        assertEquals(List.of("NEW 2 SELL STOP GTC 0 x10 when 9900",
            "NEW 3 SELL TAKE_PROFIT_LIMIT GTC 10100 x10 when 10100",
            "NEW 4 SELL TRAILING_STOP GTD 0 x10 trailing 1000000 until 5000000000000"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 2).word(ExecutionType.TRIGGERED, 2);
        assertTrue(rig.order(2).condition().triggered());
        assertEquals("NEW 0/10", rig.status(2));
    }

    @Test
    void shouldAlertWhenRiskDeniesATriggeredOrder() {
        final DispatchRig rig = holding(PERPETUAL, NOTHING, 50);
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.SELL, 9_985, 50)));
        rig.script.tradingState(-1, TradingState.CANCEL_ONLY);
        rig.outputs.clear();
        rig.touch(9_985, 10_010);
        assertEquals(List.of("TRIGGER_DENIED 2 50"), rig.alerts());
        assertEquals(List.of("NOT_REQUIRED 50 0"), rig.protection());
        assertEquals(List.of(), rig.commands());
        assertEquals("DENIED 0/50", rig.status(2));
        assertEquals(0, rig.engine.fold().orders().openSellQuantity(0));
    }

    private static void oco(final DispatchRig rig, final OrderTicket profit, final OrderTicket stop) {
        rig.act((market, desk) -> desk.submitOco(profit.limit(Side.SELL, 10_040, 50).reduceOnly(),
            stop.stop(Side.SELL, 9_985, 50).reduceOnly()));
    }

    @Test
    void shouldGiveAPairToTheVenueThatCanKeepIt() {
        final DispatchRig rig = holding(PERPETUAL, FULL, 50);
        oco(rig, ticket, other);
        assertEquals(List.of("NEW 2 SELL LIMIT GTC 10040 x50 link 2", "NEW 3 SELL STOP GTC 0 x50 when 9985 link 2"),
            rig.commands());
        assertEquals(50, rig.engine.fold().orders().openSellQuantity(0), "a pair counts once");
        rig.word(ExecutionType.ACCEPTED, 2).word(ExecutionType.ACCEPTED, 3).fill(2, 10_040, 50)
            .word(ExecutionType.EXPIRED, 3);
        assertEquals("FILLED 50/50 EXPIRED 0/50", rig.status(2) + " " + rig.status(3));
        assertEquals(List.of(), rig.commands());
    }

    @Test
    void shouldWaitForTheOtherOrderOfAPairWhenAHeldStopFires() {
        final DispatchRig rig = holding(InstrumentKind.SPOT, NOTHING, 50);
        oco(rig, ticket, other);
        assertEquals(List.of("NEW 2 SELL LIMIT GTC 10040 x50"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 2).touch(9_985, 10_010);
        assertEquals(List.of("CANCEL 2"), rig.commands());
        assertEquals("NEW 0/50 held", rig.status(3));
        rig.fill(2, 10_040, 20);
        assertEquals(List.of(), rig.commands());
        rig.word(ExecutionType.CANCELED, 2);
        assertEquals(List.of("NEW 3 SELL LIMIT IOC 9950 x30"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 3).fill(3, 9_985, 30);
        assertEquals(0, rig.engine.fold().portfolio().position(0).position());
        rig.outputs.clear();
        rig.fill(2, 10_040, 5);
        assertEquals(List.of("OCO_BOTH_FILLED 50 55"), rig.alerts());
    }

    @Test
    void shouldCancelAgainWhenTheCancelBeforeATurnIsRefused() {
        final DispatchRig rig = holding(InstrumentKind.SPOT, NOTHING, 50);
        oco(rig, ticket, other);
        rig.word(ExecutionType.ACCEPTED, 2).touch(9_985, 10_010).commands();
        rig.script.after(1_001);
        rig.sent(OrderCommandType.CANCEL, SendResult.NOT_SENT, 2);
        assertEquals(List.of("CANCEL 2"), rig.commands());
        rig.sent(OrderCommandType.CANCEL, SendResult.NOT_SENT, 2);
        assertEquals(List.of(), rig.commands(), "not at the pace of the refusals");
    }

    @Test
    void shouldCancelAgainWhenTheMarketMovesLongAfterTheCancelBeforeATurnWasRefused() {
        final DispatchRig rig = holding(InstrumentKind.SPOT, NOTHING, 50);
        oco(rig, ticket, other);
        rig.word(ExecutionType.ACCEPTED, 2).touch(9_985, 10_010).commands();
        rig.sent(OrderCommandType.CANCEL, SendResult.NOT_SENT, 2);
        rig.touch(9_984, 10_010);
        assertEquals(List.of(), rig.commands(), "not at the pace of the market either");
        rig.script.after(1_001);
        rig.touch(9_983, 10_010);
        assertEquals(List.of("CANCEL 2"), rig.commands());
        rig.word(ExecutionType.CANCELED, 2);
        assertEquals(List.of("NEW 3 SELL LIMIT IOC 9950 x50"), rig.commands());
    }

    @Test
    void shouldCancelAgainForWhatTakesAnOrdersPlaceWhenTheCancelWasRefused() {
        final DispatchRig rig = holding(InstrumentKind.SPOT, NOTHING, 50);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.SELL, 10_040, 50)));
        rig.word(ExecutionType.ACCEPTED, 2);
        rig.act((market, desk) -> desk.replace(rig.order(2).clientOrderId(), 10_050, 40));
        rig.sent(OrderCommandType.CANCEL, SendResult.NOT_SENT, 2).commands();
        rig.script.after(1_001);
        rig.touch(9_991, 10_010);
        assertEquals(List.of("CANCEL 2"), rig.commands());
        rig.word(ExecutionType.CANCELED, 2);
        assertEquals(List.of("NEW 3 SELL LIMIT GTC 10050 x40"), rig.commands());
    }

    @Test
    void shouldCutAndEndTheHeldOrderOfAPairWhenTheOtherFills() {
        final DispatchRig rig = holding(InstrumentKind.SPOT, NOTHING, 50);
        oco(rig, ticket, other);
        rig.word(ExecutionType.ACCEPTED, 2).fill(2, 10_040, 20);
        assertEquals("NEW 0/30 held", rig.status(3));
        rig.fill(2, 10_040, 30);
        assertEquals("CANCELED 0/30", rig.status(3));
    }

    @Test
    void shouldLeaveAtOnceWhenTheVenueKeepsReduceOnlyItself() {
        final DispatchRig rig = holding(PERPETUAL, OrderCapability.REDUCE_ONLY, 50);
        oco(rig, ticket, other);
        rig.word(ExecutionType.ACCEPTED, 2).commands();
        rig.touch(9_985, 10_010);
        assertEquals(List.of("CANCEL 2", "NEW 3 SELL LIMIT IOC 9950 x50"), rig.commands());
    }

    @Test
    void shouldMakeAndEnlargeABracketWithEachFillAndHandItOver() {
        final DispatchRig rig = new DispatchRig(PERPETUAL, FULL);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50).bracket(10_100, 9_900, 0)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 9_990, 20);
        assertEquals("NEW 0/20 held NEW 0/20 held", rig.status(2) + " " + rig.status(3));
        assertEquals(List.of("NOT_REQUIRED 20 0", "PROTECTED 20 20").subList(1, 2), rig.protection());
        assertEquals(List.of("NEW 1 BUY LIMIT GTC 9990 x50"), rig.commands());
        rig.fill(1, 9_990, 30);
        assertEquals(List.of("NEW 2 SELL LIMIT GTC 10100 x50 link 2", "NEW 3 SELL STOP GTC 0 x50 when 9900 link 2"),
            rig.commands());
        rig.word(ExecutionType.ACCEPTED, 2).word(ExecutionType.ACCEPTED, 3);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.SELL, 9_990, 50)));
        rig.word(ExecutionType.ACCEPTED, 4).fill(4, 9_990, 50);
        assertEquals(List.of("NEW 4 SELL LIMIT GTC 9990 x50", "CANCEL 2", "CANCEL 3"), rig.commands());
    }

    @Test
    void shouldKeepABracketHeldWhereTheVenueCannot() {
        final DispatchRig rig = new DispatchRig(InstrumentKind.SPOT, NOTHING);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50).bracket(10_030, 9_985, 9_960)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 9_990, 50).commands();
        assertEquals("NEW 0/50 held NEW 0/50 held", rig.status(2) + " " + rig.status(3));
        rig.touch(10_030, 10_040);
        assertEquals(List.of("NEW 2 SELL LIMIT GTC 10030 x50"), rig.commands());
        assertEquals("CANCELED 0/50", rig.status(3));
    }

    @Test
    void shouldAskTheVenueToAmendAndCountTheLarger() {
        final DispatchRig rig = new DispatchRig(PERPETUAL, FULL);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 9_990, 10).commands();
        final long[] lives = new long[3];
        rig.act((market, desk) -> lives[0] = desk.replace(rig.order(1).clientOrderId(), 9_980, 80));
        assertEquals(List.of("REPLACE 1 BUY LIMIT GTC 9980 x80"), rig.commands());
        assertEquals(rig.order(1).clientOrderId(), lives[0]);
        assertEquals(70, rig.engine.fold().orders().openBuyQuantity(0));
        rig.act((market, desk) -> lives[1] = desk.replace(rig.order(1).clientOrderId(), 9_980, 90));
        assertEquals(0, lives[1], "one at a time");
        rig.word(ExecutionType.REPLACED, 1);
        assertEquals("PARTIALLY_FILLED 10/80 9980", rig.status(1) + " " + rig.order(1).price());
        rig.act((market, desk) -> desk.replace(rig.order(1).clientOrderId(), 9_970, 30));
        assertEquals(70, rig.engine.fold().orders().openBuyQuantity(0));
        rig.word(ExecutionType.REPLACE_REJECTED, 1);
        assertEquals("PARTIALLY_FILLED 10/80 9980", rig.status(1) + " " + rig.order(1).price());
        rig.act((market, desk) -> lives[2] = desk.replace(rig.order(1).clientOrderId(), 9_970, 10));
        assertEquals(0, lives[2], "nothing would be left");
    }

    @Test
    void shouldReplaceUnderANewIdInOneRequest() {
        final DispatchRig rig = new DispatchRig(InstrumentKind.SPOT, OrderCapability.CANCEL_REPLACE);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 9_990, 10).commands();
        rig.act((market, desk) -> desk.replace(rig.order(1).clientOrderId(), 9_980, 60));
        assertEquals(List.of("REPLACE 2 BUY LIMIT GTC 9980 x50 for 1"), rig.commands());
        assertEquals("PENDING_CANCEL 10/50 PENDING_NEW 0/50", rig.status(1) + " " + rig.status(2));
        assertEquals(90, rig.engine.fold().orders().openBuyQuantity(0));
        rig.sent(OrderCommandType.REPLACE, SendResult.NOT_SENT, 2);
        assertEquals("PARTIALLY_FILLED 10/50 REJECTED 0/50", rig.status(1) + " " + rig.status(2));
        rig.script.after(100);
        rig.act((market, desk) -> desk.replace(rig.order(1).clientOrderId(), 9_980, 60));
        rig.word(ExecutionType.CANCELED, 1).word(ExecutionType.ACCEPTED, 3);
        assertEquals("CANCELED 10/50 NEW 0/50", rig.status(1) + " " + rig.status(3));
    }

    @Test
    void shouldSendTheNewOrderAfterTheLastWordOfTheOldWhereTheVenueCannotReplace() {
        final DispatchRig rig = new DispatchRig(InstrumentKind.SPOT, NOTHING);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50)));
        rig.word(ExecutionType.ACCEPTED, 1).commands();
        rig.act((market, desk) -> desk.replace(rig.order(1).clientOrderId(), 9_980, 60));
        assertEquals(List.of("CANCEL 1"), rig.commands());
        assertEquals("PENDING_NEW 0/60 held", rig.status(2));
        assertEquals(60, rig.engine.fold().orders().openBuyQuantity(0), "the larger counts");
        rig.fill(1, 9_990, 15).word(ExecutionType.CANCELED, 1);
        assertEquals(List.of("NEW 2 BUY LIMIT GTC 9980 x45"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 2);
        rig.act((market, desk) -> desk.replace(rig.order(2).clientOrderId(), 9_970, 40)).commands();
        rig.fill(2, 9_980, 45);
        assertEquals(List.of(), rig.commands());
        assertEquals("FILLED 45/45 CANCELED 0/40", rig.status(2) + " " + rig.status(3));
    }

    @Test
    void shouldEndAnOrderAtItsTimeWhereTheVenueCannot() {
        final DispatchRig rig = new DispatchRig(PERPETUAL, NOTHING);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 9_990, 50)
            .expiresAt(market.nowNs() + 5_000_000)));
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.BUY, 10_090, 5).expiresAt(market.nowNs() + 5_000_000)));
        assertEquals(List.of("NEW 1 BUY LIMIT GTC 9990 x50"), rig.commands());
        rig.word(ExecutionType.ACCEPTED, 1);
        rig.script.after(20).timeAdvanced();
        assertEquals(List.of("CANCEL 1"), rig.commands());
        assertEquals("EXPIRED 0/5", rig.status(2));
    }

    @Test
    void shouldOnlyReduceWhenAPositionHasNoStopForTooLong() {
        final DispatchRig rig = new DispatchRig(PERPETUAL, FULL, true);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.BUY, 10_000, 50)));
        rig.word(ExecutionType.ACCEPTED, 1).fill(1, 10_000, 50);
        assertEquals(List.of("UNPROTECTED 50 0"), rig.protection());
        rig.script.after(900).timeAdvanced();
        assertEquals(List.of(), rig.alerts());
        rig.script.after(200).timeAdvanced();
        assertEquals(List.of("UNPROTECTED 50 0"), rig.alerts());
        assertEquals(TradingState.REDUCE_ONLY, rig.engine.fold().states().state(Scope.INSTRUMENT, 0));
        rig.outputs.clear();
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.SELL, 9_900, 50).reduceOnly()));
        rig.word(ExecutionType.ACCEPTED, 2);
        assertEquals(List.of("PENDING 50 0", "PROTECTED 50 50"), rig.protection());
        assertEquals(TradingState.ACTIVE,
            rig.engine.fold().states().asked(Scope.INSTRUMENT, 0, StateCause.UNPROTECTED));
    }

    @Test
    void shouldCancelEverythingAndKeepHeldOrdersOverAStart() {
        final DispatchRig rig = holding(PERPETUAL, NOTHING, 50);
        rig.act((market, desk) -> desk.submit(ticket.limit(Side.SELL, 10_020, 20)));
        rig.act((market, desk) -> desk.submit(ticket.stop(Side.SELL, 9_900, 20)));
        rig.begin(2);
        assertEquals("UNKNOWN 0/20 NEW 0/20 held", rig.status(2) + " " + rig.status(3));
        rig.commands();
        final int[] count = new int[1];
        rig.act((market, desk) -> count[0] = desk.cancelAll());
        assertEquals(2, count[0]);
        assertEquals(List.of("CANCEL 2"), rig.commands());
        assertEquals("PENDING_CANCEL 0/20 CANCELED 0/20", rig.status(2) + " " + rig.status(3));
    }
}
