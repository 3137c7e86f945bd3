package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderStatus;
import io.penstock.api.Side;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.property.PropertyRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The end of an order does not depend on the order in which its reports arrive, nor on repetitions. */
class OrderPermutationTest {
    private static final CapacityConfig CAPACITY = new CapacityConfig(1, 2, 2, 8);
    private static final PortfolioConfig MONEY = new PortfolioConfig(new TreeMap<>(java.util.Map.of("USDT", 0L)), 1);
    private static final long ID = ClientOrderIds.id(1, 1);
    private static final long LOT = 100_000_000;

    /** What happened to the order on our side before the first report is seen. */
    private enum Before {
        NOTHING, CANCEL_REQUESTED, RESTARTED, RESTARTED_AND_CANCEL_REQUESTED, ENLARGED, REDUCED, REDUCED_AND_RESTARTED,
        ENLARGED_AND_CANCEL_REQUESTED
    }

    private static final List<Before> UNCHANGED = List.of(Before.NOTHING, Before.CANCEL_REQUESTED, Before.RESTARTED,
        Before.RESTARTED_AND_CANCEL_REQUESTED);

    private record Report(ExecutionType type, long executionId, long price, long quantity, long cumulative) {
    }

    private record End(
        OrderStatus status, long cumulative, long missing, long leaves, int open, long position, long quote, long base,
        long fees) {
    }

    private static Report word(final ExecutionType type, final long cumulative) {
        return new Report(type, 0, 0, 0, cumulative * LOT);
    }

    private static Report fill(final long executionId, final long quantity, final long cumulative) {
        return new Report(ExecutionType.TRADE, executionId, 5_000 + 7 * executionId, quantity * LOT, cumulative * LOT);
    }

    /** Ten lots are bought; the fold of the reports in the order given. */
    private static End fold(final Before before, final List<Report> reports) {
        final OrderFixtures events = new OrderFixtures();
        final Orders orders = new Orders(CAPACITY, 1);
        final OrderStateMachine machine = new OrderStateMachine(orders, CAPACITY);
        final Portfolio portfolio = new Portfolio(CAPACITY, MONEY, 1);
        orders.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        portfolio.define(OrderFixtures.instrument(0, "BTC", "USDT", InstrumentKind.SPOT, -2, -8));
        final Order order = OrderFixtures.open(orders, ID, 0, 0, Side.BUY, 6_000, 10 * LOT);
        if (before.name().startsWith("ENLARGED") || before.name().startsWith("REDUCED")) {
            machine.apply(events.word(ExecutionType.ACCEPTED, order, 0));
            machine.onChangeRequested(ID, 6_100, 6_100, (before.name().startsWith("ENLARGED") ? 14 : 7) * LOT);
        }
        if (before == Before.REDUCED_AND_RESTARTED) {
            machine.onRunStarted(2, true);
        }
        if (before == Before.ENLARGED_AND_CANCEL_REQUESTED) {
            machine.onCancelRequested(ID);
        }
        if (before == Before.RESTARTED || before == Before.RESTARTED_AND_CANCEL_REQUESTED) {
            machine.onRunStarted(2, true);
        }
        if (before == Before.CANCEL_REQUESTED || before == Before.RESTARTED_AND_CANCEL_REQUESTED) {
            machine.onCancelRequested(ID);
        }
        for (final Report report : reports) {
            final ExecutionReportDecoder event = events.report(report.type.code(), ID, 0, Side.BUY,
                report.executionId, report.price, report.quantity, report.cumulative, report.executionId,
                report.executionId == 0 ? "" : "BTC");
            final ReportResult result = machine.apply(event);
            assertTrue(result != ReportResult.MALFORMED && result != ReportResult.UNKNOWN_ORDER, result.name());
            if (result.booksFill()) {
                portfolio.applyFill(0, 0, Side.BUY, event.lastPrice(), event.lastQuantity(), event.feeAmount(),
                    portfolio.feeAsset(0, event));
            }
            assertTrue(portfolio.conserved());
        }
        return new End(order.status(), order.cumulativeQuantity(), order.missingQuantity(), orders.openBuyQuantity(0),
            orders.openCount(), portfolio.position(0).units(), portfolio.cash(portfolio.quoteAsset(0)),
            portfolio.cash(portfolio.baseAsset(0)), portfolio.position(0).fees());
    }

