package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.EndReason;
import io.penstock.gateways.emulator.account.OrderList;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.util.List;

/** Spot orders and account. One thread. */
final class SpotCalls implements PrivateCalls {
    private static final int MOST = 1_000;
    private static final int USUAL = 500;

    private final PrivateContext context;
    private final SpotTickets tickets;
    private final SpotWriter writer;
    private final SpotReplace replace;

    SpotCalls(final PrivateContext context, final SpotWriter writer) {
        this.context = context;
        this.writer = writer;
        tickets = new SpotTickets(context);
        replace = new SpotReplace(context, tickets, writer);
    }

    @Override
    public Reply call(final String name, final ApiKey key, final Params params, final long nowNs) {
        final VenueAccount account = key.account();
        return switch (name) {
            case "order.place" -> place(account, params, nowNs);
            case "order.test" -> test(params);
            case "order.cancel" -> cancel(account, params, nowNs);
            case "order.cancelReplace" -> replace.run(account, params, nowNs);
            case "order.amend.keepPriority" -> amend(account, params, nowNs);
            case "order.status" -> status(account, params, nowNs);
            case "openOrders.status" -> open(account, params, nowNs);
            case "openOrders.cancelAll" -> cancelAll(account, params, nowNs);
            case "orderList.place.oco" -> oco(account, params, nowNs);
            case "orderList.cancel" -> cancelList(account, params, nowNs);
            case "orderList.status" -> listStatus(account, params, nowNs);
            case "openOrderLists.status" -> lists(account, nowNs);
            case "allOrders" -> all(account, params);
            case "myTrades" -> trades(account, params);
            case "account.status" -> account(account, params);
            case "account.commission" -> commission(params);
            case "account.rateLimits.orders" ->
                Reply.good(context.windows.write(new JsonText().array(), account, nowNs).endArray());
            default -> null;
        };
    }

    private Reply place(final VenueAccount account, final Params params, final long nowNs) {
        final OrderTicket ticket = tickets.order(params);
        final Reply over = context.windows.over(account, 1, nowNs);
        if (over != null) {
            return over;
        }
        final Placement placed = context.place(account, ticket, nowNs);
        if (!placed.done()) {
            return Refusals.spot(placed.refusal());
        }
        final JsonText out = new JsonText();
        writer.placed(out, placed.order(), level(params, ticket));
        return Reply.good(out);
    }

    static int level(final Params params, final OrderTicket ticket) {
        return switch (params.text("newOrderRespType")) {
            case "" -> ticket.trigger() == null && !ticket.postOnly() ? 2 : 0;
            case "ACK" -> 0;
            case "RESULT" -> 1;
            case "FULL" -> 2;
            default -> throw new Refused(-1102,
                "Mandatory parameter 'newOrderRespType' was not sent, was empty/null, or malformed.");
        };
    }

    private Reply test(final Params params) {
        tickets.order(params);
        return Reply.good(new JsonText().object().end());
    }

    private Reply cancel(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", false, nowNs);
        final Reply restricted = restricted(params, order);
        if (restricted != null) {
            return restricted;
        }
        final Placement done =
            context.orders.cancel(order, params.clientId("newClientOrderId", context.newId()), nowNs);
        if (!done.done()) {
            return Refusals.spot(done.refusal());
        }
        final JsonText out = new JsonText();
        if (order.list() != null) {
            return Reply.good(writer.list(out, order.list(), nowNs, "cancel"));
        }
        writer.canceled(out, order);
        return Reply.good(out);
    }

    static Reply restricted(final Params params, final OwnOrder order) {
        final String wanted = params.text("cancelRestrictions");
        if (!wanted.isEmpty() && !"ONLY_NEW".equals(wanted) && !"ONLY_PARTIALLY_FILLED".equals(wanted)) {
            return Reply.bad(-1145, "Invalid cancelRestrictions.");
        }
        final boolean misses = order != null && order.state().open() && !wanted.isEmpty()
            && "ONLY_NEW".equals(wanted) == (order.state() == OrderState.PARTIALLY_FILLED);
        return misses ? Refusals.spot(Refusal.RESTRICTED) : null;
    }

