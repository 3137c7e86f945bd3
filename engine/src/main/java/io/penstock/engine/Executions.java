package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.ReportResult;
import io.penstock.engine.output.ReconcileWriter;
import io.penstock.engine.reconcile.Doubt;
import io.penstock.engine.reconcile.UnknownOrders;

/**
 * What happens with an execution report: order, portfolio, outputs, then the strategy that asked for the order.
 *
 * <p>Simulated and real reports come this one way; what only a real venue can do is in {@link VenueSurprises}. Engine
 * thread only; does not allocate.
 */
final class Executions {
    /** Flag of a report that a question or a listing found. */
    static final int FOUND_BY_ASKING = 1;
    private static final int MOST_CHANGES = 1 << 16;

    private final Fold fold;
    private final VenueSurprises surprises;
    private final UnknownOrders unknown;

    Executions(final Fold fold, final ReconcileWriter writer) {
        this.fold = fold;
        surprises = new VenueSurprises(fold, writer);
        unknown = fold.reconciliation.unknown();
    }

    void onSimulatedReport(final long reportId, final long nowNs) {
        onReport(fold.exchange.report(reportId), nowNs);
        fold.exchange.release(reportId);
    }

    void onReport(final ExecutionReportDecoder report, final long nowNs) {
        final boolean live = fold.exchange == null;
        if (live && isDuplicateId(report)) {
            doubt(report.clientOrderId(), Doubt.DUPLICATE_ID, nowNs);
            return;
        }
        final long missing = fold.orders.find(report.clientOrderId()).missingQuantity();
        final ReportResult result = fold.machine.apply(report);
        final Order order = fold.machine.order();
        warn(result, report, live);
        if (result.changesOrder()) {
            fold.output.orderUpdate(order, fold.machine.previousStatus(), report.reason());
        }
        if (result.booksFill()) {
            book(order, report, nowNs);
        }
        if (result.changesOrder()) {
            fold.controls.onReport(order, report, nowNs);
        }
        if (live) {
            afterReport(order, result, report, missing, nowNs);
        }
        if (result.changesOrder() || result.booksFill()) {
            fold.orders.changed(order);
        }
    }

    /**
     * Does what follows from every order that changed, and tells its strategy; on and on until nothing changes. The
     * engine calls it at the end of each event and timer.
     */
    void settle(final long nowNs) {
        int count = 0;
        for (Order order = fold.orders.takeChanged(); order != Order.NONE; order = fold.orders.takeChanged()) {
            if (++count > MOST_CHANGES) {
                throw new IllegalStateException("orders change without end: a strategy answers itself");
            }
            fold.dispatch.follow(order, nowNs);
            final Market market = fold.markets.get(order.instrumentId());
            market.moment(nowNs);
            fold.strategies.onOrder(order, market);
        }
    }

    /** What a gateway knows after trying to send. */
    void onSendResult(final OrderSendResultDecoder event, final long nowNs) {
        if (fold.exchange == null && onLiveSendResult(event, nowNs)) {
            return;
        }
        final ReportResult result = fold.machine.apply(event);
        if (result.changesOrder()) {
            moved(RejectReason.OTHER);
            fold.controls.onSendResult(fold.machine.order(), event, nowNs);
            fold.dispatch.onSendResult(
                fold.machine.order(), OrderCommandType.of(event.command()), SendResult.of(event.result()));
        }
        if (fold.exchange == null && (fold.machine.order() == Order.NONE || SendResult.of(event.result()) == null)) {
            fold.reconciliation.ignore();
        } else if (fold.exchange == null) {
            fold.machine.order().touch(nowNs);
            if (SendResult.of(event.result()) == SendResult.UNKNOWN) {
                unknown.track(
                    fold.machine.order(), event.command() == OrderCommandType.NEW.code()
                        ? Doubt.OUTCOME_UNKNOWN : Doubt.COMMAND_UNKNOWN, nowNs);
            }
        }
    }

    /** The order that the machine moved last moved for a reason of our own. */
    private void moved(final RejectReason reason) {
        final Order order = fold.machine.order();
        fold.output.orderUpdate(order, fold.machine.previousStatus(), reason.code());
        fold.orders.changed(order);
    }

    /** Answers to questions and words about whole venues; false when it is about a command that changes an order. */
    private boolean onLiveSendResult(final OrderSendResultDecoder event, final long nowNs) {
        final OrderCommandType command = OrderCommandType.of(event.command());
        final SendResult result = SendResult.of(event.result());
        if (command == OrderCommandType.NEW || command == OrderCommandType.CANCEL
            || command == OrderCommandType.REPLACE) {
            return false;
        }
        final Order order = fold.orders.find(event.clientOrderId());
        if (command != OrderCommandType.QUERY || result == null || order == Order.NONE) {
            // a listing that was not sent fails by itself, a cancel of everything is sent again
            fold.reconciliation.ignore();
            return true;
        }
        if (unknown.onAnswer(order, result, nowNs) == UnknownOrders.NEVER_ARRIVED) {
            order.touch(nowNs);
            if (fold.machine.onNeverArrived(event.clientOrderId()).changesOrder()) {
                moved(RejectReason.UNKNOWN_ORDER);
            }
        }
        return true;
    }

