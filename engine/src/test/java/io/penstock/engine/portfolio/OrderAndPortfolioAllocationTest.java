package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderStatus;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderFixtures;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.order.ReportResult;
import io.penstock.engine.state.StateBuffer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Lives of orders, from id to booked fills, allocate next to nothing: the compiler leaves some bytes on the thread each
 * time it gives code up. FoldAllocationTest holds that it is nothing when interpreted.
 */
class OrderAndPortfolioAllocationTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(2, 16, 16, 8);
    private static final long LOT = 1_000_000;

    private final OrderFixtures events = new OrderFixtures();
    private final ClientOrderIds ids = new ClientOrderIds();
    private final Orders orders = new Orders(CAPACITY, 1);
    private final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
    private final Portfolio portfolio = new Portfolio(CAPACITY, PortfolioConfig.defaults(), 1);
    private final StateBuffer state = new StateBuffer();
    private long executionId;

    private void life(final int number) {
        final Side side = (number & 1) == 0 ? Side.BUY : Side.SELL;
        final Order order = OrderFixtures.open(orders, ids.next(), number >> 1 & 1, 0, side, 5_000, 4 * LOT);
        machine.apply(events.word(ExecutionType.ACCEPTED, order, 0));
        fill(order, LOT, "USDT");
        machine.onCancelRequested(order.clientOrderId());
        if (number % 3 == 0) {
            machine.apply(events.word(ExecutionType.CANCELED, order, LOT));
        } else {
            machine.apply(events.word(ExecutionType.CANCEL_REJECTED, order, LOT));
            fill(order, 3 * LOT, "BNB");
        }
        machine.apply(events.word(ExecutionType.ACCEPTED, order, 0));
        machine.onRunStarted(2, true);
        state.clear();
        if (number % 64 == 0) {
            ids.writeTo(state);
            orders.writeTo(state);
            machine.writeTo(state);
            portfolio.writeTo(state);
            ids.readFrom(state);
            orders.readFrom(state);
            machine.readFrom(state);
            portfolio.readFrom(state);
        }
    }

    private void fill(final Order order, final long quantity, final String feeAsset) {
        executionId++;
        for (int repetition = 0; repetition < 2; repetition++) {
            final ExecutionReportDecoder report = events.report(ExecutionType.TRADE.code(), order.clientOrderId(),
                order.instrumentId(), order.side(), executionId, 5_000 + (executionId & 15), quantity, 0, 3, feeAsset);
            final ReportResult result = machine.apply(report);
            if (result.booksFill()) {
                portfolio.applyFill(order.instrumentId(), order.strategyId(), order.side(), report.lastPrice(),
                    report.lastQuantity(), report.feeAmount(), portfolio.feeAsset(order.instrumentId(), report));
                portfolio.valuation().mark(order.instrumentId(), report.lastPrice());
                portfolio.valuation().totalEquity(portfolio.quoteAsset(0));
                if (!portfolio.conserved()) {
                    throw new AssertionError("money was made or lost");
                }
            }
        }
    }

    @Test
    void shouldAllocateNothingAfterWarmUp() {
        ids.begin(1);
        for (int i = 0; i < 2; i++) {
            final InstrumentKind kind = i == 0 ? InstrumentKind.SPOT : InstrumentKind.LINEAR_PERPETUAL;
            orders.define(OrderFixtures.instrument(i, "BTC", "USDT", kind, -2, -8));
            portfolio.define(OrderFixtures.instrument(i, "BTC", "USDT", kind, -2, -8));
        }
        for (int i = 0; i < 2_048; i++) {
            life(i);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 10_001; i++) {
            life(i);
        }
        final long bytes = threads.getThreadAllocatedBytes(thread) - before;
        assertEquals(0, bytes / 10_001, bytes + " bytes over 10,001 lives");
        assertEquals(0, orders.openCount());
        assertEquals(12_049, ids.counter());
        assertEquals(OrderStatus.FILLED, machine.order().status());
        assertTrue(portfolio.conserved());
    }
}
