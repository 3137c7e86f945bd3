package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.RejectReason;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.ReportResult;

/**
 * What happens with an execution report: order, portfolio, outputs, then the strategy that asked for the order.
 *
 * <p>Simulated and real reports come this one way. Engine thread only; does not allocate.
 */
final class Executions {
    private final Fold fold;

    Executions(final Fold fold) {
        this.fold = fold;
    }

    void onSimulatedReport(final long reportId, final long nowNs) {
        onReport(fold.exchange.report(reportId), nowNs);
        fold.exchange.release(reportId);
    }

    void onReport(final ExecutionReportDecoder report, final long nowNs) {
        final ReportResult result = fold.machine.apply(report);
        final Order order = fold.machine.order();
        warn(result, report);
        if (result.changesOrder()) {
            fold.output.orderUpdate(order, fold.machine.previousStatus(), report.reason());
        }
        if (result.booksFill()) {
            book(order, report, nowNs);
        }
        if (result.changesOrder() || result.booksFill()) {
            final Market market = fold.markets.get(order.instrumentId());
            market.moment(nowNs);
            fold.strategies.onOrder(order, market);
        }
    }

    /** What a gateway knows after trying to send. */
    void onSendResult(final OrderSendResultDecoder event, final long nowNs) {
        final ReportResult result = fold.machine.apply(event);
        if (result.changesOrder()) {
            final Order order = fold.machine.order();
            fold.output.orderUpdate(order, fold.machine.previousStatus(), RejectReason.OTHER.code());
            final Market market = fold.markets.get(order.instrumentId());
            market.moment(nowNs);
            fold.strategies.onOrder(order, market);
        }
    }

    private void book(final Order order, final ExecutionReportDecoder report, final long nowNs) {
        fold.portfolio.applyFill(
            order.instrumentId(), order.strategyId(), order.side(), report.lastPrice(), report.lastQuantity(),
            report.feeAmount(), fold.portfolio.feeAsset(order.instrumentId(), report));
        fold.output.fill(
            order, report, fold.portfolio.lastNotional(), fold.portfolio.lastRealizedPnl());
        fold.output.positionUpdate(order.instrumentId(), fold.portfolio);
        fold.marks.onFill(nowNs);
    }

    private void warn(final ReportResult result, final ExecutionReportDecoder report) {
        switch (result) {
            case OVERFILL -> alert(AlertCode.OVERFILL, report);
            case UNKNOWN_ORDER -> alert(AlertCode.UNKNOWN_ORDER, report);
            case ILLEGAL_TRANSITION, MALFORMED -> alert(AlertCode.ILLEGAL_TRANSITION, report);
            case DUPLICATE_EXECUTION -> alert(AlertCode.DUPLICATE_EXECUTION, report);
            case APPLIED, FILL, LATE_FILL, STALE -> { }
        }
    }

    private void alert(final AlertCode code, final ExecutionReportDecoder report) {
        fold.output.alert(code, report.instrumentId(), report.clientOrderId(), report.executionId());
    }
}
