package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Encodes private frames by the venue's published field numbers. One thread. */
final class PrivateFrames {
    static final String ORDERS = "spot@private.orders.v3.api.pb";
    static final String DEALS = "spot@private.deals.v3.api.pb";
    static final String ACCOUNT = "spot@private.account.v3.api.pb";
    private static final int ORDERS_BODY = 304;
    private static final int DEALS_BODY = 306;
    private static final int ACCOUNT_BODY = 307;
    private static final int UNKNOWN_NUMBER = 96;
    private static final int UNKNOWN_TEXT = 97;

    private final PrivateContext context;
    private final boolean unknownFields;
    private final ProtoWriter frame = new ProtoWriter();
    private final ProtoWriter body = new ProtoWriter();

    PrivateFrames(final PrivateContext context, final boolean unknownFields) {
        this.context = context;
        this.unknownFields = unknownFields;
    }

    private static String plain(final BigDecimal value) {
        return JsonText.plain(value, -1);
    }

    private static int side(final OwnOrder order) {
        return order.ticket().buy() ? 1 : 2;
    }

    /** An order as it stands; trade = what just happened to it, null = something else. */
    byte[] order(final OwnOrder order, final OwnTrade trade, final long nowNs) {
        final boolean byQuote = order.ticket().quoteQuantity().signum() > 0;
        final BigDecimal price = order.ticket().price();
        final BigDecimal wanted = order.ticket().quantity();
        final BigDecimal left = wanted.subtract(order.executed()).max(BigDecimal.ZERO);
        body.clear().text(1, PrivateContext.orderId(order)).text(2, PrivateContext.client(order.ticket()))
            .text(3, plain(price)).text(4, plain(wanted))
            .text(5, plain(byQuote ? order.ticket().quoteQuantity() : price.multiply(wanted)))
            .text(6, plain(order.executed().signum() == 0 ? BigDecimal.ZERO
                : order.amount().divide(order.executed(), 8, RoundingMode.HALF_EVEN)))
            .number(7, OrderWords.typeNumber(order)).number(8, side(order))
            .number(9, trade != null && trade.maker() ? 1 : 0)
            .text(10, plain(byQuote ? order.ticket().quoteQuantity().subtract(order.amount()) : price.multiply(left)))
            .text(11, plain(left));
        if (trade != null) {
            body.text(12, plain(trade.quantity()));
        }
        body.text(13, plain(order.executed())).text(14, plain(order.amount()))
            .number(15, OrderWords.statusNumber(order)).number(16, context.time.millis(order.createdNs()))
            .text(17, context.symbol(order));
        return sent(ORDERS, ORDERS_BODY, context.symbol(order), nowNs);
    }

    byte[] deal(final OwnTrade trade, final long nowNs) {
        final OwnOrder order = trade.order();
        body.clear().text(1, plain(trade.price())).text(2, plain(trade.quantity())).text(3, plain(trade.amount()))
            .number(4, side(order)).number(5, trade.maker() ? 1 : 0).text(7, PrivateContext.tradeId(trade))
            .text(8, PrivateContext.client(order.ticket())).text(9, PrivateContext.orderId(order))
            .text(10, plain(trade.fee())).text(11, trade.feeAsset())
            .number(12, context.time.millis(trade.timeNs()));
        return sent(DEALS, DEALS_BODY, context.symbol(order), nowNs);
    }

    /** A balance and what changed of it. */
    byte[] balance(final String asset, final BigDecimal free, final BigDecimal freeChange, final BigDecimal locked,
        final BigDecimal lockedChange, final String type, final long nowNs) {
        body.clear().text(1, asset).text(2, Integer.toHexString(asset.hashCode())).text(3, plain(free))
            .text(4, plain(freeChange)).text(5, plain(locked)).text(6, plain(lockedChange)).text(7, type)
            .number(8, context.time.millis(nowNs));
        return sent(ACCOUNT, ACCOUNT_BODY, "", nowNs);
    }

    private byte[] sent(final String channel, final int field, final String symbol, final long nowNs) {
        unknown(body);
        frame.clear().text(1, channel).text(3, symbol).number(6, context.time.millis(nowNs)).message(field, body);
        unknown(frame);
        return frame.toBytes();
    }

    private void unknown(final ProtoWriter into) {
        if (unknownFields) {
            into.number(UNKNOWN_NUMBER, Long.MAX_VALUE).text(UNKNOWN_TEXT, "later");
        }
    }
}
