package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order of which something is not known is asked for, never sent again, and believed lost only when proved. */
class UnknownOrdersTest {
    private final LiveRig rig = new LiveRig();

    private LiveRig unknownOrder() {
        return rig.ready().buy(PERP, 10).sent(id(1), PERP, OrderCommandType.NEW, SendResult.UNKNOWN);
    }

    private LiveRig openOrder() {
        return rig.ready().buy(PERP, 10).word(id(1), PERP, ExecutionType.ACCEPTED, 0);
    }

    private OrderStatus status() {
        return rig.engine.fold().orders().find(id(1)).status();
    }

    private boolean asksFor() {
        return rig.engine.fold().reconciliation().unknown().tracks(id(1));
    }

    private LiveRig notFound() {
        return rig.sent(id(1), PERP, OrderCommandType.QUERY, SendResult.NOT_FOUND);
    }

    @Test
    void shouldAskByPlanAndNeverSendAgainWhenAnOutcomeIsUnknown() {
        unknownOrder();
        assertEquals(OrderStatus.UNKNOWN, status());
        final long[] due = {500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 90_000};
        long passed = 0;
        for (int i = 0; i < due.length; i++) {
            rig.take();
            // a tick each 100 ms, and what is due at a moment fires before the first input later than it
            rig.pass(due[i] - passed - 1);
            assertEquals(List.of(), rig.take("QUERY"), "before " + due[i]);
            rig.pass(200);
            assertEquals(List.of("QUERY 1#1 " + (i + 1)), rig.take("QUERY"), "after " + due[i]);
            passed = due[i] + 199;
        }
        assertEquals(1, rig.newOrders());
        assertEquals(10, rig.engine.fold().orders().openBuyQuantity(PERP), "counts at full size");
    }

