package io.penstock.engine.order;

import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.OrderSendResultEncoder;
import io.penstock.engine.instrument.Instrument;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the events that orders and portfolio take, in reused buffers. One thread; reports do not allocate.
 */
public final class OrderFixtures {
    private static final int OFFSET = 64;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final ExecutionReportEncoder reportEncoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder reportDecoder = new ExecutionReportDecoder();
    private final OrderSendResultEncoder sendEncoder = new OrderSendResultEncoder();
    private final OrderSendResultDecoder sendDecoder = new OrderSendResultDecoder();

    /** A defined instrument. */
    public static Instrument instrument(
        final int id, final String base, final String quote, final InstrumentKind kind, final int priceExponent,
        final int quantityExponent) {
        return instrument(id, Venue.SYNTHETIC, base, quote, kind, priceExponent, quantityExponent, 0, 0);
    }

    /** A defined instrument of any venue, with margin rates. */
    public static Instrument instrument(
        final int id, final Venue venue, final String base, final String quote, final InstrumentKind kind,
        final int priceExponent, final int quantityExponent, final long initialRate, final long maintenanceRate) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[512]);
        new InstrumentDefinedEncoder().wrap(bytes, 0).instrumentId(id).venue((short) venue.code())
            .kind((short) kind.code()).status((short) InstrumentStatus.TRADING.code())
            .priceExponent((byte) priceExponent).quantityExponent((byte) quantityExponent).tickSize(1).lotSize(1)
            .minQuantity(0).maxQuantity(0).minNotional(0).symbol(base + quote).baseAsset(base).quoteAsset(quote)
            .initialMarginRate(initialRate).maintenanceMarginRate(maintenanceRate);
        final Instrument instrument = new Instrument(id);
        instrument.define(new InstrumentDefinedDecoder().wrap(
            bytes, 0, InstrumentDefinedEncoder.BLOCK_LENGTH, InstrumentDefinedEncoder.SCHEMA_VERSION));
        return instrument;
    }

    /** Opens a limit order. */
    public static Order open(
        final Orders orders, final long id, final int instrumentId, final int strategyId, final Side side,
        final long price, final long quantity) {
        return orders.open(id, instrumentId, strategyId, side, OrderType.LIMIT, TimeInForce.GTC, 0, price, price,
            quantity, 0, 1_000 + ClientOrderIds.counterOf(id));
    }

    /** A report without a fill. */
    public ExecutionReportDecoder word(final ExecutionType type, final Order order, final long cumulativeQuantity) {
        return report(type.code(), order.clientOrderId(), order.instrumentId(), order.side(), 0, 0, 0,
            cumulativeQuantity, 0, "");
    }

    /** A fill without a fee. */
    public ExecutionReportDecoder fill(
        final Order order, final long executionId, final long price, final long quantity,
        final long cumulativeQuantity) {
        return report(ExecutionType.TRADE.code(), order.clientOrderId(), order.instrumentId(), order.side(),
            executionId, price, quantity, cumulativeQuantity, 0, "");
    }

    /** Any report. */
    public ExecutionReportDecoder report(
        final int type, final long clientOrderId, final int instrumentId, final Side side, final long executionId,
        final long lastPrice, final long lastQuantity, final long cumulativeQuantity, final long feeAmount,
        final String feeAsset) {
        reportEncoder.wrap(buffer, OFFSET).clientOrderId(clientOrderId).instrumentId(instrumentId)
            .executionType((short) type).side((short) side.code()).liquidity((short) 0).reason((short) 0)
            .executionId(executionId).lastPrice(lastPrice).lastQuantity(lastQuantity)
            .cumulativeQuantity(cumulativeQuantity).leavesQuantity(0).feeAmount(feeAmount)
            .exchangeTimeNs(Long.MIN_VALUE).price(0).quantity(0).venueCode(0).errorClass((short) 0).flags((short) 0)
            .reserved((short) 0);
        for (int i = 0; i < ExecutionReportEncoder.feeAssetLength(); i++) {
            reportEncoder.feeAsset(i, (byte) (i < feeAsset.length() ? feeAsset.charAt(i) : 0));
        }
        return reportDecoder.wrap(
            buffer, OFFSET, ExecutionReportEncoder.BLOCK_LENGTH, ExecutionReportEncoder.SCHEMA_VERSION);
    }

    /** What became of an attempt to send. */
    public OrderSendResultDecoder sent(
        final Order order, final OrderCommandType command, final SendResult result) {
        sendEncoder.wrap(buffer, OFFSET).clientOrderId(order.clientOrderId()).instrumentId(order.instrumentId())
            .command((short) command.code()).result((short) result.code()).venueCode((short) 0);
        return sendDecoder.wrap(
            buffer, OFFSET, OrderSendResultEncoder.BLOCK_LENGTH, OrderSendResultEncoder.SCHEMA_VERSION);
    }
}
