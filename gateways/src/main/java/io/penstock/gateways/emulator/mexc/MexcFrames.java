package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.dialect.DepthBatch;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.market.InstrumentScale;

/**
 * Encodes the venue's binary frames by its published field numbers; asks come before bids. Texts of aggregated streams
 * have no needless zeros, those of limited books are padded. One thread.
 */
final class MexcFrames {
    private static final int LIMIT = 303;
    private static final int CANDLE = 308;
    private static final int DEPTH = 313;
    private static final int DEALS = 314;
    private static final int TICKER = 315;
    private static final int UNKNOWN_NUMBER = 96;
    private static final int UNKNOWN_TEXT = 97;
    private static final int PADDED = 8;
    private static final long MINUTE_S = 60;

    private final boolean unknownFields;
    private final ProtoWriter frame = new ProtoWriter();
    private final ProtoWriter body = new ProtoWriter();
    private final ProtoWriter item = new ProtoWriter();
    private final StringBuilder text = new StringBuilder();

    MexcFrames(final boolean unknownFields) {
        this.unknownFields = unknownFields;
    }

    byte[] depth(final MexcChannel channel, final InstrumentScale scale, final DepthBatch batch, final long matchedMs,
        final long nowMs) {
        body.clear();
        levels(1, scale, batch.asks(), Integer.MAX_VALUE, false);
        levels(2, scale, batch.bids(), Integer.MAX_VALUE, false);
        body.text(3, channel.eventType()).text(4, Long.toString(batch.firstUpdateId()))
            .text(5, Long.toString(batch.lastUpdateId())).number(6, matchedMs);
        return sent(channel, DEPTH, nowMs);
    }

    byte[] limited(final MexcChannel channel, final InstrumentScale scale, final LevelSide asks, final LevelSide bids,
        final long version, final long matchedMs, final long nowMs) {
        final int most = Integer.parseInt(channel.detail());
        body.clear();
        levels(1, scale, asks, most, true);
        levels(2, scale, bids, most, true);
        body.text(3, channel.eventType()).text(4, Long.toString(version)).number(5, matchedMs);
        return sent(channel, LIMIT, nowMs);
    }

    private void levels(
        final int field, final InstrumentScale scale, final LevelSide side, final int most, final boolean padded) {
        for (int i = 0; i < Math.min(most, side.size()); i++) {
            item.clear().text(1, padded ? padded(scale.priceUnits(side.price(i)), scale.priceDecimals())
                : trimmed(scale.priceUnits(side.price(i))));
            item.text(2, padded ? padded(scale.quantityUnits(side.quantity(i)), PADDED)
                : trimmed(scale.quantityUnits(side.quantity(i))));
            body.message(field, item);
        }
    }

    /** Begins a message of trades. */
    void beginDeals() {
        body.clear();
    }

    void deal(final InstrumentScale scale, final long id, final long price, final long quantity, final boolean buyer,
        final long timeMs) {
        item.clear().text(1, trimmed(scale.priceUnits(price))).text(2, trimmed(scale.quantityUnits(quantity)))
            .number(3, buyer ? 1 : 2).number(4, timeMs).text(5, id + "X" + (buyer ? 1 : 0) + "_" + id + "X"
                + (buyer ? 0 : 1));
        body.message(1, item);
    }

    byte[] endDeals(final MexcChannel channel, final long nowMs) {
        body.text(2, channel.eventType());
        return sent(channel, DEALS, nowMs);
    }

    byte[] ticker(final MexcChannel channel, final InstrumentScale scale, final LevelSide bids, final LevelSide asks,
        final long version, final long matchedMs, final long nowMs) {
        body.clear().text(1, trimmed(scale.priceUnits(bids.price(0))))
            .text(2, trimmed(scale.quantityUnits(bids.quantity(0))))
            .text(3, trimmed(scale.priceUnits(asks.price(0))))
            .text(4, trimmed(scale.quantityUnits(asks.quantity(0))))
            .text(5, Long.toString(version)).number(6, matchedMs);
        return sent(channel, TICKER, nowMs);
    }

    byte[] candle(final MexcChannel channel, final InstrumentScale scale, final TradeStatistics.Span span,
        final long nowMs) {
        final long startS = span.startNs() / 1_000_000_000L;
        body.clear().text(1, channel.detail()).number(2, startS).text(3, trimmed(scale.priceUnits(span.open())))
            .text(4, trimmed(scale.priceUnits(span.close()))).text(5, trimmed(scale.priceUnits(span.high())))
            .text(6, trimmed(scale.priceUnits(span.low()))).text(7, trimmed(scale.quantityUnits(span.volume())))
            .text(8, trimmed(span.turnover())).number(9, startS + MINUTE_S);
        unknown(body);
        frame.clear().text(1, channel.name()).text(3, channel.symbol())
            .text(4, Integer.toHexString(channel.symbol().hashCode())).number(5, nowMs).message(CANDLE, body);
        unknown(frame);
        return frame.toBytes();
    }

    private byte[] sent(final MexcChannel channel, final int field, final long nowMs) {
        unknown(body);
        frame.clear().text(1, channel.name()).text(3, channel.symbol()).number(6, nowMs).message(field, body);
        unknown(frame);
        return frame.toBytes();
    }

    private void unknown(final ProtoWriter into) {
        if (unknownFields) {
            into.number(UNKNOWN_NUMBER, Long.MAX_VALUE).text(UNKNOWN_TEXT, "later");
        }
    }

    private String padded(final long units, final int decimals) {
        text.setLength(0);
        InstrumentScale.append(text, units, decimals);
        return text.toString();
    }

    private String trimmed(final long units) {
        text.setLength(0);
        InstrumentScale.append(text, units, PADDED);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