    @Test
    void shouldStopTheInstrumentWhenAnOrderStaysUnknown() {
        unknownOrder().pass(59_000);
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, PERP));
        rig.take();
        rig.pass(1_500);
        assertEquals(List.of("ALERT ORDER_STAYS_UNKNOWN 1#1 7"), rig.take("ALERT ORDER"));
        assertEquals(TradingState.CANCEL_ONLY, rig.asked(Scope.INSTRUMENT, PERP, StateCause.UNKNOWN_ORDER));
        rig.pass(30_000);
        assertEquals(List.of(), rig.take("ALERT ORDER"), "once");
    }

    @Test
    void shouldStopAskingWhenTheStreamTellsTheTruth() {
        unknownOrder().pass(700).word(id(1), PERP, ExecutionType.ACCEPTED, 0);
        assertEquals(OrderStatus.NEW, status());
        assertFalse(asksFor());
        rig.take();
        rig.pass(40_000);
        assertEquals(List.of(), rig.take("QUERY 1#1", "NEW"));
    }

    @Test
    void shouldBookFillsBeforeTheStatusWhenAQueryFindsThem() {
        unknownOrder().pass(700).take();
        rig.report(id(1), PERP, ExecutionType.TRADE, RejectReason.NONE, 77, 4, 4, 1, Side.BUY);
        assertEquals(List.of("ORDER 1#1 UNKNOWN PARTIALLY_FILLED 4", "FILL 1#1 77 4"), rig.take("ORDER", "FILL"));
        rig.answer(id(1), PERP, ExecutionType.CANCELED, 4);
        assertEquals(OrderStatus.CANCELED, status());
        assertFalse(asksFor());
        assertEquals(4, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(List.of(), rig.take("BREAK"), "what was asked for is no surprise");
    }

    @Test
    void shouldBelieveNotFoundOnlyTwiceAndPastTheWindow() {
        unknownOrder().pass(600);
        notFound();
        assertEquals(OrderStatus.UNKNOWN, status(), "once");
        rig.pass(500);
        notFound();
        assertEquals(OrderStatus.UNKNOWN, status(), "twice, but too soon");
        rig.pass(1_000);
        notFound();
        rig.pass(3_000);
        notFound();
        assertEquals(OrderStatus.UNKNOWN, status(), "asked 4.5 s after the first answer");
        rig.pass(5_000);
        rig.take();
        notFound();
        assertEquals(List.of("ORDER 1#1 UNKNOWN REJECTED 0"), rig.take("ORDER"));
        assertEquals(0, rig.engine.fold().orders().openBuyQuantity(PERP));
        assertFalse(asksFor());
    }

    /** The answer may be as old as its question: what counts is when the question was asked. */
    @Test
    void shouldNotBelieveALateAnswerToAnEarlyQuestion() {
        unknownOrder().pass(20_000);
        notFound();
        notFound();
        notFound();
        assertEquals(OrderStatus.UNKNOWN, status());
    }

    @Test
    void shouldAlertAndKeepTheOrderWhenTheVenueForgetsWhatItAcknowledged() {
        openOrder().cancel(PERP).sent(id(1), PERP, OrderCommandType.CANCEL, SendResult.UNKNOWN);
        for (int i = 0; i < 5; i++) {
            rig.pass(10_000);
            notFound();
        }
        assertEquals(1, rig.take("ALERT ORDER_LOST_BY_VENUE").size());
        assertEquals(OrderStatus.PENDING_CANCEL, status());
        rig.pass(20_000);
        assertEquals(TradingState.CANCEL_ONLY, rig.state(Scope.INSTRUMENT, PERP));
    }

    @Test
    void shouldAskInsteadOfRejectingWhenTheIdIsADuplicate() {
        rig.ready().buy(PERP, 10).refused(id(1), PERP, ExecutionType.REJECTED, RejectReason.DUPLICATE_ID);
        assertEquals(OrderStatus.UNKNOWN, status());
        for (int i = 0; i < 4; i++) {
            rig.pass(10_000);
            notFound();
        }
        assertEquals(OrderStatus.UNKNOWN, status(), "it did reach the venue");
        rig.answer(id(1), PERP, ExecutionType.ACCEPTED, 0);
        assertEquals(OrderStatus.NEW, status());
        assertFalse(asksFor());
    }

    @Test
    void shouldAskWhenNoWordComes() {
        rig.ready().buy(PERP, 10).pass(5_000);
        assertEquals("QUERY 1#1 1", rig.take("QUERY").get(0));
        assertEquals(OrderStatus.PENDING_NEW, status());
        rig.answer(id(1), PERP, ExecutionType.ACCEPTED, 0);
        assertFalse(asksFor());
    }

    @Test
    void shouldAskWhenTheStreamIsLostWithAWordUnderWay() {
        rig.ready().buy(PERP, 10).down(LINEAR);
        assertTrue(asksFor());
        rig.pass(700);
        assertEquals(List.of("QUERY 1#1 1"), rig.take("QUERY"));
    }

    @Test
    void shouldGiveFillsTimeAndThenAskWhenTheVenueCountsMore() {
        openOrder().fill(id(1), PERP, 5, 2, 6).pass(5_000);
        assertEquals(List.of(), rig.take("QUERY"));
        rig.pass(700);
        assertEquals(List.of("QUERY 1#1 1"), rig.take("QUERY"));
        rig.fill(id(1), PERP, 4, 4, 4);
        assertFalse(asksFor());
        assertEquals(6, rig.engine.fold().portfolio().position(PERP).position());
        assertEquals(TradingState.ACTIVE, rig.state(Scope.INSTRUMENT, PERP));
    }

    @Test
    void shouldAskWhenACancelIsRefusedForAnOrderThatIsNotThere() {
        for (final RejectReason reason : List.of(RejectReason.UNKNOWN_ORDER, RejectReason.TOO_LATE)) {
            final UnknownOrdersTest other = new UnknownOrdersTest();
            other.openOrder().cancel(PERP).refused(id(1), PERP, ExecutionType.CANCEL_REJECTED, reason);
            assertTrue(other.asksFor(), reason.name());
            other.rig.fill(id(1), PERP, 9, 10, 10);
            assertFalse(other.asksFor(), reason.name());
        }
    }

    @Test
    void shouldTakeTheCancelOffWhenTheOrderWorksLongAfterIt() {
        openOrder().cancel(PERP).sent(id(1), PERP, OrderCommandType.CANCEL, SendResult.UNKNOWN);
        rig.pass(700).answer(id(1), PERP, ExecutionType.ACCEPTED, 0);
        assertEquals(OrderStatus.PENDING_CANCEL, status(), "the cancel may be under way");
        for (int i = 0; i < 12; i++) {
            rig.take();
            rig.pass(1_000);
            for (int asked = rig.take("QUERY").size(); asked > 0; asked--) {
                rig.answer(id(1), PERP, ExecutionType.ACCEPTED, 0);
            }
        }
        assertEquals(OrderStatus.NEW, status());
        rig.take();
        rig.cancel(PERP);
        assertEquals(List.of("CANCEL 1#1"), rig.take("CANCEL"), "a strategy may ask again");
    }

    @Test
    void shouldAskForEveryOpenOrderWhenStartedAnew() {
        openOrder().buy(PERP, 20).word(id(2), PERP, ExecutionType.ACCEPTED, 0).pass(10);
        rig.take();
        rig.pass(3_600_000 - 1).restart();
        assertEquals(OrderStatus.UNKNOWN, status());
        rig.pass(5_000);
        assertEquals(List.of(), rig.take("QUERY 1#"), "nobody is there to ask");
        rig.up(LINEAR).pass(200);
        assertEquals(List.of("QUERY 1#2 1", "QUERY 1#1 1"), rig.take("QUERY 1#"));
        rig.answer(id(1), PERP, ExecutionType.ACCEPTED, 0).answer(id(2), PERP, ExecutionType.CANCELED, 0);
        assertEquals(0, rig.engine.fold().reconciliation().unknown().count());
        assertEquals(2, rig.newOrders());
    }
}
