package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountEvents;
import io.penstock.gateways.emulator.account.EndReason;
import io.penstock.gateways.emulator.account.OrderList;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.SelfTrade;
import io.penstock.gateways.emulator.account.Trigger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.util.List;

/** Writes spot orders, lists and private events as the venue does. One thread. */
final class SpotWriter {
    private static final int DECIMALS = 8;

    private final PrivateContext context;

    SpotWriter(final PrivateContext context) {
        this.context = context;
    }

    static String status(final OwnOrder order) {
        return order.state() == OrderState.WAITING ? "NEW" : order.state().name();
    }

    static String lifetime(final OrderTicket ticket) {
        return ticket.lifetime().name();
    }

    static String selfTrade(final OrderTicket ticket) {
        return ticket.selfTrade() == SelfTrade.ALLOW ? "NONE" : ticket.selfTrade().name();
    }

    private static long listId(final OwnOrder order) {
        return order.list() == null ? -1 : order.list().id();
    }

    private static BigDecimal stopPrice(final OrderTicket ticket) {
        final Trigger trigger = ticket.trigger();
        return trigger == null ? BigDecimal.ZERO : trigger.price();
    }

    private JsonText head(final JsonText out, final OwnOrder order, final String clientId) {
        return out.text("symbol", context.symbol(order)).raw("orderId", order.id()).raw("orderListId", listId(order))
            .text("clientOrderId", clientId);
    }

    private void terms(final JsonText out, final OwnOrder order) {
        final OrderTicket ticket = order.ticket();
        out.decimal("price", ticket.price(), DECIMALS).decimal("origQty", ticket.quantity(), DECIMALS)
            .decimal("executedQty", order.executed(), DECIMALS)
            .decimal("origQuoteOrderQty", ticket.quoteQuantity(), DECIMALS)
            .decimal("cummulativeQuoteQty", order.amount(), DECIMALS).text("status", status(order))
            .text("timeInForce", lifetime(ticket)).text("type", ticket.label())
            .text("side", ticket.buy() ? "BUY" : "SELL");
        if (ticket.trigger() != null) {
            out.decimal("stopPrice", stopPrice(ticket), DECIMALS);
            if (ticket.trigger().trailingBips() > 0) {
                out.raw("trailingDelta", ticket.trigger().trailingBips());
            }
        }
    }

    /** What answers a new order: 0 = ACK, 1 = RESULT, 2 = FULL. */
    void placed(final JsonText out, final OwnOrder order, final int level) {
        head(out.object(), order, order.ticket().clientOrderId())
            .raw("transactTime", context.millis(order.createdNs()));
        if (level > 0) {
            terms(out, order);
            working(out, order);
            out.text("selfTradePreventionMode", selfTrade(order.ticket()));
        }
        if (level > 1) {
            out.array("fills");
            for (final OwnTrade trade : order.trades()) {
                out.object().decimal("price", trade.price(), DECIMALS).decimal("qty", trade.quantity(), DECIMALS)
                    .decimal("commission", trade.fee(), DECIMALS).text("commissionAsset", trade.feeAsset())
                    .raw("tradeId", trade.tradeId()).end();
            }
            out.endArray();
        }
        out.end();
    }

    private void working(final JsonText out, final OwnOrder order) {
        out.raw("workingTime", order.workingNs() == 0 ? -1 : context.millis(order.workingNs()));
    }

    /** What answers a cancel. */
    void canceled(final JsonText out, final OwnOrder order) {
        out.object().text("symbol", context.symbol(order))
            .text("origClientOrderId", order.ticket().clientOrderId()).raw("orderId", order.id())
            .raw("orderListId", listId(order)).text("clientOrderId", order.request())
            .raw("transactTime", context.millis(order.updatedNs()));
        terms(out, order);
        out.text("selfTradePreventionMode", selfTrade(order.ticket())).end();
    }

