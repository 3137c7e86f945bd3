package io.penstock.engine.output;

import io.penstock.api.AlertCode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderView;
import io.penstock.api.ProtectionState;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.event.AlertEncoder;
import io.penstock.engine.event.CashMovedEncoder;
import io.penstock.engine.event.EquityMarkEncoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.FillEncoder;
import io.penstock.engine.event.OrderUpdateEncoder;
import io.penstock.engine.event.PositionUpdateEncoder;
import io.penstock.engine.event.ProtectionChangedEncoder;
import io.penstock.engine.event.RiskMetricsEncoder;
import io.penstock.engine.event.RunEndedEncoder;
import io.penstock.engine.event.StrategyDisabledEncoder;
import io.penstock.engine.event.TradingStateChangedEncoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.portfolio.Account;
import io.penstock.engine.portfolio.Assets;
import io.penstock.engine.portfolio.Metrics;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.portfolio.Position;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes every output but orders and risk decisions, which only {@code engine.risk} can make.
 *
 * <p>Engine thread only; does not allocate, except for the message of a disabled strategy.
 */
public final class OutputWriter {
    private static final int MESSAGE_CHARACTERS = 240;
    private static final long CONFIDENCE_95 = 95_000_000L;
    private static final long CONFIDENCE_99 = 99_000_000L;

    private final OutputFrame frame;
    private final OrderUpdateEncoder orderUpdate = new OrderUpdateEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final PositionUpdateEncoder positionUpdate = new PositionUpdateEncoder();
    private final EquityMarkEncoder equityMark = new EquityMarkEncoder();
    private final CashMovedEncoder cashMoved = new CashMovedEncoder();
    private final RiskMetricsEncoder riskMetrics = new RiskMetricsEncoder();
    private final AlertEncoder alert = new AlertEncoder();
    private final StrategyDisabledEncoder strategyDisabled = new StrategyDisabledEncoder();
    private final TradingStateChangedEncoder tradingState = new TradingStateChangedEncoder();
    private final ProtectionChangedEncoder protection = new ProtectionChangedEncoder();
    private final RunEndedEncoder runEnded = new RunEndedEncoder();
    private final byte[] assetCode = new byte[FillEncoder.feeAssetLength()];

    /**
     * A writer.
     *
     * @param frame shared with risk's outbox, so that outputs keep their order
     */
    public OutputWriter(final OutputFrame frame) {
        this.frame = frame;
    }

    /**
     * An order moved.
     *
     * @param order    after the move
     * @param previous status before
     * @param reason   RejectReason code
     */
    public void orderUpdate(final OrderView order, final OrderStatus previous, final int reason) {
        orderUpdate.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(order.clientOrderId())
            .instrumentId(order.instrumentId())
            .strategyId(order.strategyId())
            .previousStatus((short) previous.code())
            .status((short) order.status().code())
            .reason((short) reason)
            .reserved((short) 0)
            .reserved2((short) 0)
            .reserved3(0)
            .cumulativeQuantity(order.cumulativeQuantity())
            .leavesQuantity(order.leavesQuantity());
        frame.publish(OrderUpdateEncoder.TEMPLATE_ID, OrderUpdateEncoder.BLOCK_LENGTH);
    }

    /**
     * A trade of ours.
     *
     * @param order       it belongs to
     * @param report      that told of it
     * @param notional    amount, exponent -8
     * @param realizedPnl of this fill
     */
    public void fill(
        final OrderView order, final ExecutionReportDecoder report, final long notional, final long realizedPnl) {
        report.getFeeAsset(assetCode, 0);
        fill.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(order.clientOrderId())
            .executionId(report.executionId())
            .instrumentId(order.instrumentId())
            .strategyId(order.strategyId())
            .side((short) order.side().code())
            .liquidity(report.liquidity())
            .price(report.lastPrice())
            .quantity(report.lastQuantity())
            .notional(notional)
            .feeAmount(report.feeAmount())
            .realizedPnl(realizedPnl)
            .putFeeAsset(assetCode, 0);
        frame.publish(FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH);
    }

