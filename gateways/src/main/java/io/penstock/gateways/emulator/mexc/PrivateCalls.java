package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does what signed requests ask. One thread. */
final class PrivateCalls {
    private static final long WEEK_MS = TimeUnit.DAYS.toMillis(7);
    private static final long MONTH_MS = TimeUnit.DAYS.toMillis(30);
    private static final int MOST_SYMBOLS = 5;
    private static final int MOST_TRADES = 100;
    private static final int MOST_ORDERS = 1_000;
    private static final int USUAL_ORDERS = 500;

    private final PrivateContext context;
    private final PrivateStreams streams;

    PrivateCalls(final PrivateContext context, final PrivateStreams streams) {
        this.context = context;
        this.streams = streams;
    }

    /** The answer as JSON. */
    String call(final String name, final ApiKey key, final Fields fields, final long nowNs) {
        final VenueAccount account = key.account();
        return switch (name) {
            case "POST order" -> place(account, fields, nowNs);
            case "POST order/test" -> {
                OrderWords.ticket(context, fields);
                yield "{}";
            }
            case "DELETE order" -> cancel(account, fields, nowNs);
            case "DELETE openOrders" -> cancelAll(account, fields, nowNs);
            case "GET order" -> {
                final OwnOrder found = context.find(account, fields, true, nowNs);
                if (found == null) {
                    throw PrivateContext.refused(22222, "record does not exist");
                }
                yield row(found);
            }
            case "GET openOrders" -> openOrders(account, fields, nowNs);
            case "GET allOrders" -> allOrders(account, fields, nowNs);
            case "GET myTrades" -> trades(account, fields, nowNs);
            case "GET account" -> account(key);
            case "GET tradeFee" -> fee(fields, nowNs);
            case "GET selfSymbols" -> symbols();
            default -> listenKey(name.substring(0, name.indexOf(' ')), account, fields, nowNs);
        };
    }

    private Refused refused(final Placement placed, final OrderTicket ticket) {
        return Refusals.of(placed.refusal(), ticket,
            new BigDecimal(context.instrument(ticket.instrument()).lot()));
    }

    /** What is answered says neither a state nor trades. */
    private String place(final VenueAccount account, final Fields fields, final long nowNs) {
        final OrderTicket ticket = OrderWords.ticket(context, fields);
        final Placement placed = context.orders.place(account, ticket, nowNs);
        if (!placed.done()) {
            throw refused(placed, ticket);
        }
        context.gate().taken(placed.order().id(), nowNs);
        return new JsonText().object().text("symbol", fields.text("symbol"))
            .text("orderId", PrivateContext.orderId(placed.order())).raw("orderListId", -1)
            .decimal("price", ticket.price(), -1).decimal("origQty", ticket.quantity(), -1)
            .text("type", ticket.label()).text("side", ticket.buy() ? "BUY" : "SELL")
            .raw("transactTime", context.time.millis(nowNs)).end().toString();
    }

    private String cancel(final VenueAccount account, final Fields fields, final long nowNs) {
        final OwnOrder order = context.find(account, fields, false, nowNs);
        if (order == null || !order.state().open()) {
            throw Refusals.unknown();
        }
        final Placement gone = context.orders.cancel(order, "", nowNs);
        if (!gone.done()) {
            throw refused(gone, order.ticket());
        }
        return row(order);
    }

    private String cancelAll(final VenueAccount account, final Fields fields, final long nowNs) {
        final String[] symbols = fields.need("symbol").split(",");
        if (symbols.length > MOST_SYMBOLS) {
            throw fields.wrong("symbol");
        }
        final JsonText out = new JsonText().array();
        for (final String symbol : symbols) {
            for (final OwnOrder order : List.copyOf(
                context.orders.openOrders(account, context.instrument(symbol)))) {
                final Placement gone = context.orders.cancel(order, "", nowNs);
                if (!gone.done()) {
                    throw refused(gone, order.ticket());
                }
                out.element(row(order));
            }
        }
        return out.endArray().toString();
    }

    private String row(final OwnOrder order) {
        final OrderTicket ticket = order.ticket();
        final String client = PrivateContext.client(ticket);
        return new JsonText().object().text("symbol", context.symbol(order))
            .text("orderId", PrivateContext.orderId(order)).raw("orderListId", -1)
            .raw("clientOrderId", client.isEmpty() ? null : '"' + client + '"').decimal("price", ticket.price(), -1)
            .decimal("origQty", ticket.quantity(), -1).decimal("executedQty", order.executed(), -1)
            .decimal("cummulativeQuoteQty", order.amount(), -1).text("status", OrderWords.status(order))
            .text("stpMode", "").raw("timeInForce", null).text("type", ticket.label())
            .text("side", ticket.buy() ? "BUY" : "SELL").raw("stopPrice", null).raw("icebergQty", null)
            .raw("time", context.time.millis(order.createdNs()))
            .raw("updateTime", context.time.millis(order.updatedNs())).raw("isWorking", order.state().open())
            .decimal("origQuoteOrderQty", ticket.quoteQuantity(), -1).end().toString();
    }

    private String openOrders(final VenueAccount account, final Fields fields, final long nowNs) {
        final JsonText out = new JsonText().array();
        for (final String symbol : fields.need("symbol").split(",")) {
            for (final OwnOrder order : context.orders.openOrders(account, context.instrument(symbol))) {
                if (context.gate().visible(order.id(), nowNs)) {
                    out.element(row(order));
                }
            }
        }
        return out.endArray().toString();
    }