    /** What answers a query. */
    JsonText queried(final JsonText out, final OwnOrder order) {
        head(out.object(), order, order.ticket().clientOrderId());
        terms(out, order);
        if (order.ticket().trigger() == null) {
            out.decimal("stopPrice", BigDecimal.ZERO, DECIMALS);
        }
        out.decimal("icebergQty", BigDecimal.ZERO, DECIMALS).raw("time", context.millis(order.createdNs()))
            .raw("updateTime", context.millis(order.updatedNs()))
            .raw("isWorking", order.workingNs() != 0);
        working(out, order);
        return out.text("selfTradePreventionMode", selfTrade(order.ticket())).end();
    }

    /** A list; with reports of its orders when wanted. */
    JsonText list(final JsonText out, final OrderList list, final long nowNs, final String reports) {
        out.object();
        listTerms(out, list, nowNs, "symbol", "orderId", "clientOrderId", "orders");
        if (!reports.isEmpty()) {
            out.array("orderReports");
            for (final OwnOrder order : list.orders()) {
                if ("cancel".equals(reports)) {
                    canceled(out, order);
                } else {
                    placed(out, order, 1);
                }
            }
            out.endArray();
        }
        return out.end();
    }

    private void listTerms(final JsonText out, final OrderList list, final long nowNs, final String symbol,
        final String id, final String clientId, final String orders) {
        out.raw("orderListId", list.id()).text("contingencyType", "OCO")
            .text("listStatusType", list.open() ? "EXEC_STARTED" : "ALL_DONE")
            .text("listOrderStatus", list.open() ? "EXECUTING" : "ALL_DONE")
            .text("listClientOrderId", list.clientId()).raw("transactionTime", context.millis(nowNs))
            .text("symbol", context.symbol(list.orders().get(0)));
        legs(out, list, symbol, id, clientId, orders);
    }

    private void legs(final JsonText out, final OrderList list, final String symbol, final String id,
        final String clientId, final String orders) {
        out.array(orders);
        for (final OwnOrder order : list.orders()) {
            out.object().text(symbol, context.symbol(order)).raw(id, order.id())
                .text(clientId, order.ticket().clientOrderId()).end();
        }
        out.endArray();
    }

    /** One own trade. */
    void trade(final JsonText out, final OwnTrade trade) {
        out.object().text("symbol", context.symbol(trade.order())).raw("id", trade.tradeId())
            .raw("orderId", trade.order().id()).raw("orderListId", listId(trade.order()))
            .decimal("price", trade.price(), DECIMALS).decimal("qty", trade.quantity(), DECIMALS)
            .decimal("quoteQty", trade.amount(), DECIMALS).decimal("commission", trade.fee(), DECIMALS)
            .text("commissionAsset", trade.feeAsset()).raw("time", context.millis(trade.timeNs()))
            .raw("isBuyer", trade.order().ticket().buy()).raw("isMaker", trade.maker()).raw("isBestMatch", true).end();
    }

