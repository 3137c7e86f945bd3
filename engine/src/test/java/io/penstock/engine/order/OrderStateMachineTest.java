package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.state.StateBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderStateMachineTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 8, 4, 8);
    private static final long ID = ClientOrderIds.id(1, 1);
    private static final long QUANTITY = 10;
    private static final long PRICE = 100;

    private final OrderFixtures events = new OrderFixtures();
    private final Orders orders = new Orders(CAPACITY, 2);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
    private Order order;

    @BeforeEach
    void openOrder() {
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        orders.define(OrderFixtures.instrument(1, "ETH", "USDT", InstrumentKind.SPOT, -2, -8));
        order = OrderFixtures.open(orders, ID, 0, 0, Side.BUY, PRICE, QUANTITY);
    }

    private ReportResult word(final ExecutionType type) {
        return machine.apply(events.word(type, order, order.cumulativeQuantity()));
    }

    private ReportResult fill(final long executionId, final long quantity) {
        return machine.apply(events.fill(order, executionId, PRICE, quantity, 0));
    }

    private void assertOrder(final OrderStatus status, final long cumulative, final long leaves) {
        assertEquals(status, order.status());
        assertEquals(cumulative, order.cumulativeQuantity());
        assertEquals(leaves, order.leavesQuantity());
        assertEquals(leaves, orders.openBuyQuantity(0));
        assertEquals(order.isFinal() ? 0 : 1, orders.openCount(0, 0));
        assertSame(order, orders.find(ID));
    }

    @Test
    void shouldBecomeNewWhenAccepted() {
        assertEquals(ReportResult.APPLIED, word(ExecutionType.ACCEPTED));
        assertEquals(OrderStatus.PENDING_NEW, machine.previousStatus());
        assertSame(order, machine.order());
        assertOrder(OrderStatus.NEW, 0, 10);
        assertEquals(ReportResult.STALE, word(ExecutionType.ACCEPTED));
    }

    @Test
    void shouldFillInPartsUntilFilled() {
        word(ExecutionType.ACCEPTED);
        assertEquals(ReportResult.FILL, fill(1, 4));
        assertOrder(OrderStatus.PARTIALLY_FILLED, 4, 6);
        assertEquals(ReportResult.FILL, fill(2, 6));
        assertOrder(OrderStatus.FILLED, 10, 0);
        assertEquals(OrderStatus.PARTIALLY_FILLED, machine.previousStatus());
    }

    @Test
    void shouldFillWhenTheAcknowledgementComesLater() {
        assertEquals(ReportResult.FILL, fill(1, 4));
        assertOrder(OrderStatus.PARTIALLY_FILLED, 4, 6);
        assertEquals(ReportResult.STALE, word(ExecutionType.ACCEPTED));
        assertOrder(OrderStatus.PARTIALLY_FILLED, 4, 6);
    }

    @Test
    void shouldBookAFillOnceWhenItIsRepeated() {
        fill(1, 4);
        assertEquals(ReportResult.DUPLICATE_EXECUTION, fill(1, 4));
        assertOrder(OrderStatus.PARTIALLY_FILLED, 4, 6);
        fill(2, 6);
        assertEquals(ReportResult.DUPLICATE_EXECUTION, fill(2, 6));
        assertOrder(OrderStatus.FILLED, 10, 0);
    }

    @Test
    void shouldBookTheSameExecutionIdForAnotherInstrument() {
        fill(1, 4);
        final Order other = OrderFixtures.open(orders, ID + 1, 1, 0, Side.SELL, PRICE, QUANTITY);
        assertEquals(ReportResult.FILL, machine.apply(events.fill(other, 1, PRICE, 4, 0)));
    }

    @Test
    void shouldBookAFillAndKeepTheStatusWhenCanceledBefore() {
        word(ExecutionType.ACCEPTED);
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.APPLIED, word(ExecutionType.CANCELED));
        assertOrder(OrderStatus.CANCELED, 0, 0);
        assertEquals(ReportResult.LATE_FILL, fill(1, 4));
        assertOrder(OrderStatus.CANCELED, 4, 0);
        assertEquals(OrderStatus.CANCELED, machine.previousStatus());
    }

    @Test
    void shouldBookAndFlagWhenTheVenueFillsTooMuch() {
        fill(1, 8);
        assertEquals(ReportResult.OVERFILL, fill(2, 5));
        assertOrder(OrderStatus.FILLED, 13, 0);
        assertEquals(ReportResult.OVERFILL, fill(3, 1));
        assertOrder(OrderStatus.FILLED, 14, 0);
        assertTrue(ReportResult.OVERFILL.booksFill() && ReportResult.LATE_FILL.booksFill());
        assertFalse(ReportResult.DUPLICATE_EXECUTION.booksFill() || ReportResult.STALE.changesOrder());
    }

    @Test
    void shouldReturnToTheWorkingStatusWhenTheCancelIsRejected() {
        word(ExecutionType.ACCEPTED);
        assertTrue(machine.onCancelRequested(ID));
        assertOrder(OrderStatus.PENDING_CANCEL, 0, 10);
        assertEquals(ReportResult.APPLIED, word(ExecutionType.CANCEL_REJECTED));
        assertOrder(OrderStatus.NEW, 0, 10);
        machine.onCancelRequested(ID);
        fill(1, 3);
        assertOrder(OrderStatus.PENDING_CANCEL, 3, 7);
        word(ExecutionType.CANCEL_REJECTED);
        assertOrder(OrderStatus.PARTIALLY_FILLED, 3, 7);
        assertEquals(ReportResult.STALE, word(ExecutionType.CANCEL_REJECTED));
    }

    @Test
    void shouldReturnToNewWhenAcceptedBeneathAPendingCancel() {
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.APPLIED, word(ExecutionType.ACCEPTED));
        assertOrder(OrderStatus.PENDING_CANCEL, 0, 10);
        word(ExecutionType.CANCEL_REJECTED);
        assertOrder(OrderStatus.NEW, 0, 10);
    }

    @Test
    void shouldFillWhenACancelIsPending() {
        word(ExecutionType.ACCEPTED);
        machine.onCancelRequested(ID);
        fill(1, 10);
        assertOrder(OrderStatus.FILLED, 10, 0);
        assertEquals(ReportResult.STALE, word(ExecutionType.CANCEL_REJECTED));
    }

    @Test
    void shouldAskForACancelOnlyOnceAndOnlyWhileOpen() {
        assertTrue(machine.onCancelRequested(ID));
        assertFalse(machine.onCancelRequested(ID));
        word(ExecutionType.CANCELED);
        assertFalse(machine.onCancelRequested(ID));
        assertFalse(machine.onCancelRequested(ID + 77));
        assertSame(Order.NONE, machine.order());
    }

    @Test
    void shouldRejectOnlyWhatWasNeverAccepted() {
        word(ExecutionType.ACCEPTED);
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.REJECTED));
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.REJECTED));
        assertOrder(OrderStatus.PENDING_CANCEL, 0, 10);
    }

    @Test
    void shouldBeRejectedWhenPendingNewOrUnknown() {
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.APPLIED, word(ExecutionType.REJECTED));
        assertOrder(OrderStatus.REJECTED, 0, 0);
        assertEquals(ReportResult.STALE, word(ExecutionType.REJECTED));
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.ACCEPTED));
    }

    @Test
    void shouldKeepTheFirstFinalWordWhenTheVenueContradictsItself() {
        word(ExecutionType.EXPIRED);
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.CANCELED));
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.REJECTED));
        assertEquals(ReportResult.STALE, word(ExecutionType.EXPIRED));
        assertOrder(OrderStatus.EXPIRED, 0, 0);
    }

    @Test
    void shouldNeverLeaveAFinalStatusWhateverHappens() {
        for (final OrderStatus status : OrderStatus.values()) {
            for (final OrderEvent event : OrderEvent.values()) {
                final int next = OrderTransitions.next(status, event);
                if (OrderTransitions.isFinal(status)) {
                    assertTrue(next == OrderTransitions.STAY || next == OrderTransitions.ILLEGAL, status + " " + event);
                }
                assertTrue(event == OrderEvent.DENIED || next != OrderStatus.DENIED.code()
                    || status == OrderStatus.DENIED, status + " " + event);
                assertTrue(event == OrderEvent.RELEASED || next != OrderStatus.PENDING_NEW.code());
            }
        }
    }

    @Test
    void shouldFlagAReportWhenTheOrderIsUnknown() {
        assertEquals(ReportResult.UNKNOWN_ORDER, machine.apply(
            events.report(ExecutionType.TRADE.code(), ID + 5, 0, Side.BUY, 1, PRICE, 1, 1, 0, "")));
        assertSame(Order.NONE, machine.order());
    }

    @Test
    void shouldChangeNothingWhenAReportIsMalformed() {
        final int trade = ExecutionType.TRADE.code();
        assertMalformed(99, 0, Side.BUY, PRICE, 1, 1, 0, "");
        assertMalformed(trade, 1, Side.BUY, PRICE, 1, 1, 0, "");
        assertMalformed(trade, 0, Side.SELL, PRICE, 1, 1, 0, "");
        assertMalformed(trade, 0, Side.BUY, 0, 1, 1, 0, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, 0, 1, 0, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, -1, 1, 0, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, 3, 2, 0, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, 1, -1, 0, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, 1, 1, 5, "");
        assertMalformed(trade, 0, Side.BUY, PRICE, 1, 1, Long.MIN_VALUE, "USDT");
        assertEquals(ReportResult.FILL, fill(1, 1), "the execution id was not used up");
        assertMalformed(trade, 0, Side.BUY, PRICE, Long.MAX_VALUE, Long.MAX_VALUE, 0, "");
    }

    private void assertMalformed(
        final int type, final int instrumentId, final Side side, final long price, final long quantity,
        final long cumulative, final long fee, final String feeAsset) {
        final StateBuffer before = state();
        assertEquals(ReportResult.MALFORMED, machine.apply(
            events.report(type, ID, instrumentId, side, 1, price, quantity, cumulative, fee, feeAsset)));
        assertEquals(before.hash(), state().hash());
    }

    private StateBuffer state() {
        final StateBuffer state = new StateBuffer();
        orders.writeTo(state);
        machine.writeTo(state);
        return state;
    }

    @Test
    void shouldTellWhatIsMissingWhenFillsOvertakeEachOther() {
        machine.apply(events.fill(order, 2, PRICE, 3, 7));
        assertEquals(4, order.missingQuantity());
        assertOrder(OrderStatus.PARTIALLY_FILLED, 3, 7);
        machine.apply(events.fill(order, 1, PRICE, 4, 4));
        assertEquals(0, order.missingQuantity());
        assertOrder(OrderStatus.PARTIALLY_FILLED, 7, 3);
    }

    @Test
    void shouldBecomeUnknownWhenALiveEngineStartsAgain() {
        final Order accepted = OrderFixtures.open(orders, ID + 1, 0, 1, Side.SELL, PRICE, QUANTITY);
        machine.apply(events.word(ExecutionType.ACCEPTED, accepted, 0));
        machine.onCancelRequested(ID + 1);
        final Order done = OrderFixtures.open(orders, ID + 2, 0, 1, Side.SELL, PRICE, QUANTITY);
        machine.apply(events.word(ExecutionType.REJECTED, done, 0));
        assertEquals(0, machine.onRunStarted(2, false), "simulated orders live on");
        assertEquals(OrderStatus.PENDING_NEW, order.status());
        assertEquals(2, machine.onRunStarted(2, true));
        assertOrder(OrderStatus.UNKNOWN, 0, 10);
        assertEquals(OrderStatus.UNKNOWN, accepted.status());
        assertEquals(OrderStatus.REJECTED, done.status());
        assertEquals(10, orders.openSellQuantity(0));
        assertEquals(0, machine.onRunStarted(3, true));
        final Order ofThisEpoch = OrderFixtures.open(orders, ClientOrderIds.id(3, 1), 0, 1, Side.SELL, PRICE, QUANTITY);
        assertEquals(0, machine.onRunStarted(3, true));
        assertEquals(OrderStatus.PENDING_NEW, ofThisEpoch.status());
    }

    @Test
    void shouldLeaveUnknownWhenTheVenueSpeaks() {
        machine.onRunStarted(2, true);
        assertTrue(machine.onCancelRequested(ID));
        word(ExecutionType.CANCEL_REJECTED);
        assertOrder(OrderStatus.UNKNOWN, 0, 10);
        fill(1, 2);
        assertOrder(OrderStatus.PARTIALLY_FILLED, 2, 8);
        machine.onRunStarted(3, true);
        assertOrder(OrderStatus.UNKNOWN, 2, 8);
        assertEquals(ReportResult.ILLEGAL_TRANSITION, word(ExecutionType.REJECTED));
        assertEquals(ReportResult.APPLIED, word(ExecutionType.ACCEPTED));
        assertOrder(OrderStatus.PARTIALLY_FILLED, 2, 8);
    }

    @Test
    void shouldSettleAChangeByTheTermsThatAreKnown() {
        word(ExecutionType.ACCEPTED);
        machine.onChangeRequested(ID, PRICE + 1, PRICE + 1, 15);
        assertEquals(ReportResult.APPLIED, machine.onTermsKnown(ID, PRICE + 1, 15));
        assertOrder(OrderStatus.NEW, 0, 15);
        assertFalse(order.changePending());
        machine.onChangeRequested(ID, PRICE, PRICE, 20);
        machine.onTermsKnown(ID, PRICE + 1, 15);
        assertOrder(OrderStatus.NEW, 0, 15);
        assertFalse(order.changePending());
        machine.onChangeRequested(ID, PRICE, PRICE, 20);
        machine.onTermsKnown(ID, PRICE - 1, 12);
        assertOrder(OrderStatus.NEW, 0, 12);
        assertEquals(PRICE - 1, order.price());
        assertEquals(PRICE + 1, order.worstPrice());
    }

    @Test
    void shouldEndWhenTheOldQuantityWasFilledAndTheChangeCameTooLate() {
        word(ExecutionType.ACCEPTED);
        machine.onChangeRequested(ID, PRICE, PRICE, 15);
        fill(1, 10);
        assertEquals(OrderStatus.PARTIALLY_FILLED, order.status());
        machine.onTermsKnown(ID, PRICE, 10);
        assertOrder(OrderStatus.FILLED, 10, 0);
    }

    @Test
    void shouldTakeAFillBeyondTheOldQuantityForTheWordThatTheOrderChanged() {
        word(ExecutionType.ACCEPTED);
        machine.onChangeRequested(ID, PRICE, PRICE, 15);
        assertEquals(ReportResult.FILL, fill(1, 8));
        assertEquals(ReportResult.FILL, fill(2, 7));
        assertOrder(OrderStatus.FILLED, 15, 0);
        assertEquals(ReportResult.STALE, word(ExecutionType.REPLACED));
    }

    @Test
    void shouldKeepTheLargerQuantityForLateFillsWhenAChangeIsPendingAtTheEnd() {
        word(ExecutionType.ACCEPTED);
        machine.onChangeRequested(ID, PRICE, PRICE, 15);
        word(ExecutionType.CANCELED);
        assertEquals(ReportResult.LATE_FILL, fill(1, 12));
        assertEquals(ReportResult.OVERFILL, fill(2, 4));
    }

    @Test
    void shouldNotTakeAHeldOrderThatLeavesForAcknowledged() {
        orders.hold(order, Condition.PRICE);
        machine.onHeld(order, OrderEvent.ACCEPTED);
        machine.onHeld(order, OrderEvent.RELEASED);
        assertEquals(OrderStatus.PENDING_NEW, order.status());
        assertFalse(order.isAcknowledged());
    }

    @Test
    void shouldFollowWhatTheGatewayKnowsOfSending() {
        final Order lost = OrderFixtures.open(orders, ID + 1, 0, 1, Side.SELL, PRICE, QUANTITY);
        assertEquals(ReportResult.STALE,
            machine.apply(events.sent(order, OrderCommandType.NEW, SendResult.SENT)));
        assertEquals(ReportResult.APPLIED,
            machine.apply(events.sent(order, OrderCommandType.NEW, SendResult.UNKNOWN)));
        assertOrder(OrderStatus.UNKNOWN, 0, 10);
        assertEquals(ReportResult.APPLIED,
            machine.apply(events.sent(lost, OrderCommandType.NEW, SendResult.NOT_SENT)));
        assertEquals(OrderStatus.REJECTED, lost.status());
        word(ExecutionType.ACCEPTED);
        assertEquals(ReportResult.STALE,
            machine.apply(events.sent(order, OrderCommandType.NEW, SendResult.UNKNOWN)));
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.STALE,
            machine.apply(events.sent(order, OrderCommandType.CANCEL, SendResult.UNKNOWN)));
        assertOrder(OrderStatus.PENDING_CANCEL, 0, 10);
        assertEquals(ReportResult.APPLIED,
            machine.apply(events.sent(order, OrderCommandType.CANCEL, SendResult.NOT_SENT)));
        assertOrder(OrderStatus.NEW, 0, 10);
        assertEquals(ReportResult.STALE,
            machine.apply(events.sent(order, OrderCommandType.REPLACE, SendResult.SENT)));
        assertEquals(ReportResult.UNKNOWN_ORDER,
            machine.apply(events.sent(Order.NONE, OrderCommandType.NEW, SendResult.SENT)));
    }

    @Test
    void shouldRefuseAStateItDoesNotKnow() {
        final StateBuffer other = new StateBuffer();
        other.putInt(2);
        assertEquals("order state machine: state layout 2, this build reads 1",
            assertThrows(IllegalStateException.class, () -> machine.readFrom(other)).getMessage());
        final StateBuffer older = new StateBuffer();
        older.putInt(1);
        assertEquals("orders: state layout 1, this build reads 2",
            assertThrows(IllegalStateException.class, () -> orders.readFrom(older)).getMessage());
    }
}
