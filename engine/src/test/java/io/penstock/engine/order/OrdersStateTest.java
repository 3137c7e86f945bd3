package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.state.StateBuffer;
import io.penstock.engine.time.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that orders know of themselves and of each other is there again after a save and a load, field by field. */
class OrdersStateTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 6, 3, 8);

    private final OrderFixtures events = new OrderFixtures();
    private final TimerQueue timers = new TimerQueue(16);
    private final Orders orders = defined(timers);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);

    private static Orders defined(final TimerQueue timers) {
        final Orders orders = new Orders(CAPACITY, 2, timers);
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        orders.define(OrderFixtures.instrument(1, "ETH", "USDT", InstrumentKind.SPOT, -1, -6));
        return orders;
    }

    private static long id(final int counter) {
        return ClientOrderIds.id(1, counter);
    }

    private static String text(final Order order) {
        final Ties ties = order.ties();
        final Condition condition = order.condition();
        return order.clientOrderId() + " " + order.instrumentId() + " " + order.strategyId() + " " + order.side() + " "
            + order.type() + " " + order.timeInForce() + " " + order.instructions() + " " + order.price() + " "
            + order.reservePrice() + " " + order.quantity() + " " + order.expireTimeNs() + " " + order.createdTimeNs()
            + " " + order.status() + " " + order.workingStatus() + " " + order.cumulativeQuantity() + " "
            + order.missingQuantity() + " " + order.isAcknowledged() + " " + order.touchedTimeNs() + " "
            + order.commandTimeNs() + " sent " + order.sentType() + " " + order.sentTimeInForce() + " "
            + order.sentPrice() + " " + order.sentExpireTimeNs() + " change " + order.changedPrice() + " "
            + order.changedReservePrice() + " " + order.changedQuantity() + " when " + condition.triggerPrice() + " "
            + condition.trailingRate() + " " + condition.waterMark() + " " + condition.waitsFor() + " "
            + condition.triggered() + " ties " + ties.linkId() + " " + ties.siblingId() + " " + ties.atVenue() + " "
            + ties.targetId() + " " + ties.wantedQuantity() + " " + ties.parentId() + " " + ties.takeProfitPrice()
            + " " + ties.stopTriggerPrice() + " " + ties.stopLimitPrice() + " " + ties.childId() + " "
            + ties.coveredQuantity();
    }

    private static List<String> all(final Orders orders) {
        final List<String> texts = new ArrayList<>();
        for (Order order = orders.oldestOpen(); order != Order.NONE; order = orders.nextOpen(order)) {
            texts.add(text(order));
        }
        for (int counter = 1; counter < 20; counter++) {
            final Order order = orders.find(id(counter));
            texts.add(order == Order.NONE ? "none" : text(order));
        }
        for (int instrument = 0; instrument < 2; instrument++) {
            texts.add(orders.openCount(instrument) + " " + orders.openBuyQuantity(instrument) + " "
                + orders.openSellQuantity(instrument) + " " + orders.openBuyNotional(instrument) + " "
                + orders.openCount(instrument, 0) + " " + orders.openCount(instrument, 1) + " "
                + orders.firstHeld(instrument).clientOrderId());
        }
        return texts;
    }

    private void story() {
        for (int counter = 1; counter <= 4; counter++) {
            final Order gone = OrderFixtures.open(orders, id(counter), 0, 0, Side.BUY, 50 + counter, 5);
            machine.apply(events.word(ExecutionType.CANCELED, gone, 0));
        }
        final Order changing = OrderFixtures.open(orders, id(5), 0, 0, Side.BUY, 10_000, 10_000_000_000L);
        machine.apply(events.word(ExecutionType.ACCEPTED, changing, 0));
        machine.apply(events.fill(changing, 1, 10_000, 4_000_000_000L, 5_000_000_000L));
        machine.onChangeRequested(id(5), 9_000, 9_500, 20_000_000_000L);
        changing.command(777);
        changing.touch(778);
        final Order held = orders.open(id(6), 1, 1, Side.SELL, OrderType.TRAILING_STOP, TimeInForce.GTD, 2, 0, 70, 8,
            5_000, 999);
        orders.condition(held, 80, 3);
        held.condition().waterMark(85);
        held.condition().trigger();
        orders.hold(held, Condition.PRICE);
        held.send(OrderType.STOP, TimeInForce.IOC, 66);
        held.sendExpireTimeNs(4_999);
        orders.expire(held);
        final Order one = OrderFixtures.open(orders, id(7), 1, 0, Side.BUY, 100, 6_000_000);
        final Order two = OrderFixtures.open(orders, id(8), 1, 0, Side.BUY, 90, 9_000_000);
        orders.pair(one, two, id(7));
        one.ties().giveToVenue();
        one.ties().replaces(11, 12);
        one.ties().parentId(13);
        one.ties().bracket(14, 15, 16);
        one.ties().childId(17);
        one.ties().cover(18);
        one.ties().cover(1);
        machine.onCancelRequested(id(8));
    }

    @Test
    void shouldKeepEveryFieldOverASaveAndALoad() {
        story();
        final List<String> before = all(orders);
        assertEquals("1099511627781 0 0 BUY LIMIT GTC 0 10000 10000 10000000000 0 1005 PARTIALLY_FILLED"
            + " PARTIALLY_FILLED 4000000000 1000000000 true 778 777 sent LIMIT GTC 10000 0 change 9000 9500 20000000000"
            + " when 0 0 0 0 false ties 0 0 false 0 0 0 0 0 0 0 0", before.get(0));
        assertEquals("1099511627782 1 1 SELL TRAILING_STOP GTD 2 0 70 8 5000 999 PENDING_NEW PENDING_NEW 0 0 false 999"
            + " 999 sent STOP IOC 66 4999 change 0 0 0 when 80 3 85 1 true ties 0 0 false 0 0 0 0 0 0 0 0",
            before.get(1));
        assertEquals("1099511627783 1 0 BUY LIMIT GTC 0 100 100 6000000 0 1007 PENDING_NEW PENDING_NEW 0 0 false 1007"
            + " 1007 sent LIMIT GTC 100 0 change 0 0 0 when 0 0 0 0 false ties 1099511627783 1099511627784 true 11 12"
            + " 13 14 15 16 17 19", before.get(2));
        assertEquals("1 16000000000 0 1600000000000 1 0 0", before.get(before.size() - 2));
        assertEquals("3 9000000 8 8100000000 2 1 1099511627782", before.get(before.size() - 1),
            "a pair counts like the larger");
        final StateBuffer state = new StateBuffer();
        orders.writeTo(state);
        final Orders fresh = defined(new TimerQueue(16));
        fresh.readFrom(state);
        assertEquals(before, all(fresh));
        final StateBuffer again = new StateBuffer();
        fresh.writeTo(again);
        assertEquals(state.length(), again.length());
        assertEquals(state.hash(), again.hash());
        state.rewind();
        orders.readFrom(state);
        assertEquals(before, all(orders), "over what was there");
    }

    @Test
    void shouldGoOnAfterALoadAsIfThereWereNone() {
        story();
        final StateBuffer state = new StateBuffer();
        orders.writeTo(state);
        for (int i = 0; i < 3; i++) {
            state.rewind();
            orders.readFrom(state);
        }
        assertSame(Order.NONE, orders.takeChanged());
        assertSame(Order.NONE, orders.due(4_999));
        assertSame(orders.find(id(6)), orders.due(5_000));
        assertSame(Order.NONE, orders.due(5_000));
        assertTrue(orders.hasRoomFor(2));
        assertFalse(orders.hasRoomFor(3));
        for (int counter = 11; counter <= 16; counter++) {
            final Order next = OrderFixtures.open(orders, id(counter), 0, 1, Side.SELL, 100, 10);
            machine.apply(events.word(ExecutionType.CANCELED, next, 0));
        }
        assertSame(Order.NONE, orders.find(id(13)), "three are remembered");
        assertNotEquals(Order.NONE, orders.find(id(14)));
        machine.apply(events.word(ExecutionType.CANCELED, orders.find(id(8)), 0));
        assertEquals(6_000_000, orders.openBuyQuantity(1), "the other of the pair is left");
        machine.apply(events.word(ExecutionType.CANCELED, orders.find(id(7)), 0));
        machine.apply(events.word(ExecutionType.CANCELED, orders.find(id(6)), 0));
        assertEquals(0, orders.openBuyQuantity(1));
        assertEquals(0, orders.openBuyNotional(1));
        assertEquals(0, orders.openSellQuantity(1));
        assertSame(Order.NONE, orders.firstHeld(1));
        assertEquals(1, orders.openCount());
        machine.apply(events.word(ExecutionType.CANCELED, orders.find(id(5)), 0));
        assertEquals(0, orders.openCount());
        assertSame(Order.NONE, orders.oldestOpen());
    }

    @Test
    void shouldRefuseAnotherLayout() {
        final StateBuffer state = new StateBuffer();
        state.putInt(99);
        assertEquals("orders: state layout 99, this build reads 2",
            assertThrows(IllegalStateException.class, () -> orders.readFrom(state)).getMessage());
        final StateBuffer other = new StateBuffer();
        other.putInt(98);
        assertEquals("order state machine: state layout 98, this build reads 1",
            assertThrows(IllegalStateException.class, () -> machine.readFrom(other)).getMessage());
    }

    @Test
    void shouldRememberBookedFillsOverALoad() {
        final Order order = OrderFixtures.open(orders, id(1), 0, 0, Side.BUY, 100, 10);
        machine.apply(events.fill(order, 1, 100, 4, 4));
        assertTrue(machine.bookForeign(0, 9, Side.BUY));
        assertFalse(machine.bookForeign(0, 9, Side.BUY));
        final StateBuffer state = new StateBuffer();
        machine.writeTo(state);
        final OrderStateMachine loaded = new OrderStateMachine(orders, CAPACITY);
        loaded.readFrom(state);
        assertEquals(ReportResult.DUPLICATE_EXECUTION, loaded.apply(events.fill(order, 1, 100, 4, 4)));
        assertFalse(loaded.bookForeign(0, 9, Side.BUY));
        assertFalse(loaded.bookForeign(0, 1, Side.BUY));
        assertTrue(loaded.bookForeign(1, 1, Side.BUY));
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertNotEquals(state.hash(), again.hash());
        assertEquals(ReportResult.DUPLICATE_EXECUTION, loaded.apply(events.fill(order, 9, 100, 4, 4)));
    }

    @Test
    void shouldHandOutChangesOnceInTheirOrder() {
        final Order first = OrderFixtures.open(orders, id(1), 0, 0, Side.BUY, 100, 10);
        final Order second = OrderFixtures.open(orders, id(2), 0, 0, Side.BUY, 100, 10);
        orders.changed(second);
        orders.changed(first);
        orders.changed(second);
        assertSame(second, orders.takeChanged());
        orders.changed(second);
        assertSame(first, orders.takeChanged());
        assertSame(second, orders.takeChanged());
        assertSame(Order.NONE, orders.takeChanged());
        orders.changed(first);
        final StateBuffer state = new StateBuffer();
        orders.writeTo(state);
        orders.readFrom(state);
        assertSame(Order.NONE, orders.takeChanged());
    }

    @Test
    void shouldKeepHeldOrdersInOneListPerInstrument() {
        final Order[] held = new Order[4];
        for (int i = 0; i < held.length; i++) {
            held[i] = OrderFixtures.open(orders, id(i + 1), i == 3 ? 1 : 0, 0, Side.SELL, 100, 10);
            orders.hold(held[i], Condition.PRICE);
        }
        assertSame(held[0], orders.firstHeld(0));
        assertSame(held[1], orders.nextHeld(held[0]));
        assertSame(held[3], orders.firstHeld(1));
        orders.hold(held[1], Condition.TURN);
        assertTrue(held[1].held());
        assertSame(held[1], orders.nextHeld(held[0]));
        machine.apply(events.word(ExecutionType.CANCELED, held[0], 0));
        assertFalse(held[0].held());
        assertSame(held[1], orders.firstHeld(0));
        orders.hold(held[1], Condition.PRICE);
        assertSame(held[2], orders.nextHeld(held[1]));
        assertSame(Order.NONE, orders.nextHeld(held[2]));
        orders.hold(held[2], Condition.NOTHING);
        assertSame(held[1], orders.firstHeld(0));
        orders.hold(held[1], Condition.NOTHING);
        assertSame(Order.NONE, orders.firstHeld(0));
        assertSame(held[3], orders.firstHeld(1));
    }
}