    /** executionReport. */
    String report(final OwnOrder order, final AccountEvents.What what, final OwnTrade trade, final long nowNs,
        final boolean micros) {
        final OrderTicket ticket = order.ticket();
        final boolean swapped =
            what == AccountEvents.What.CANCELED || what == AccountEvents.What.REPLACED;
        final String request = order.request().isEmpty() ? ticket.clientOrderId() : order.request();
        final long time = context.clock.units(nowNs, micros);
        final JsonText out = new JsonText().object().text("e", "executionReport").raw("E", time)
            .text("s", context.symbol(order)).text("c", swapped ? request : ticket.clientOrderId())
            .text("S", ticket.buy() ? "BUY" : "SELL").text("o", ticket.label()).text("f", lifetime(ticket))
            .decimal("q", ticket.quantity(), DECIMALS).decimal("p", ticket.price(), DECIMALS)
            .decimal("P", stopPrice(ticket), DECIMALS).decimal("F", BigDecimal.ZERO, DECIMALS)
            .raw("g", listId(order)).text("C", swapped ? ticket.clientOrderId() : "").text("x", execution(order, what))
            .text("X", status(order)).text("r", "NONE").raw("i", order.id());
        out.decimal("l", trade == null ? BigDecimal.ZERO : trade.quantity(), DECIMALS)
            .decimal("z", order.executed(), DECIMALS)
            .decimal("L", trade == null ? BigDecimal.ZERO : trade.price(), DECIMALS)
            .decimal("n", trade == null ? BigDecimal.ZERO : trade.fee(), trade == null ? -1 : DECIMALS);
        if (trade == null) {
            out.raw("N", null);
        } else {
            out.text("N", trade.feeAsset());
        }
        out.raw("T", time).raw("t", trade == null ? -1 : trade.tradeId()).raw("I", order.executionId())
            .raw("w", order.state().open() && order.workingNs() != 0 || order.state() == OrderState.NEW)
            .raw("m", trade != null && trade.maker()).raw("M", trade != null)
            .raw("O", context.clock.units(order.createdNs(), micros)).decimal("Z", order.amount(), DECIMALS)
            .decimal("Y", trade == null ? BigDecimal.ZERO : trade.amount(), DECIMALS)
            .decimal("Q", ticket.quoteQuantity(), DECIMALS);
        if (order.state() != OrderState.WAITING) {
            out.raw("W", context.clock.units(order.workingNs() == 0 ? nowNs : order.workingNs(), micros));
        }
        out.text("V", selfTrade(ticket));
        if (ticket.trigger() != null && ticket.trigger().trailingBips() > 0) {
            out.raw("d", ticket.trigger().trailingBips());
        }
        final String reason = expiry(order.reason());
        if (what == AccountEvents.What.EXPIRED && !reason.isEmpty()) {
            out.text("eR", reason);
        }
        return out.end().toString();
    }

    private static String execution(final OwnOrder order, final AccountEvents.What what) {
        return switch (what) {
            case TRIGGERED -> "NEW";
            case EXPIRED -> order.reason() == EndReason.SELF_TRADE ? "TRADE_PREVENTION" : "EXPIRED";
            default -> what.name();
        };
    }

    private static String expiry(final EndReason reason) {
        return switch (reason) {
            case LIST -> "OCO_TRIGGER";
            case IOC -> "UNFILLED_IOC_QUANTITY_EXPIRED";
            case FOK -> "UNFILLED_FOK_ORDER_EXPIRED";
            case LIQUIDITY -> "INSUFFICIENT_LIQUIDITY";
            case VENUE -> "EXCHANGE_CANCELED";
            case REFUSED -> "REJECTED";
            default -> "";
        };
    }

    /** outboundAccountPosition. */
    String balances(final VenueAccount account, final List<String> assets, final long nowNs, final boolean micros) {
        final long time = context.clock.units(nowNs, micros);
        final JsonText out = new JsonText().object().text("e", "outboundAccountPosition").raw("E", time)
            .raw("u", time).array("B");
        for (final String asset : assets) {
            out.object().text("a", asset).decimal("f", account.free(asset), DECIMALS)
                .decimal("l", account.locked(asset), DECIMALS).end();
        }
        return out.endArray().end().toString();
    }

    /** balanceUpdate. */
    String moved(final AccountChange change, final long nowNs, final boolean micros) {
        final long time = context.clock.units(nowNs, micros);
        return new JsonText().object().text("e", "balanceUpdate").raw("E", time).text("a", change.assets().get(0))
            .decimal("d", change.delta(), DECIMALS).raw("T", time).end().toString();
    }

    /** listStatus. */
    String list(final OrderList list, final long nowNs, final boolean micros) {
        final long time = context.clock.units(nowNs, micros);
        final JsonText out = new JsonText().object().text("e", "listStatus").raw("E", time)
            .text("s", context.symbol(list.orders().get(0))).raw("g", list.id()).text("c", "OCO")
            .text("l", list.open() ? "EXEC_STARTED" : "ALL_DONE").text("L", list.open() ? "EXECUTING" : "ALL_DONE")
            .text("r", "NONE").text("C", list.clientId()).raw("T", time);
        legs(out, list, "s", "i", "c", "O");
        return out.end().toString();
    }
}