    private static int checkAll(final Before before, final OrderStatus expected, final Report... reports) {
        final List<Report> order = Arrays.asList(reports);
        final End end = fold(before, order);
        assertEquals(expected, end.status);
        return permute(before, end, new ArrayList<>(order), 0);
    }

    private static int permute(final Before before, final End end, final List<Report> reports, final int from) {
        if (from == reports.size()) {
            assertEquals(end, fold(before, reports), before + " " + reports);
            return 1;
        }
        int count = 0;
        for (int i = from; i < reports.size(); i++) {
            Collections.swap(reports, from, i);
            count += permute(before, end, reports, from + 1);
            Collections.swap(reports, from, i);
        }
        return count;
    }

    @Test
    void shouldEndTheSameWhenFilledInAnyOrderOfReports() {
        for (final Before before : UNCHANGED) {
            assertEquals(720, checkAll(before, OrderStatus.FILLED, word(ExecutionType.ACCEPTED, 0), fill(1, 4, 4),
                fill(2, 3, 7), fill(3, 3, 10), fill(2, 3, 7), word(ExecutionType.CANCEL_REJECTED, 10)));
        }
    }

    @Test
    void shouldEndTheSameWhenCanceledInAnyOrderOfReports() {
        for (final Before before : UNCHANGED) {
            assertEquals(720, checkAll(before, OrderStatus.CANCELED, word(ExecutionType.ACCEPTED, 0), fill(1, 4, 4),
                fill(2, 3, 7), word(ExecutionType.CANCELED, 7), fill(1, 4, 4), word(ExecutionType.CANCELED, 7)));
        }
    }

    @Test
    void shouldEndTheSameWhenExpiredInAnyOrderOfReports() {
        for (final Before before : UNCHANGED) {
            assertEquals(720, checkAll(before, OrderStatus.EXPIRED, word(ExecutionType.ACCEPTED, 0), fill(1, 1, 1),
                fill(2, 2, 3), word(ExecutionType.EXPIRED, 6), fill(3, 3, 6),
                word(ExecutionType.CANCEL_REJECTED, 6)));
        }
    }

    @Test
    void shouldEndTheSameWhenOverfilledInAnyOrderOfReports() {
        assertEquals(720, checkAll(Before.CANCEL_REQUESTED, OrderStatus.FILLED, word(ExecutionType.ACCEPTED, 0),
            fill(1, 4, 4), fill(2, 4, 8), fill(3, 4, 12), word(ExecutionType.CANCEL_REJECTED, 12), fill(3, 4, 12)));
    }

    @Test
    void shouldEndTheSameWhenStillWorkingInAnyOrderOfReports() {
        for (final Before before : UNCHANGED) {
            assertEquals(720, checkAll(before, OrderStatus.PARTIALLY_FILLED, word(ExecutionType.ACCEPTED, 0),
                fill(1, 1, 1), fill(2, 2, 3), fill(4, 1, 7), word(ExecutionType.CANCEL_REJECTED, 7),
                word(ExecutionType.ACCEPTED, 0)));
            assertEquals(6, checkAll(before, OrderStatus.NEW, word(ExecutionType.ACCEPTED, 0),
                word(ExecutionType.CANCEL_REJECTED, 0), word(ExecutionType.ACCEPTED, 0)));
            assertEquals(6, checkAll(before, OrderStatus.REJECTED, word(ExecutionType.REJECTED, 0),
                word(ExecutionType.CANCEL_REJECTED, 0), word(ExecutionType.REJECTED, 0)));
        }
    }

