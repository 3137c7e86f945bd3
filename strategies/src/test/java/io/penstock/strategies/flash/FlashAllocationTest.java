package io.penstock.strategies.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.Strategy;
import io.penstock.api.TimeInForce;
import io.penstock.strategies.support.FixedMarket;
import io.penstock.strategies.support.RecordingDesk;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FlashAllocationTest {
    /** Approves everything and remembers one order; allocates nothing itself. */
    private static final class OneOrderDesk implements OrderDesk {
        private final RecordingDesk.Order order = new RecordingDesk.Order();
        private boolean working;
        private long submits;

        @Override
        public long submit(
            final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
            final long price, final long quantity, final long expireTimeNs) {
            order.id = ++submits;
            order.side = side;
            order.price = price;
            order.quantity = quantity;
            order.status = OrderStatus.NEW;
            working = true;
            return order.id;
        }

        @Override
        public long submit(final OrderTicket ticket) {
            return submit(ticket.side(), ticket.type(), ticket.timeInForce(), ticket.instructions(), ticket.price(),
                ticket.quantity(), ticket.expireTimeNs());
        }

        @Override
        public long submitOco(final OrderTicket first, final OrderTicket second) {
            return DENIED;
        }

        @Override
        public long replace(final long clientOrderId, final long newPrice, final long newQuantity) {
            return DENIED;
        }

        @Override
        public int cancelAll() {
            final int count = openOrders();
            working = false;
            return count;
        }

        @Override
        public boolean cancel(final long clientOrderId) {
            working = false;
            return true;
        }

        @Override
        public int openOrders() {
            return working ? 1 : 0;
        }

        @Override
        public OrderView openOrder(final int index) {
            return order;
        }

        @Override
        public void signal(final Side side, final double strength, final double threshold) {
        }

        @Override
        public void signal(final SignalTicket ticket) {
        }

        @Override
        public void because(final String name, final double value, final double threshold) {
        }
    }

    @Test
    void shouldAllocateNothingPerEvent() {
        final FixedMarket market = new FixedMarket();
        final Strategy strategy = FlashStrategyTest.strategy();
        final OneOrderDesk desk = new OneOrderDesk();
        strategy.onInstrument(market);
        drive(strategy, market, desk, 2_000);
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        // What an event allocates shows in every round; what the JVM does once, while it compiles, does not.
        final long[] allocated = new long[5];
        for (int round = 0; round < allocated.length; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            drive(strategy, market, desk, 20_000);
            allocated[round] = threads.getThreadAllocatedBytes(thread) - before;
        }
        assertEquals(0, Arrays.stream(allocated).min().orElseThrow(), "bytes per round " + Arrays.toString(allocated));
        assertTrue(desk.submits > 500, "the run must do real work, submits " + desk.submits);
    }

    private static void drive(
        final Strategy strategy, final FixedMarket market, final OneOrderDesk desk, final int events) {
        long random = 12345;
        for (int i = 0; i < events; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            market.passMs(7).lean((random >> 40) * 0x1.0p-23);
            market.hold(((random >>> 20) % 3 - 1) * 60_000, market.bid);
            strategy.onMarket(market, desk);
            if ((random >>> 30 & 7) == 0) {
                desk.working = false;
                desk.order.status = OrderStatus.REJECTED;
                strategy.onOrder(desk.order, market, desk);
            }
        }
    }
}
