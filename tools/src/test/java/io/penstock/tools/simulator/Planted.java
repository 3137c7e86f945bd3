package io.penstock.tools.simulator;

import io.penstock.api.CashFlowKind;
import io.penstock.api.DenialCode;
import io.penstock.api.MarketView;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.order.ReportResult;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.port.Records;
import io.penstock.engine.time.TimerQueue;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What is called instead, where a bug is planted. The object that was called comes first; as Object where its class
 * cannot be named here. Public, as the callers are of other packages.
 */
public final class Planted {
    private static final Map<Long, Long> LAST_CUMULATIVE = new HashMap<>();
    private static final Map<Long, Long> DIFFERENCE = new HashMap<>();
    private static long eventNs;
    private static boolean foundDue;

    private Planted() {
    }

    public static boolean neverSeen(final Object booked, final int instrumentId, final long executionId) {
        return false;
    }

    public static long orderInsteadOfTrade(final ExecutionReportDecoder report) {
        return report.clientOrderId();
    }

    public static boolean booksNothingLate(final ReportResult result) {
        return result.booksFill() && result != ReportResult.LATE_FILL;
    }

    public static long differenceOfCumulative(final ExecutionReportDecoder report) {
        if (report.lastQuantity() == 0) {
            return 0;
        }
        return DIFFERENCE.computeIfAbsent(report.executionId(), id -> {
            final Long last = LAST_CUMULATIVE.put(report.clientOrderId(), report.cumulativeQuantity());
            return report.cumulativeQuantity() - (last == null ? 0 : last);
        });
    }

    public static long noFee(final ExecutionReportDecoder report) {
        return 0;
    }

    public static int quoteInstead(
        final Portfolio portfolio, final int instrumentId, final ExecutionReportDecoder report) {
        return portfolio.quoteAsset(instrumentId);
    }

    public static long buysNotBeingCanceled(final Orders orders, final int instrumentId) {
        return notBeingCanceled(orders, instrumentId, Side.BUY);
    }

    public static long sellsNotBeingCanceled(final Orders orders, final int instrumentId) {
        return notBeingCanceled(orders, instrumentId, Side.SELL);
    }

    private static long notBeingCanceled(final Orders orders, final int instrumentId, final Side side) {
        long sum = 0;
        for (Order order = orders.oldestOpen(); order != Order.NONE; order = orders.nextOpen(order)) {
            sum += order.instrumentId() == instrumentId && order.side() == side
                && order.status() != OrderStatus.PENDING_CANCEL ? order.leavesQuantity() : 0;
        }
        return sum;
    }

    public static short unknownIsNotSent(final OrderSendResultDecoder event) {
        final boolean unknown = event.result() == SendResult.UNKNOWN.code()
            && event.command() == OrderCommandType.NEW.code();
        return unknown ? (short) SendResult.NOT_SENT.code() : event.result();
    }

    public static boolean alwaysBelieved(
        final Object query, final long askNs, final long windowNs, final long nowNs) {
        return true;
    }

    public static long otherSign(final CashFlowDecoder event) {
        return event.kind() == CashFlowKind.FUNDING.code() ? -event.amount() : event.amount();
    }

    public static long sameEpoch(final ClientOrderIds ids) {
        return ClientOrderIds.id(1, ClientOrderIds.counterOf(ids.next()));
    }

    public static DenialCode judgedWithoutState(final Object check, final Object intent, final Object view) {
        if (check.getClass().getSimpleName().equals("TradingStateCheck")) {
            return DenialCode.NONE;
        }
        try {
            final Method judge = check.getClass().getDeclaredMethod("judge", intent.getClass(), view.getClass());
            judge.setAccessible(true);
            return (DenialCode) judge.invoke(check, intent, view);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static long noteEventTime(final DirectBuffer buffer, final int offset) {
        eventNs = Records.engineTimeNs(buffer, offset);
        return eventNs;
    }

    /** The call that finds a timer due is followed by the one that asks for its moment. */
    public static long eventInsteadOfDue(final TimerQueue timers) {
        if (foundDue) {
            foundDue = false;
            return eventNs;
        }
        foundDue = timers.nextDueNs() < eventNs;
        return timers.nextDueNs();
    }

    public static void writeNothing(final Object booked, final StateWriter out) {
        out.putInt(0);
    }

    public static void readNothing(final Object booked, final StateReader in) {
        in.getInt();
    }

    public static long clockOfTheMachine(final MarketView market) {
        return market.nowNs() + System.nanoTime() % 1_000_000_000L;
    }
}