    /**
     * A position after a fill or a cash flow.
     *
     * @param instrumentId of the position
     * @param portfolio    it is part of
     */
    public void positionUpdate(final int instrumentId, final Portfolio portfolio) {
        final Position position = portfolio.position(instrumentId);
        final Account account = portfolio.account();
        final long unrealized = position.unrealizedPnl(account.markPrice(instrumentId));
        positionUpdate.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .reserved(0)
            .position(position.position())
            .costBasis(position.costBasis())
            .realizedPnl(position.realizedPnl())
            .fees(position.fees())
            .funding(position.funding())
            .markPrice(account.markPrice(instrumentId))
            .liquidationPrice(account.liquidationPrice(instrumentId))
            .initialMargin(account.positionMargin(instrumentId))
            .unrealizedPnl(unrealized);
        frame.publish(PositionUpdateEncoder.TEMPLATE_ID, PositionUpdateEncoder.BLOCK_LENGTH);
    }

    /**
     * The account, or one position of it, valued.
     *
     * @param instrumentId  -1 = the whole account, in the base currency
     * @param position      signed quantity, 0 for the account
     * @param markPrice     price it is valued at, 0 for the account
     * @param realizedPnl   amount
     * @param unrealizedPnl amount
     * @param fees          amount
     * @param funding       amount paid
     * @param equity        of the account what it is worth, Long.MIN_VALUE = not known; of a position what it earned
     * @param assets        codes
     * @param asset         index of the asset that the amounts are in
     */
    public void equityMark(
        final int instrumentId, final long position, final long markPrice, final long realizedPnl,
        final long unrealizedPnl, final long fees, final long funding, final long equity, final Assets assets,
        final int asset) {
        equityMark.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .reserved(0)
            .position(position)
            .markPrice(markPrice)
            .realizedPnl(realizedPnl)
            .unrealizedPnl(unrealizedPnl)
            .fees(fees)
            .equity(equity)
            .funding(funding);
        assets.copyCode(asset, frame.buffer(), Records.HEADER_LENGTH + EquityMarkEncoder.assetEncodingOffset());
        frame.publish(EquityMarkEncoder.TEMPLATE_ID, EquityMarkEncoder.BLOCK_LENGTH);
    }

    /**
     * A cash flow was booked.
     *
     * @param venueCode    whose wallet
     * @param kind         why
     * @param assets       codes
     * @param asset        index of the asset
     * @param instrumentId -1 = none
     * @param amount       negative = we paid
     * @param flowId       of the venue; the funding time when the fold booked funding itself; 0 = none
     */
    public void cashMoved(
        final int venueCode, final CashFlowKind kind, final Assets assets, final int asset, final int instrumentId,
        final long amount, final long flowId) {
        cashMoved.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .flowId(flowId)
            .amount(amount)
            .instrumentId(instrumentId)
            .venue((short) venueCode)
            .kind((short) kind.code())
            .reserved((short) 0);
        assets.copyCode(asset, frame.buffer(), Records.HEADER_LENGTH + CashMovedEncoder.assetEncodingOffset());
        frame.publish(CashMovedEncoder.TEMPLATE_ID, CashMovedEncoder.BLOCK_LENGTH);
    }

    /**
     * The account's return and risk figures. Amounts that are not known are Long.MIN_VALUE, ratios 0.
     *
     * @param account its value and exposure
     * @param metrics the figures
     */
    public void riskMetrics(final Account account, final Metrics metrics) {
        final long equity = account.equity();
        riskMetrics.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .equity(equity)
            .grossExposure(account.grossExposure())
            .netExposure(account.netExposure())
            .maxDrawdownRate(metrics.maxDrawdownRate())
            .valueAtRisk95(metrics.valueAtRisk(CONFIDENCE_95, equity))
            .valueAtRisk99(metrics.valueAtRisk(CONFIDENCE_99, equity))
            .parametricValueAtRisk95(metrics.parametricValueAtRisk(CONFIDENCE_95, equity))
            .parametricValueAtRisk99(metrics.parametricValueAtRisk(CONFIDENCE_99, equity))
            .expectedShortfall95(metrics.expectedShortfall(CONFIDENCE_95, equity))
            .expectedShortfall99(metrics.expectedShortfall(CONFIDENCE_99, equity))
            .volatilityBits(bits(metrics.volatility()))
            .sharpeBits(bits(metrics.sharpe()))
            .sortinoBits(bits(metrics.sortino()))
            .returns(metrics.returns())
            .reserved(0);
        frame.publish(RiskMetricsEncoder.TEMPLATE_ID, RiskMetricsEncoder.BLOCK_LENGTH);
    }