    private Reply amend(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", false, nowNs);
        final BigDecimal quantity = params.decimal("newQty");
        if (order == null) {
            return Reply.bad(-2013, "Order does not exist.");
        }
        final Placement done = context.orders.amend(order, order.ticket().amended(order.ticket().price(), quantity),
            true, params.clientId("newClientOrderId", ""), nowNs);
        if (!done.done()) {
            return done.refusal() == Refusal.UNKNOWN_ORDER
                ? Reply.bad(-2038, "Order amend is not supported for closed orders.") : Refusals.spot(done.refusal());
        }
        final JsonText out = new JsonText().object().raw("transactTime", context.millis(nowNs))
            .raw("executionId", order.executionId());
        out.raw("amendedOrder", writer.queried(new JsonText(), order));
        return Reply.good(out.end());
    }

    private Reply status(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", true, nowNs);
        return order == null ? Reply.bad(-2013, "Order does not exist.")
            : Reply.good(writer.queried(new JsonText(), order));
    }

    private Reply open(final VenueAccount account, final Params params, final long nowNs) {
        final JsonText out = new JsonText().array();
        for (final OwnOrder order : context.orders.openOrders(account, context.anyInstrument(params))) {
            if (context.gate().visible(order.id(), nowNs)) {
                writer.queried(out, order);
            }
        }
        return Reply.good(out.endArray());
    }

    private Reply cancelAll(final VenueAccount account, final Params params, final long nowNs) {
        final List<OwnOrder> gone =
            context.orders.cancelAll(account, context.instrument(params), EndReason.CANCELED, nowNs);
        if (gone.isEmpty()) {
            return Refusals.spot(Refusal.UNKNOWN_ORDER);
        }
        final JsonText out = new JsonText().array();
        for (final OwnOrder order : gone) {
            if (order.list() == null) {
                writer.canceled(out, order);
            } else if (order.list().orders().get(0) == order) {
                writer.list(out, order.list(), nowNs, "cancel");
            }
        }
        return Reply.good(out.endArray());
    }

    private Reply oco(final VenueAccount account, final Params params, final long nowNs) {
        final int instrument = context.instrument(params);
        final boolean buy = params.buy();
        final BigDecimal quantity = params.decimal("quantity");
        final OrderTicket above = tickets.leg(params, "above", params.need("aboveType"), buy, instrument,
            params.clientId("aboveClientOrderId", context.newId()), quantity);
        final OrderTicket below = tickets.leg(params, "below", params.need("belowType"), buy, instrument,
            params.clientId("belowClientOrderId", context.newId()), quantity);
        final String listId = params.clientId("listClientOrderId", context.newId());
        final Reply over = context.windows.over(account, 2, nowNs);
        if (over != null) {
            return over;
        }
        final boolean aboveWorks = above.trigger() == null;
        if (aboveWorks == (below.trigger() == null) && aboveWorks
            || !fits(above, below, context.orders.last(instrument))) {
            return Refusals.spot(Refusal.LIST_PRICES);
        }
        final Placement placed = context.orders.placeList(
            account, listId, aboveWorks ? above : below, aboveWorks ? below : above, nowNs);
        if (!placed.done()) {
            return Refusals.spot(placed.refusal());
        }
        context.windows.add(account, 2, nowNs);
        return Reply.good(writer.list(new JsonText(), placed.order().list(), nowNs, "placed"));
    }

    /** The upper one acts above the last price, the lower one below it. */
    private static boolean fits(final OrderTicket above, final OrderTicket below, final BigDecimal last) {
        return acts(above).compareTo(last) > 0 && acts(below).compareTo(last) < 0;
    }

    private static BigDecimal acts(final OrderTicket ticket) {
        return ticket.trigger() == null ? ticket.price() : ticket.trigger().price();
    }

    private OrderList list(final VenueAccount account, final Params params, final String clientName) {
        for (final OrderList list : context.orders.lists(account)) {
            if (params.has("orderListId") ? list.id() == params.whole("orderListId", -1)
                : list.clientId().equals(params.text(clientName))) {
                return list;
            }
        }
        return null;
    }

