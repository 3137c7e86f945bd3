package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.event.BarClosedEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.PositionUpdateEncoder;
import io.penstock.engine.event.RegimeChangedEncoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/** Outputs made by hand, of instrument 0 with two decimals of price and quantity, on bars of an hour. */
final class Outputs {
    static final long HOUR = 3_600_000_000_000L;
    static final StudyMarket MARKET = new StudyMarket(0, "synthetic", "X-USD", "USD", false, -2, -2, 10);

    private final OutboundPort port;
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[512]);

    Outputs(final OutboundPort port) {
        this.port = port;
    }

    void bar(final int instrumentId, final long size, final long endNs, final double close) {
        final long price = Math.round(close * 100);
        new BarClosedEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(instrumentId).reserved(0)
            .intervalNs(size).openTimeNs(endNs - size).openPrice(price).highPrice(price + 100).lowPrice(price - 100)
            .closePrice(price).volume(1).tradeCount(1).size(size).barKind((short) BarKind.TIME.ordinal())
            .reserved2((short) 0).reserved3((short) 0).lateTrades(0);
        publish(BarClosedEncoder.TEMPLATE_ID, BarClosedEncoder.BLOCK_LENGTH, endNs);
    }

    void bar(final long endNs, final double close) {
        bar(0, HOUR, endNs, close);
    }

    void regime(final int instrumentId, final long endNs, final Regime regime) {
        new RegimeChangedEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(instrumentId)
            .previousRegime((short) 0).regime((short) regime.code()).reserved((short) 0).confidenceBits(0)
            .sinceNs(endNs).overlays((short) 0).reserved2((short) 0).reserved3((short) 0).reserved4(0);
        publish(RegimeChangedEncoder.TEMPLATE_ID, RegimeChangedEncoder.BLOCK_LENGTH, endNs);
    }

    /** Quantity in hundredths, amounts in quote. */
    void position(final long nowNs, final long position, final double cost, final double realised, final double fees) {
        new PositionUpdateEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(0).reserved(0).position(position)
            .costBasis(amount(cost)).realizedPnl(amount(realised)).fees(amount(fees)).funding(0).markPrice(0)
            .liquidationPrice(0).initialMargin(0).unrealizedPnl(0);
        publish(PositionUpdateEncoder.TEMPLATE_ID, PositionUpdateEncoder.BLOCK_LENGTH, nowNs);
    }

    private static long amount(final double quote) {
        return Math.round(quote * 1e8);
    }

    private void publish(final int template, final int blockLength, final long nowNs) {
        final int length = Records.HEADER_LENGTH + blockLength;
        EventFrame.header(record, 0, length, blockLength, template, nowNs);
        Records.stamp(record, 0, 0, nowNs, 0, 0);
        port.publish(record, 0, length);
    }
}
