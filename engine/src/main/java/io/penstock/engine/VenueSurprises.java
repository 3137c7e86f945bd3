package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.ReportResult;
import io.penstock.engine.output.ReconcileWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.reconcile.ForeignOrders;

/**
 * What a real venue can do that no order of ours explains: fills of foreign orders, liquidations, fills that cannot be.
 *
 * <p>The venue is truth: a fill is booked whatever it is, then its instrument is halted until an operator has looked.
 * Engine thread only; does not allocate.
 */
final class VenueSurprises {
    /** No stream tells of a trade so late. */
    private static final long STREAM_LAG_NS = 60_000_000_000L;

    private final Fold fold;
    private final ReconcileWriter writer;

    VenueSurprises(final Fold fold, final ReconcileWriter writer) {
        this.fold = fold;
        this.writer = writer;
    }

    /** A report of an order that is not among ours. */
    void onForeign(final ExecutionReportDecoder report, final ExecutionType type, final long nowNs) {
        final boolean adopted = fold.reconciliation.foreign().onReport(report, nowNs);
        final Side side = Side.of(report.side());
        if (type != ExecutionType.TRADE || isHistory(report)) {
            fold.reconciliation.ignore();
            if (type == ExecutionType.TRADE && side != null) {
                remember(report, side, nowNs);
            }
            return;
        }
        final boolean feeWithoutAsset = report.feeAmount() != 0 && report.feeAsset(0) == 0;
        if (side == null || report.lastQuantity() <= 0 || report.lastPrice() <= 0 || feeWithoutAsset
            || report.feeAmount() == Long.MIN_VALUE) {
            onMalformed(report, type);
            return;
        }
        final int id = report.instrumentId();
        if (!fold.machine.bookForeign(id, report.executionId(), side)) {
            fold.output.alert(AlertCode.DUPLICATE_EXECUTION, id, report.clientOrderId(), report.executionId());
            return;
        }
        final int feeAsset = fold.portfolio.feeAsset(id, report);
        fold.portfolio.applyFill(
            id, Portfolio.EXTERNAL, side, report.lastPrice(), report.lastQuantity(), report.feeAmount(),
            feeAsset);
        writer.externalFill(report, fold.portfolio.fills().notional(), fold.portfolio.fills().realizedPnl());
        fold.output.positionUpdate(id, fold.portfolio);
        fold.marks.onFill(nowNs);
        fold.reconciliation.onFill(id, feeAsset, nowNs);
        final boolean liquidated = report.reason() == RejectReason.LIQUIDATION.code();
        fold.output.alert(
            liquidated ? AlertCode.LIQUIDATED : AlertCode.EXTERNAL_FILL, id, report.clientOrderId(),
            report.executionId());
        if (!adopted) {
            halt(id, StateCause.RECONCILE, report.executionId());
        }
    }

    /**
     * A listing may reach back: trades from before the ledger was opened are in its balances already, and those of
     * orders that we made and forgot were booked while we knew them.
     */
    private boolean isHistory(final ExecutionReportDecoder report) {
        final boolean listed = (report.flags() & Executions.FOUND_BY_ASKING) != 0;
        final ForeignOrders foreign = fold.reconciliation.foreign();
        final long id = report.clientOrderId();
        return listed && (id != 0 && !foreign.isOfAnotherEngine(id)
            || !foreign.isOpened(fold.instruments.get(report.instrumentId()).venue().code()));
    }

    /**
     * A listing tells of a foreign trade that happened a moment ago, and no ledger is open yet that could book it. What
     * it moved may not be opened by this very listing, since nobody knows which of the two the venue looked at first;
     * by the next one it is part of the balances, and the stream that tells of it late must not book it again. A
     * perpetual's is not noted: its position is no part of any balance, so the stream's word is still wanted.
     */
    private void remember(final ExecutionReportDecoder report, final Side side, final long nowNs) {
        final int id = report.instrumentId();
        final Instrument instrument = fold.instruments.get(id);
        final int venue = instrument.venue().code();
        final ForeignOrders foreign = fold.reconciliation.foreign();
        if (foreign.isOpened(venue)) {
            return;
        }
        final long lineNs = foreign.listingLineNs(venue);
        final boolean moved = instrument.kind() == InstrumentKind.SPOT
            ? report.exchangeTimeNs() > lineNs - STREAM_LAG_NS
            && fold.machine.bookForeign(id, report.executionId(), side) : report.exchangeTimeNs() > lineNs;
        if (moved) {
            fold.reconciliation.onFill(id, fold.portfolio.feeAsset(id, report), nowNs);
        }
    }

    /** A report that makes no sense: of a fill it may hide money. */
    void onMalformed(final ExecutionReportDecoder report, final ExecutionType type) {
        fold.reconciliation.ignore();
        if (type == ExecutionType.TRADE) {
            fold.output.alert(
                AlertCode.IMPOSSIBLE_FILL, report.instrumentId(), report.clientOrderId(), report.executionId());
            halt(report.instrumentId(), StateCause.RECONCILE, report.executionId());
        }
    }

    /**
     * A fill of ours was booked: halts what a sane venue would not have filled.
     *
     * @param missing    what the venue had announced before and we had not booked
     * @param newsOfList whether a listing told of it first, of an order that nobody doubted
     */
    void onFill(
        final Order order, final ReportResult result, final ExecutionReportDecoder report, final long missing,
        final boolean newsOfList) {
        final boolean late = result == ReportResult.LATE_FILL && report.lastQuantity() > missing;
        if (late || result == ReportResult.OVERFILL || isOutsideLimit(order, report)) {
            fold.output.alert(
                AlertCode.IMPOSSIBLE_FILL, order.instrumentId(), order.clientOrderId(), report.executionId());
            halt(order.instrumentId(), StateCause.OVERFILL, report.executionId());
        }
        if (newsOfList) {
            writer.found(
                fold.instruments.get(order.instrumentId()).venue().code(), BreakKind.FILL_MISSING,
                order.instrumentId(), order.clientOrderId(), 0, 0, 1, 0, report.lastQuantity());
        }
    }

    private static boolean isOutsideLimit(final Order order, final ExecutionReportDecoder report) {
        final boolean limited = order.type() == OrderType.LIMIT && order.worstPrice() > 0;
        return limited && (order.side() == Side.BUY
            ? report.lastPrice() > order.worstPrice() : report.lastPrice() < order.worstPrice());
    }

    private void halt(final int instrumentId, final StateCause cause, final long observed) {
        fold.states.raise(Scope.INSTRUMENT, instrumentId, TradingState.CANCEL_ONLY, cause, 0, observed);
    }
}