    /** From when on a list goes, in milliseconds; it may not be too far back. */
    private long[] span(final Fields fields, final long mostMs, final long nowNs) {
        final long till = fields.whole("endTime", context.time.millis(nowNs));
        final long from = fields.whole("startTime", till - mostMs);
        if (till - from > mostMs || from > till) {
            throw fields.wrong("startTime");
        }
        return new long[] {from, till};
    }

    private boolean within(final long[] span, final long timeNs) {
        final long ms = context.time.millis(timeNs);
        return ms >= span[0] && ms <= span[1];
    }

    private String allOrders(final VenueAccount account, final Fields fields, final long nowNs) {
        final int instrument = context.instrument(fields);
        final long[] span = span(fields, WEEK_MS, nowNs);
        final long most = Math.min(MOST_ORDERS, fields.whole("limit", USUAL_ORDERS));
        final List<OwnOrder> all = context.orders.orders(account);
        final JsonText out = new JsonText().array();
        int told = 0;
        for (int i = all.size() - 1; i >= 0 && told < most; i--) {
            final OwnOrder order = all.get(i);
            if (order.ticket().instrument() == instrument && within(span, order.createdNs())
                && context.gate().visible(order.id(), nowNs)) {
                out.element(row(order));
                told++;
            }
        }
        return out.endArray().toString();
    }

    private String trades(final VenueAccount account, final Fields fields, final long nowNs) {
        final int instrument = context.instrument(fields);
        final long[] span = span(fields, MONTH_MS, nowNs);
        final long most = Math.min(MOST_TRADES, fields.whole("limit", MOST_TRADES));
        final OwnOrder only = fields.has("orderId")
            ? context.orders.byId(account, PrivateContext.number(fields.text("orderId"))) : null;
        final List<OwnTrade> all = only != null ? only.trades()
            : fields.has("orderId") ? List.of() : context.orders.trades(account, instrument, 0);
        final JsonText out = new JsonText().array();
        int told = 0;
        for (int i = all.size() - 1; i >= 0 && told < most; i--) {
            if (within(span, all.get(i).timeNs())) {
                out.element(trade(all.get(i)));
                told++;
            }
        }
        return out.endArray().toString();
    }

    private String trade(final OwnTrade trade) {
        final OwnOrder order = trade.order();
        final String client = PrivateContext.client(order.ticket());
        return new JsonText().object().text("symbol", context.symbol(order))
            .text("id", PrivateContext.tradeId(trade)).text("orderId", PrivateContext.orderId(order))
            .raw("orderListId", -1).decimal("price", trade.price(), -1).decimal("qty", trade.quantity(), -1)
            .decimal("quoteQty", trade.amount(), -1).decimal("commission", trade.fee(), -1)
            .text("commissionAsset", trade.feeAsset()).raw("time", context.time.millis(trade.timeNs()))
            .raw("isBuyer", order.ticket().buy()).raw("isMaker", trade.maker()).raw("isBestMatch", true)
            .raw("isSelfTrade", false).raw("clientOrderId", client.isEmpty() ? null : '"' + client + '"').end()
            .toString();
    }

    private String account(final ApiKey key) {
        final JsonText out = new JsonText().object().raw("makerCommission", null).raw("takerCommission", null)
            .raw("buyerCommission", null).raw("sellerCommission", null).raw("canTrade", key.may(ApiKey.Right.SPOT))
            .raw("canWithdraw", key.may(ApiKey.Right.WITHDRAW)).raw("canDeposit", true).raw("updateTime", null)
            .text("accountType", "SPOT").array("balances");
        for (final String asset : key.account().assets()) {
            out.object().text("asset", asset).decimal("free", key.account().free(asset), -1)
                .decimal("locked", key.account().locked(asset), -1).end();
        }
        return out.endArray().raw("permissions", "[\"SPOT\"]").end().toString();
    }

    private String fee(final Fields fields, final long nowNs) {
        context.instrument(fields);
        return new JsonText().object().object("data")
            .raw("makerCommission", JsonText.plain(context.orders.settings().makerFee(), -1))
            .raw("takerCommission", JsonText.plain(context.orders.settings().takerFee(), -1)).end().raw("code", 0)
            .text("msg", "success").raw("timestamp", context.time.millis(nowNs)).end().toString();
    }

    private String symbols() {
        final JsonText out = new JsonText().object().raw("code", 0).array("data");
        for (int i = 0; i < context.instruments(); i++) {
            out.element('"' + context.instrument(i).symbol() + '"');
        }
        return out.endArray().raw("msg", null).end().toString();
    }

    private String listenKey(
        final String method, final VenueAccount account, final Fields fields, final long nowNs) {
        final JsonText out = new JsonText().object();
        switch (method) {
            case "POST" -> {
                final String made = streams.start(account, nowNs);
                if (made == null) {
                    throw PrivateContext.refused(26, "operation not allowed");
                }
                return out.text("listenKey", made).end().toString();
            }
            case "GET" -> {
                out.array("listenKey");
                streams.of(account).forEach(name -> out.element('"' + name + '"'));
                return out.endArray().end().toString();
            }
            default -> {
                final String name = fields.need("listenKey");
                final boolean known = "PUT".equals(method) ? streams.renew(account, name, nowNs)
                    : streams.of(account).contains(name);
                if (!known) {
                    throw PrivateContext.refused(22222, "record does not exist");
                }
                if ("DELETE".equals(method)) {
                    streams.end(name, true);
                }
                return out.text("listenKey", name).end().toString();
            }
        }
    }
}