    private Reply cancelList(final VenueAccount account, final Params params, final long nowNs) {
        final OrderList list = list(account, params, "listClientOrderId");
        if (list == null || !list.open()) {
            return Refusals.spot(Refusal.UNKNOWN_ORDER);
        }
        for (final OwnOrder order : list.orders()) {
            if (order.state().open()) {
                context.orders.cancel(order, params.clientId("newClientOrderId", context.newId()), nowNs);
            }
        }
        return Reply.good(writer.list(new JsonText(), list, nowNs, "cancel"));
    }

    private Reply listStatus(final VenueAccount account, final Params params, final long nowNs) {
        final OrderList list = list(account, params, "origClientOrderId");
        return list == null ? Reply.bad(-2018, "Order list does not exist.")
            : Reply.good(writer.list(new JsonText(), list, nowNs, ""));
    }

    private Reply lists(final VenueAccount account, final long nowNs) {
        final JsonText out = new JsonText().array();
        context.orders.lists(account).stream().filter(OrderList::open)
            .forEach(list -> writer.list(out, list, nowNs, ""));
        return Reply.good(out.endArray());
    }

    private Reply all(final VenueAccount account, final Params params) {
        final int instrument = context.instrument(params);
        final long from = params.whole("orderId", 0);
        final JsonText out = new JsonText().array();
        context.orders.orders(account).stream()
            .filter(order -> order.ticket().instrument() == instrument && order.id() >= from)
            .limit(Math.min(MOST, params.whole("limit", USUAL))).forEach(order -> writer.queried(out, order));
        return Reply.good(out.endArray());
    }

    private Reply trades(final VenueAccount account, final Params params) {
        final int instrument = context.instrument(params);
        final long from = params.whole("fromId", 0);
        final long order = params.whole("orderId", -1);
        final long start = params.whole("startTime", 0);
        final long end = params.whole("endTime", Long.MAX_VALUE);
        final long limit = Math.min(MOST, params.whole("limit", USUAL));
        final List<OwnTrade> found = context.orders.trades(account, instrument, from).stream().filter(trade ->
            (order < 0 || trade.order().id() == order) && context.millis(trade.timeNs()) >= start
                && context.millis(trade.timeNs()) <= end).toList();
        // without a beginning the venue shows the newest
        final boolean newest = !params.has("fromId") && !params.has("startTime");
        final int skip = newest ? (int) Math.max(0, found.size() - limit) : 0;
        final JsonText out = new JsonText().array();
        found.stream().skip(skip).limit(limit).forEach(trade -> writer.trade(out, trade));
        return Reply.good(out.endArray());
    }

    private Reply account(final VenueAccount account, final Params params) {
        final AccountSettings settings = context.orders.settings();
        final JsonText out = new JsonText().object().raw("makerCommission", 10).raw("takerCommission", 10)
            .raw("buyerCommission", 0).raw("sellerCommission", 0).object("commissionRates")
            .decimal("maker", settings.makerFee(), 8).decimal("taker", settings.takerFee(), 8).text("buyer", "0")
            .text("seller", "0").end().raw("canTrade", !account.disabled()).raw("canWithdraw", true)
            .raw("canDeposit", true).raw("brokered", false).raw("requireSelfTradePrevention", false)
            .raw("preventSor", false).raw("updateTime", context.millis(account.updatedNs()))
            .text("accountType", "SPOT").array("balances");
        for (final String asset : account.assets()) {
            final boolean empty = account.free(asset).signum() == 0 && account.locked(asset).signum() == 0;
            if (!empty || !params.flag("omitZeroBalances")) {
                out.object().text("asset", asset).decimal("free", account.free(asset), 8)
                    .decimal("locked", account.locked(asset), 8).end();
            }
        }
        return Reply.good(out.endArray().array("permissions").element("\"SPOT\"").endArray().raw("uid", 354937868)
            .end());
    }

    private Reply commission(final Params params) {
        final AccountSettings settings = context.orders.settings();
        return Reply.good(new JsonText().object()
            .text("symbol", context.instrument(context.instrument(params)).symbol()).object("standardCommission")
            .decimal("maker", settings.makerFee(), 8).decimal("taker", settings.takerFee(), 8)
            .decimal("buyer", BigDecimal.ZERO, 8).decimal("seller", BigDecimal.ZERO, 8).end().object("discount")
            .raw("enabledForAccount", false).raw("enabledForSymbol", false).end().end());
    }
}