    private static boolean isDuplicateId(final ExecutionReportDecoder report) {
        return report.executionType() == ExecutionType.REJECTED.code()
            && report.reason() == RejectReason.DUPLICATE_ID.code();
    }

    /** The venue's word shows that we do not know: the order is UNKNOWN until it is asked for. */
    private void doubt(final long clientOrderId, final Doubt doubt, final long nowNs) {
        final ReportResult result = fold.machine.onOutcomeUnknown(clientOrderId);
        final Order order = fold.machine.order();
        if (order == Order.NONE || order.isFinal()) {
            fold.reconciliation.ignore();
            return;
        }
        order.touch(nowNs);
        unknown.track(order, doubt, nowNs);
        if (result.changesOrder()) {
            moved(RejectReason.DUPLICATE_ID);
        }
    }

    private void afterReport(
        final Order order, final ReportResult result, final ExecutionReportDecoder report, final long missing,
        final long nowNs) {
        final ExecutionType type = ExecutionType.of(report.executionType());
        if (order == Order.NONE) {
            surprises.onForeign(report, type, nowNs);
            return;
        }
        if (result == ReportResult.MALFORMED) {
            surprises.onMalformed(report, type);
            return;
        }
        order.touch(nowNs);
        final boolean asked = (report.flags() & FOUND_BY_ASKING) != 0;
        if (result.booksFill()) {
            surprises.onFill(order, result, report, missing, asked && !unknown.tracks(order.clientOrderId()));
        }
        if (type == ExecutionType.CANCEL_REJECTED && (report.reason() == RejectReason.UNKNOWN_ORDER.code()
            || report.reason() == RejectReason.TOO_LATE.code()) && !order.isFinal()) {
            unknown.track(order, Doubt.CANCEL_REFUSED, nowNs);
        }
        final boolean works = type == ExecutionType.ACCEPTED || type == ExecutionType.REPLACED
            || type == ExecutionType.TRIGGERED;
        // that there is nothing to cancel or change is no word that the order ever came
        final boolean reached = type != ExecutionType.CANCEL_REJECTED && type != ExecutionType.REPLACE_REJECTED;
        if (asked && works && order.changePending() && report.quantity() > 0) {
            judgeTerms(order, report);
        }
        final int known = unknown.onWord(order, asked, type != ExecutionType.TRADE, works, reached, nowNs);
        if (known == UnknownOrders.CANCEL_LOST
            && fold.machine.onCancelLost(order.clientOrderId()).changesOrder()) {
            moved(RejectReason.OTHER);
        }
    }

    /** An answer tells what the order is like at the venue while a change of it is asked for. */
    private void judgeTerms(final Order order, final ExecutionReportDecoder report) {
        final boolean isNew = order.changesTo(report.price(), report.quantity());
        final boolean complete = report.cumulativeQuantity() >= report.quantity();
        if (unknown.believesTerms(order, isNew, complete) && fold.machine.onTermsKnown(
            order.clientOrderId(), report.price(), report.quantity()).changesOrder()) {
            moved(RejectReason.NONE);
        }
    }

    private void book(final Order order, final ExecutionReportDecoder report, final long nowNs) {
        final int feeAsset = fold.portfolio.feeAsset(order.instrumentId(), report);
        fold.portfolio.applyFill(
            order.instrumentId(), order.strategyId(), order.side(), report.lastPrice(), report.lastQuantity(),
            report.feeAmount(), feeAsset);
        fold.output.fill(
            order, report, fold.portfolio.fills().notional(), fold.portfolio.fills().realizedPnl());
        fold.output.positionUpdate(order.instrumentId(), fold.portfolio);
        fold.marks.onFill(nowNs);
        if (fold.exchange == null) {
            fold.reconciliation.onFill(order.instrumentId(), feeAsset, nowNs);
        }
        fold.dispatch.onFill(order);
        fold.controls.onFill(order, report.lastQuantity(), nowNs);
    }

    private void warn(final ReportResult result, final ExecutionReportDecoder report, final boolean live) {
        switch (result) {
            case OVERFILL -> alert(AlertCode.OVERFILL, report);
            case UNKNOWN_ORDER -> {
                if (!live) {
                    alert(AlertCode.UNKNOWN_ORDER, report);
                }
            }
            case ILLEGAL_TRANSITION, MALFORMED -> alert(AlertCode.ILLEGAL_TRANSITION, report);
            case DUPLICATE_EXECUTION -> alert(AlertCode.DUPLICATE_EXECUTION, report);
            case APPLIED, FILL, LATE_FILL, STALE -> { }
        }
    }

    private void alert(final AlertCode code, final ExecutionReportDecoder report) {
        fold.output.alert(code, report.instrumentId(), report.clientOrderId(), report.executionId());
    }
}