    private static long bits(final double value) {
        return Double.doubleToLongBits(Double.isNaN(value) ? 0 : value);
    }

    /**
     * Something an operator should know.
     *
     * @param code         what
     * @param instrumentId about, or -1
     * @param expected     depends on the code
     * @param observed     depends on the code
     */
    public void alert(final AlertCode code, final int instrumentId, final long expected, final long observed) {
        alert.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .code(code.code())
            .severity((short) 1)
            .reserved((short) 0)
            .expected(expected)
            .observed(observed);
        frame.publish(AlertEncoder.TEMPLATE_ID, AlertEncoder.BLOCK_LENGTH);
    }

    /**
     * A scope moved on the state ladder.
     *
     * @param scope    what kind
     * @param id       code of the venue, instrument or strategy; -1 for GLOBAL
     * @param previous rung before
     * @param state    rung now
     * @param cause    why
     * @param limit    that was passed, 0 when there is none
     * @param observed what passed it
     */
    public void tradingState(
        final Scope scope, final int id, final TradingState previous, final TradingState state,
        final StateCause cause, final long limit, final long observed) {
        tradingState.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .scopeKind((short) scope.code())
            .previousState((short) previous.code())
            .state((short) state.code())
            .latched((short) (cause.latches() ? 1 : 0))
            .scopeId(id)
            .cause(cause.code())
            .reserved((short) 0)
            .reserved2(0)
            .limitValue(limit)
            .observedValue(observed);
        frame.publish(TradingStateChangedEncoder.TEMPLATE_ID, TradingStateChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * A position gained or lost its stop.
     *
     * @param instrumentId      of the position
     * @param state             how it stands now
     * @param position          signed quantity
     * @param protectedQuantity what working stops cover
     */
    public void protection(
        final int instrumentId, final ProtectionState state, final long position, final long protectedQuantity) {
        protection.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .state((short) state.code())
            .reserved((short) 0)
            .reserved2((short) 0)
            .position(position)
            .protectedQuantity(protectedQuantity);
        frame.publish(ProtectionChangedEncoder.TEMPLATE_ID, ProtectionChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * A strategy gets no more events.
     *
     * @param strategyId which
     * @param failure    what it threw
     */
    public void strategyDisabled(final int strategyId, final RuntimeException failure) {
        final String text = failure.toString();
        strategyDisabled.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .strategyId(strategyId)
            .cause(1)
            .reserved(0)
            .message(text.length() > MESSAGE_CHARACTERS ? text.substring(0, MESSAGE_CHARACTERS) : text);
        frame.publish(
            StrategyDisabledEncoder.TEMPLATE_ID, StrategyDisabledEncoder.BLOCK_LENGTH,
            strategyDisabled.encodedLength());
    }

    /**
     * The run is over.
     *
     * @param stateHash of the whole fold
     */
    public void runEnded(final long stateHash) {
        runEnded.wrap(frame.buffer(), Records.HEADER_LENGTH).outputs(frame.count()).stateHash(stateHash);
        frame.publish(RunEndedEncoder.TEMPLATE_ID, RunEndedEncoder.BLOCK_LENGTH);
    }

    /**
     * Copies a whole record, as RunStarted into the output log.
     *
     * @param record holds it
     * @param offset of its header
     * @param length whole length
     */
    public void copy(final DirectBuffer record, final int offset, final int length) {
        frame.publishCopy(new UnsafeBuffer(new byte[length]), record, offset, length);
    }
}
