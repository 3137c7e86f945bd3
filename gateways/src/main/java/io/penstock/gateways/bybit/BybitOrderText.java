package io.penstock.gateways.bybit;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.OrderInstruments.Listed;

/**
 * Commands as Bybit's JSON objects, the same for REST and the trade stream. All texts are plain ASCII without quotes:
 * symbols are checked when they are defined, ids are ours. Stateless; any thread; allocates.
 */
final class BybitOrderText {
    private static final int RISES = 1;
    private static final int FALLS = 2;

    private BybitOrderText() {
    }

    /** Whether an order can be expressed; what cannot is a fault of ours. */
    static boolean expressible(final CommandCopy command) {
        return command.complete() && command.orderType() != OrderType.TRAILING_STOP;
    }

    static String create(final CommandCopy command, final Listed listed, final boolean linear) {
        // A market order with a price is one with a collar: it goes no further than that.
        final boolean limit = command.price() > 0 && command.orderType() != OrderType.STOP
            && command.orderType() != OrderType.TAKE_PROFIT;
        final StringBuilder text = head(listed, linear);
        put(text, "side", command.side() == Side.BUY ? "Buy" : "Sell");
        put(text, "orderType", limit ? "Limit" : "Market");
        put(text, "qty", listed.quantityText(command.quantity()));
        if (limit) {
            put(text, "price", listed.priceText(command.price()));
        }
        put(text, "timeInForce", timeInForce(command, limit));
        put(text, "orderLinkId", id(command.clientOrderId()));
        if (!limit && !linear) {
            put(text, "marketUnit", "baseCoin");
        }
        if (command.conditional()) {
            put(text, "triggerPrice", listed.priceText(command.triggerPrice()));
            if (linear) {
                text.append(",\"triggerDirection\":").append(direction(command));
            } else {
                put(text, "orderFilter", "StopOrder");
            }
        }
        if (command.reduceOnly() && linear) {
            text.append(",\"reduceOnly\":true");
        }
        return text.append('}').toString();
    }

    private static String timeInForce(final CommandCopy command, final boolean limit) {
        if (!limit || command.orderType() == OrderType.MARKET) {
            return "IOC";
        }
        if (command.postOnly()) {
            return "PostOnly";
        }
        // The venue knows no expire time; the fold cancels when it comes.
        return command.timeInForce() == TimeInForce.GTD ? "GTC" : command.timeInForce().name();
    }

    /** A stop of a buyer waits for the price to rise, his take-profit for it to fall; the seller's the other way. */
    private static int direction(final CommandCopy command) {
        final boolean stop =
            command.orderType() == OrderType.STOP || command.orderType() == OrderType.STOP_LIMIT;
        return stop == (command.side() == Side.BUY) ? RISES : FALLS;
    }

    static String amend(final CommandCopy command, final Listed listed, final boolean linear) {
        final StringBuilder text = head(listed, linear);
        put(text, "orderLinkId", id(command.clientOrderId()));
        if (command.quantity() > 0) {
            put(text, "qty", listed.quantityText(command.quantity()));
        }
        if (command.price() > 0) {
            put(text, "price", listed.priceText(command.price()));
        }
        if (command.triggerPrice() > 0) {
            put(text, "triggerPrice", listed.priceText(command.triggerPrice()));
        }
        return text.append('}').toString();
    }

    /** Of spot, an order that still waits for its trigger is looked for elsewhere. */
    static String cancel(
        final CommandCopy command, final Listed listed, final boolean linear, final boolean untriggered) {
        final StringBuilder text = head(listed, linear);
        put(text, "orderLinkId", id(command.clientOrderId()));
        if (!linear && untriggered) {
            put(text, "orderFilter", "StopOrder");
        }
        return text.append('}').toString();
    }

    /** Cancels all of an instrument, of a settlement coin, or of spot; the filter only where one is given. */
    static String cancelAll(final boolean linear, final String symbol, final String coin, final String filter) {
        final StringBuilder text =
            new StringBuilder("{\"category\":\"").append(linear ? "linear" : "spot").append('"');
        putIf(text, "symbol", symbol);
        putIf(text, "settleCoin", coin);
        putIf(text, "orderFilter", filter);
        return text.append('}').toString();
    }

    static String id(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** Our id of a text; 0 when it is not one of ours. */
    static long idOf(final String text) {
        final long id = ClientOrderIdText.parse(text);
        return id != ClientOrderIdText.NONE && ClientOrderIdText.isLive(text) ? id : 0;
    }

    private static StringBuilder head(final Listed listed, final boolean linear) {
        final StringBuilder text = new StringBuilder(192);
        text.append("{\"category\":\"").append(linear ? "linear" : "spot").append('"');
        put(text, "symbol", listed.symbol());
        return text;
    }

    private static void put(final StringBuilder text, final String name, final String value) {
        text.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private static void putIf(final StringBuilder text, final String name, final String value) {
        if (!value.isEmpty()) {
            put(text, name, value);
        }
    }
}