    @Test
    void shouldEndTheSameWhenChangedInAnyOrderOfReports() {
        assertEquals(5_040, checkAll(Before.ENLARGED, OrderStatus.FILLED, word(ExecutionType.REPLACED, 4),
            fill(1, 4, 4), fill(2, 7, 11), fill(3, 3, 14), fill(2, 7, 11), word(ExecutionType.REPLACED, 4),
            word(ExecutionType.ACCEPTED, 0)));
        assertEquals(720, checkAll(Before.REDUCED, OrderStatus.FILLED, word(ExecutionType.REPLACED, 4),
            fill(1, 4, 4), fill(2, 3, 7), word(ExecutionType.REPLACED, 4), fill(1, 4, 4),
            word(ExecutionType.ACCEPTED, 0)));
        assertEquals(720, checkAll(Before.REDUCED_AND_RESTARTED, OrderStatus.PARTIALLY_FILLED,
            word(ExecutionType.REPLACED, 4), fill(1, 4, 4), fill(2, 1, 5), word(ExecutionType.REPLACED, 4),
            fill(1, 4, 4), word(ExecutionType.ACCEPTED, 0)));
        assertEquals(720, checkAll(Before.ENLARGED, OrderStatus.FILLED, word(ExecutionType.REPLACE_REJECTED, 4),
            fill(1, 4, 4), fill(2, 6, 10), fill(1, 4, 4), word(ExecutionType.REPLACE_REJECTED, 4),
            word(ExecutionType.ACCEPTED, 0)));
        assertEquals(720, checkAll(Before.ENLARGED_AND_CANCEL_REQUESTED, OrderStatus.CANCELED,
            word(ExecutionType.REPLACED, 4), fill(1, 4, 4), fill(2, 7, 11), word(ExecutionType.CANCELED, 11),
            fill(2, 7, 11), word(ExecutionType.CANCEL_REJECTED, 11)));
    }

    @Test
    void shouldEndTheSameWhenSevenReportsArriveInAnyOrder() {
        assertEquals(5_040, checkAll(Before.CANCEL_REQUESTED, OrderStatus.CANCELED, word(ExecutionType.ACCEPTED, 0),
            fill(1, 2, 2), fill(2, 2, 4), fill(3, 2, 6), fill(2, 2, 4), word(ExecutionType.CANCELED, 6),
            word(ExecutionType.CANCEL_REJECTED, 6)));
    }

    @Test
    void shouldBookTheSameFillsWhenTheVenueContradictsItself() {
        final List<Report> reports = new ArrayList<>(List.of(word(ExecutionType.ACCEPTED, 0), fill(1, 4, 4),
            fill(2, 6, 10), word(ExecutionType.CANCELED, 4), word(ExecutionType.REJECTED, 0)));
        final End end = fold(Before.NOTHING, reports);
        PropertyRunner.of("contradictions change no money").cases(120).run((random, steps) -> {
            for (int i = reports.size() - 1; i > 0; i--) {
                Collections.swap(reports, i, random.nextInt(i + 1));
            }
            final End other = fold(Before.NOTHING, reports);
            assertEquals(end.cumulative, other.cumulative);
            assertEquals(end.position, other.position);
            assertEquals(end.quote, other.quote);
            assertEquals(0, other.open);
        });
    }

    @Test
    void shouldEndTheSameWhenLongStreamsAreShuffledAndRepeated() {
        PropertyRunner.of("shuffled reports end the same").cases(400).steps(24).run((random, steps) -> {
            final List<Report> reports = new ArrayList<>();
            reports.add(word(ExecutionType.ACCEPTED, 0));
            long filled = 0;
            for (int id = 1; filled < 10 && reports.size() < Math.max(2, steps / 2); id++) {
                final long quantity = random.nextLong(1, Math.min(3, 10 - filled) + 1);
                filled += quantity;
                reports.add(fill(id, quantity, filled));
            }
            final ExecutionType last = random.nextBoolean() ? ExecutionType.CANCELED : ExecutionType.EXPIRED;
            reports.add(word(filled < 10 && random.nextInt(3) > 0 ? last : ExecutionType.CANCEL_REJECTED, filled));
            final Before before = UNCHANGED.get(random.nextInt(UNCHANGED.size()));
            final End end = fold(before, reports);
            while (reports.size() < steps) {
                reports.add(reports.get(random.nextInt(reports.size())));
            }
            for (int i = reports.size() - 1; i > 0; i--) {
                Collections.swap(reports, i, random.nextInt(i + 1));
            }
            assertEquals(end, fold(before, reports), before + " " + reports);
        });
    }
}
