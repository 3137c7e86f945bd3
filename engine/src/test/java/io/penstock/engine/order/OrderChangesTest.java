package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Changes of open orders, triggers, pairs and orders held in the fold: what they become and what counts meanwhile. */
class OrderChangesTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(2, 8, 4, 8);
    private static final long ID = ClientOrderIds.id(1, 1);
    private static final long UNIT = 100_000_000L;

    private final OrderFixtures events = new OrderFixtures();
    private final Orders orders = new Orders(CAPACITY, 2);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
    private final Order order;
    private int heard;

    private OrderChangesTest() {
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, 0, 0));
        order = OrderFixtures.open(orders, ID, 0, 0, Side.BUY, 100, 10);
        machine.apply(events.word(ExecutionType.ACCEPTED, order, 0));
        orders.listener((changed, count) -> heard++);
    }

    private ReportResult replaced(final long price, final long quantity, final long cumulative) {
        final ExecutionReportDecoder plain = events.word(ExecutionType.REPLACED, order, cumulative);
        final UnsafeBuffer buffer = new UnsafeBuffer(plain.buffer());
        new ExecutionReportEncoder().wrap(buffer, plain.offset()).price(price).quantity(quantity);
        return machine.apply(plain);
    }

    private void ask(final long price, final long reserve, final long quantity) {
        machine.onChangeRequested(ID, price, reserve, quantity);
    }

    private String open() {
        return orders.openBuyQuantity(0) + " " + orders.openBuyNotional(0) / UNIT;
    }

    @Test
    void shouldCountTheLargerUntilTheVenueAnswers() {
        assertEquals("10 1000", open());
        ask(90, 95, 20);
        assertEquals("20 2000", open(), "the larger quantity at the higher price");
        assertEquals(95, order.changedReservePrice());
        assertEquals(ReportResult.APPLIED, replaced(90, 20, 3));
        assertEquals("20 1900", open());
        assertEquals("90 95 20 90", order.price() + " " + order.reservePrice() + " " + order.quantity() + " "
            + order.sentPrice());
        assertEquals(3, order.missingQuantity());
        assertFalse(order.changePending());
        assertEquals(ReportResult.STALE, replaced(90, 20, 3), "said again");
        ask(120, 120, 5);
        assertEquals("20 2400", open());
        assertEquals(ReportResult.APPLIED, machine.apply(events.word(ExecutionType.REPLACE_REJECTED, order, 0)));
        assertEquals("20 1900", open());
        assertEquals(ReportResult.STALE, machine.apply(events.word(ExecutionType.REPLACE_REJECTED, order, 0)));
        assertEquals(4, heard, "each change of what counts is told");
    }

    @Test
    void shouldTakeOnlyTheChangeThatWasAskedFor() {
        assertEquals(ReportResult.STALE, replaced(100, 10, 0), "as it is");
        assertEquals(ReportResult.STALE, replaced(0, 0, 0));
        assertEquals(ReportResult.ILLEGAL_TRANSITION, replaced(101, 10, 0));
        assertEquals(ReportResult.ILLEGAL_TRANSITION, replaced(100, 11, 0));
        ask(90, 90, 20);
        assertEquals(ReportResult.STALE, replaced(91, 20, 0), "another one may be on its way");
        assertEquals(ReportResult.STALE, replaced(90, 21, 0));
        assertTrue(order.changePending());
        assertEquals(ReportResult.APPLIED, replaced(0, 0, 0));
        assertEquals(20, order.quantity());
        machine.apply(events.word(ExecutionType.CANCELED, order, 0));
        assertEquals(ReportResult.STALE, replaced(77, 7, 0), "it is over");
        assertEquals(20, order.quantity());
    }

    @Test
    void shouldBeFilledWhenTheChangeLeavesNothing() {
        machine.apply(events.fill(order, 1, 100, 6, 6));
        ask(100, 100, 6);
        assertEquals("4 400", open());
        assertEquals(ReportResult.APPLIED, replaced(100, 6, 6));
        assertEquals(OrderStatus.FILLED, order.status());
        assertEquals("0 0", open());
    }

    @Test
    void shouldBeFilledWhenARefusedChangeWasTheLarger() {
        ask(100, 100, 20);
        machine.apply(events.fill(order, 1, 100, 10, 10));
        assertEquals(OrderStatus.PARTIALLY_FILLED, order.status());
        assertEquals("10 1000", open());
        assertEquals(ReportResult.APPLIED, machine.apply(events.word(ExecutionType.REPLACE_REJECTED, order, 0)));
        assertEquals(OrderStatus.FILLED, order.status());
        assertEquals("0 0", open());
    }

    @Test
    void shouldTakeAnAnswerToAChangeAsAWordOfTheVenue() {
        machine.onRunStarted(2, true);
        assertEquals(OrderStatus.UNKNOWN, order.status());
        ask(90, 90, 10);
        replaced(90, 10, 0);
        assertEquals(OrderStatus.NEW, order.status());
        ask(80, 80, 10);
        assertEquals(ReportResult.APPLIED,
            machine.apply(events.sent(order, OrderCommandType.REPLACE, SendResult.NOT_SENT)));
        assertFalse(order.changePending());
        assertEquals("10 900", open());
        assertEquals(ReportResult.STALE,
            machine.apply(events.sent(order, OrderCommandType.REPLACE, SendResult.NOT_SENT)));
    }

    @Test
    void shouldSayWhatIsUnknownOfAnUnknownOrder() {
        final long none = ClientOrderIds.id(1, 99);
        assertEquals(ReportResult.UNKNOWN_ORDER, machine.onOutcomeUnknown(none));
        assertEquals(ReportResult.UNKNOWN_ORDER, machine.onNeverArrived(none));
        assertEquals(ReportResult.UNKNOWN_ORDER, machine.onCancelLost(none));
        assertFalse(machine.onCancelOff(none));
        assertFalse(machine.onCancelRequested(none));
        assertSame(Order.NONE, machine.order());
        final Order next = OrderFixtures.open(orders, ID + 1, 0, 0, Side.SELL, 100, 10);
        assertFalse(next.isAcknowledged());
        assertEquals(ReportResult.APPLIED, machine.onOutcomeUnknown(ID + 1));
        assertEquals(OrderStatus.UNKNOWN, next.status());
        assertSame(next, machine.order());
        assertEquals(ReportResult.APPLIED, machine.onNeverArrived(ID + 1));
        assertEquals(OrderStatus.REJECTED, next.status());
        assertEquals(OrderStatus.UNKNOWN, machine.previousStatus());
        assertTrue(order.isAcknowledged());
        assertFalse(machine.onCancelOff(ID), "no cancel is under way");
        machine.onCancelRequested(ID);
        assertEquals(ReportResult.APPLIED, machine.onCancelLost(ID));
        assertEquals(OrderStatus.NEW, order.status());
        machine.onCancelRequested(ID);
        assertTrue(machine.onCancelOff(ID));
        assertEquals(OrderStatus.NEW, order.status());
    }

    @Test
    void shouldTriggerOnceAndOnlyWhatWaits() {
        final ExecutionReportDecoder word = events.word(ExecutionType.TRIGGERED, order, 0);
        assertEquals(ReportResult.STALE, machine.apply(word), "a LIMIT waits for nothing");
        final Order stop = orders.open(ID + 1, 0, 0, Side.SELL, OrderType.STOP, TimeInForce.GTC, 0, 0, 90, 10, 0, 1);
        assertEquals(ReportResult.APPLIED, machine.apply(events.word(ExecutionType.TRIGGERED, stop, 2)));
        assertEquals(OrderStatus.NEW, stop.status());
        assertTrue(stop.condition().triggered());
        assertEquals(2, stop.missingQuantity());
        assertEquals(ReportResult.STALE, machine.apply(events.word(ExecutionType.TRIGGERED, stop, 4)));
        assertEquals(2, stop.missingQuantity());
        final Order gone = orders.open(ID + 2, 0, 0, Side.SELL, OrderType.STOP, TimeInForce.GTC, 0, 0, 90, 10, 0, 1);
        machine.apply(events.word(ExecutionType.CANCELED, gone, 0));
        assertEquals(ReportResult.STALE, machine.apply(events.word(ExecutionType.TRIGGERED, gone, 0)));
        assertFalse(gone.condition().triggered());
    }

    @Test
    void shouldTellWhatAWordKnowsOfFills() {
        machine.apply(events.word(ExecutionType.CANCELED, order, 4));
        assertEquals(4, order.missingQuantity());
        assertEquals(ReportResult.ILLEGAL_TRANSITION, machine.apply(events.word(ExecutionType.REJECTED, order, 9)));
        assertEquals(4, order.missingQuantity(), "what it may not say is not believed");
    }

    @Test
    void shouldChangeAndReleaseWhatIsHeld() {
        final Order held = orders.open(ID + 1, 0, 1, Side.BUY, OrderType.STOP, TimeInForce.GTC, 0, 0, 110, 10, 0, 1);
        orders.hold(held, Condition.PRICE);
        assertTrue(machine.onHeld(held, OrderEvent.ACCEPTED));
        assertFalse(machine.onHeld(held, OrderEvent.ACCEPTED), "it was already");
        assertTrue(held.held());
        assertEquals("20 2100", open());
        machine.onHeldChanged(held, 0, 120, 5);
        assertSame(held, machine.order());
        assertEquals("15 1600", open());
        assertEquals(0, held.sentPrice(), "a STOP has no limit price");
        assertTrue(machine.onHeld(held, OrderEvent.RELEASED));
        assertEquals(OrderStatus.PENDING_NEW, held.status());
        assertFalse(held.held());
        assertSame(Order.NONE, orders.firstHeld(0));
        assertEquals(OrderStatus.NEW, machine.previousStatus());
    }

    @Test
    void shouldCountAPairLikeTheLargerAndSetItAsideWhole() {
        final Order other = OrderFixtures.open(orders, ID + 1, 0, 0, Side.BUY, 50, 30);
        assertEquals("40 2500", open());
        final int before = heard;
        orders.pair(order, other, ID);
        assertEquals(before + 1, heard);
        assertEquals("30 1500", open());
        assertSame(other, orders.sibling(order));
        assertSame(order, orders.sibling(other));
        orders.setAside(order, 3);
        assertEquals("3 300", open());
        orders.putBack(order);
        assertEquals("30 1500", open());
        machine.apply(events.word(ExecutionType.ACCEPTED, other, 0));
        machine.apply(events.fill(other, 7, 50, 25, 25));
        assertEquals("10 1000", open(), "now the first is the larger");
        machine.apply(events.word(ExecutionType.CANCELED, order, 0));
        assertEquals("5 250", open());
        orders.setAside(other, 0);
        assertEquals("0 0", open());
        orders.putBack(other);
        assertEquals("5 250", open());
        machine.apply(events.word(ExecutionType.CANCELED, other, 0));
        assertEquals("0 0", open());
    }

    @Test
    void shouldCountAPairOfSells() {
        final Order one = OrderFixtures.open(orders, ID + 1, 0, 0, Side.SELL, 120, 7);
        final Order two = OrderFixtures.open(orders, ID + 2, 0, 0, Side.SELL, 90, 9);
        assertEquals(16, orders.openSellQuantity(0));
        orders.pair(one, two, ID + 1);
        assertEquals(9, orders.openSellQuantity(0));
        assertEquals("10 1000", open());
        machine.apply(events.word(ExecutionType.CANCELED, two, 0));
        assertEquals(7, orders.openSellQuantity(0));
    }
}
