package io.penstock.engine.output;

import io.penstock.api.BreakKind;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.FillEncoder;
import io.penstock.engine.event.ReconcileBreakEncoder;
import io.penstock.engine.port.Records;
import java.nio.ByteOrder;

/**
 * Encodes what comes of holding a venue's word against ours: breaks, and what is booked without an order of ours.
 *
 * <p>Engine thread only; does not allocate.
 */
public final class ReconcileWriter {
    /** What stands for no strategy in a fill: the greatest number of its field. */
    public static final int NO_STRATEGY = 0xFFFF;

    private final OutputFrame frame;
    private final ReconcileBreakEncoder found = new ReconcileBreakEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final byte[] assetCode = new byte[FillEncoder.feeAssetLength()];

    /**
     * A writer.
     *
     * @param frame shared with all writers, so that outputs keep their order
     */
    public ReconcileWriter(final OutputFrame frame) {
        this.frame = frame;
    }

    /**
     * The venue's word and ours differ.
     *
     * @param venue         code
     * @param kind          in what
     * @param instrumentId  -1 = none
     * @param clientOrderId 0 = none
     * @param assetLow      first half of an asset's code, 0 = none
     * @param assetHigh     second half
     * @param repeated      how often in a row
     * @param ours          what we hold
     * @param venues        what the venue says
     */
    public void found(
        final int venue, final BreakKind kind, final int instrumentId, final long clientOrderId, final long assetLow,
        final long assetHigh, final int repeated, final long ours, final long venues) {
        found.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .venue((short) venue)
            .kind((short) kind.code())
            .repeated((short) Math.min(repeated, Short.MAX_VALUE))
            .instrumentId(instrumentId)
            .clientOrderId(clientOrderId)
            .ours(ours)
            .venues(venues);
        asset(Records.HEADER_LENGTH + ReconcileBreakEncoder.assetEncodingOffset(), assetLow, assetHigh);
        frame.publish(ReconcileBreakEncoder.TEMPLATE_ID, ReconcileBreakEncoder.BLOCK_LENGTH);
    }

    private void asset(final int offset, final long low, final long high) {
        frame.buffer().putLong(offset, low, ByteOrder.LITTLE_ENDIAN);
        frame.buffer().putLong(offset + Long.BYTES, high, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A fill of no order of ours was booked.
     *
     * @param report      that told of it
     * @param notional    amount, exponent -8
     * @param realizedPnl of this fill
     */
    public void externalFill(final ExecutionReportDecoder report, final long notional, final long realizedPnl) {
        report.getFeeAsset(assetCode, 0);
        fill.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .clientOrderId(report.clientOrderId())
            .executionId(report.executionId())
            .instrumentId(report.instrumentId())
            .strategyId(NO_STRATEGY)
            .side(report.side())
            .liquidity(report.liquidity())
            .price(report.lastPrice())
            .quantity(report.lastQuantity())
            .notional(notional)
            .feeAmount(report.feeAmount())
            .realizedPnl(realizedPnl)
            .putFeeAsset(assetCode, 0);
        frame.publish(FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH);
    }
}
