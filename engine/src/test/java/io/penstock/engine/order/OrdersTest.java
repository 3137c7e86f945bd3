package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.CapacityConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(4, 3, 2, 8);

    private final OrderFixtures events = new OrderFixtures();
    private final Orders orders = new Orders(CAPACITY, 2);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);

    @BeforeEach
    void defineInstruments() {
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        orders.define(OrderFixtures.instrument(1, "ETH", "USDT", InstrumentKind.SPOT, -2, -8));
    }

    private Order open(final int counter, final int instrumentId, final int strategyId) {
        return OrderFixtures.open(
            orders, ClientOrderIds.id(1, counter), instrumentId, strategyId, Side.BUY, 100, 10);
    }

    private void cancel(final Order order) {
        assertEquals(ReportResult.APPLIED, machine.apply(events.word(ExecutionType.CANCELED, order, 0)));
    }

    @Test
    void shouldKeepWhatItWasOpenedWith() {
        final Order order = orders.open(ClientOrderIds.id(1, 9), 1, 1, Side.SELL, OrderType.MARKET, TimeInForce.IOC, 2,
            0, 12_345, 77, 5_000, 4_000);
        assertEquals(ClientOrderIds.id(1, 9), order.clientOrderId());
        assertEquals(1, order.instrumentId());
        assertEquals(1, order.strategyId());
        assertEquals(Side.SELL, order.side());
        assertEquals(OrderType.MARKET, order.type());
        assertEquals(TimeInForce.IOC, order.timeInForce());
        assertEquals(2, order.instructions());
        assertEquals(0, order.price());
        assertEquals(12_345, order.reservePrice());
        assertEquals(77, order.quantity());
        assertEquals(77, order.leavesQuantity());
        assertEquals(5_000, order.expireTimeNs());
        assertEquals(4_000, order.createdTimeNs());
        assertEquals(OrderStatus.PENDING_NEW, order.status());
    }

    @Test
    void shouldListOldestFirstPerInstrumentAndStrategy() {
        final Order first = open(1, 0, 0);
        final Order other = open(2, 0, 1);
        final Order second = open(3, 0, 0);
        assertEquals(2, orders.openCount(0, 0));
        assertEquals(1, orders.openCount(0, 1));
        assertEquals(0, orders.openCount(1, 0));
        assertEquals(3, orders.openCount(0));
        assertSame(first, orders.openOrder(0, 0, 0));
        assertSame(second, orders.openOrder(0, 0, 1));
        assertSame(first, orders.oldestOpen());
        assertSame(other, orders.nextOpen(first));
        cancel(first);
        assertSame(second, orders.openOrder(0, 0, 0));
        assertSame(other, orders.oldestOpen());
        cancel(second);
        cancel(other);
        assertSame(Order.NONE, orders.oldestOpen());
        assertEquals(0, orders.openCount());
        assertEquals("open order 0 of 0",
            assertThrows(IndexOutOfBoundsException.class, () -> orders.openOrder(0, 0, 0)).getMessage());
    }

    @Test
    void shouldCountLeavesAndNotionalUntilFinal() {
        final long lot = 100_000_000;
        final Order buy = OrderFixtures.open(orders, ClientOrderIds.id(1, 1), 0, 0, Side.BUY, 60_000_00, 3 * lot);
        final Order sell = OrderFixtures.open(orders, ClientOrderIds.id(1, 2), 0, 1, Side.SELL, 61_000_00, lot);
        assertEquals(3 * lot, orders.openBuyQuantity(0));
        assertEquals(lot, orders.openSellQuantity(0));
        assertEquals(180_000L * lot, orders.openBuyNotional(0));
        machine.apply(events.fill(buy, 1, 59_000_00, lot, lot));
        assertEquals(2 * lot, orders.openBuyQuantity(0));
        assertEquals(120_000L * lot, orders.openBuyNotional(0), "valued at the reserve price, not at the fill's");
        machine.onCancelRequested(buy.clientOrderId());
        assertEquals(2 * lot, orders.openBuyQuantity(0), "a pending cancel still counts");
        cancel(buy);
        cancel(sell);
        assertEquals(0, orders.openBuyQuantity(0));
        assertEquals(0, orders.openSellQuantity(0));
        assertEquals(0, orders.openBuyNotional(0));
    }

    @Test
    void shouldFindFinalOrdersUntilTheRingMovedOn() {
        final Order first = open(1, 0, 0);
        cancel(first);
        cancel(open(2, 0, 0));
        assertSame(first, orders.find(ClientOrderIds.id(1, 1)));
        assertEquals(ReportResult.LATE_FILL, machine.apply(events.fill(first, 1, 100, 4, 4)));
        assertEquals(0, orders.openBuyQuantity(0));
        cancel(open(3, 0, 0));
        assertSame(Order.NONE, orders.find(ClientOrderIds.id(1, 1)));
        assertEquals(ReportResult.UNKNOWN_ORDER, machine.apply(events.report(
            ExecutionType.TRADE.code(), ClientOrderIds.id(1, 1), 0, Side.BUY, 2, 100, 4, 8, 0, "")));
    }

    @Test
    void shouldRefuseWhatRiskShouldHaveRefused() {
        assertEquals("order of strategy 0 for instrument 3 and quantity 10: no such strategy or instrument, or not"
            + " positive", assertThrows(IllegalArgumentException.class, () -> open(1, 3, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> open(1, 0, 2));
        final ArithmeticException overflow = assertThrows(ArithmeticException.class, () -> OrderFixtures.open(
            orders, ClientOrderIds.id(1, 1), 0, 0, Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals("open notional of instrument 0 leaves the range of a long", overflow.getMessage());
        assertEquals(0, orders.openBuyQuantity(0));
        assertEquals(0, orders.openCount());
        open(1, 0, 0);
        assertEquals("client order id 1099511627777 is not fresh",
            assertThrows(IllegalStateException.class, () -> open(1, 0, 0)).getMessage());
        open(2, 0, 0);
        assertTrue(orders.hasRoom());
        open(3, 0, 0);
        assertEquals("no room for more than 3 open orders",
            assertThrows(IllegalStateException.class, () -> open(4, 0, 0)).getMessage());
    }

    @Test
    void shouldRefuseOtherExponentsForAKnownInstrument() {
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        assertEquals("exponents of instrument 0 must not change", assertThrows(IllegalStateException.class,
            () -> orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -3, -8))).getMessage());
    }

    @Test
    void shouldRefuseToHoldNoOrders() {
        assertEquals("openOrders 0 and closedOrders 5 must both be at least 1", assertThrows(
            IllegalArgumentException.class, () -> new Orders(new CapacityConfig(1, 0, 5, 1), 1)).getMessage());
    }
}
