package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.util.List;

/** USD-M orders and conditional orders. What concerns the account is in {@link UsdmAccount}. One thread. */
final class UsdmCalls implements PrivateCalls {
    private static final int MOST = 1_000;
    private static final int USUAL = 500;
    private static final long NS_PER_MS = 1_000_000;

    private final PrivateContext context;
    private final UsdmTickets tickets;
    private final UsdmWriter writer;
    private final UsdmAccount accounts;

    UsdmCalls(final PrivateContext context, final UsdmWriter writer) {
        this.context = context;
        this.writer = writer;
        tickets = new UsdmTickets(context);
        accounts = new UsdmAccount(context, writer);
    }

    @Override
    public Reply call(final String name, final ApiKey key, final Params params, final long nowNs) {
        final VenueAccount account = key.account();
        return switch (name) {
            case "order.place" -> place(account, params, nowNs);
            case "order.modify" -> modify(account, params, nowNs);
            case "order.cancel" -> cancel(account, params, nowNs);
            case "order.status" -> status(account, params, nowNs);
            case "openOrders.status" -> open(account, params, false, nowNs);
            case "openOrders.cancelAll" -> cancelAll(account, params, false, nowNs);
            case "allOrders" -> all(account, params);
            case "userTrades" -> trades(account, params);
            case "countdownCancelAll" -> countdown(account, params, nowNs);
            case "algoOrder.place" -> placeAlgo(account, params, nowNs);
            case "algoOrder.cancel" -> cancelAlgo(account, params, nowNs);
            case "algoOrder.status" -> algoStatus(account, params, nowNs);
            case "openAlgoOrders.status" -> open(account, params, true, nowNs);
            case "openAlgoOrders.cancelAll" -> cancelAll(account, params, true, nowNs);
            default -> accounts.call(name, key, params, nowNs);
        };
    }

    private Reply refused(final Refusal refusal, final OrderTicket ticket) {
        return Refusals.usdm(refusal, ticket, context.orders.mark(ticket.instrument()));
    }

    private static boolean conditional(final OwnOrder order) {
        return order.ticket().trigger() != null;
    }

    private Reply place(final VenueAccount account, final Params params, final long nowNs) {
        final OrderTicket ticket = tickets.order(params, nowNs);
        final Reply over = context.windows.over(account, 1, nowNs);
        if (over != null) {
            return over;
        }
        final Placement placed = context.place(account, ticket, nowNs);
        return placed.done() ? Reply.good(shown(params, placed.order())) : refused(placed.refusal(), ticket);
    }

    /** An ACK shows the order as it was taken, whatever happened since; a RESULT, as it stands. */
    private JsonText shown(final Params params, final OwnOrder order) {
        return writer.order(new JsonText(), order, !"RESULT".equals(params.text("newOrderRespType")));
    }

    private Reply modify(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", false, nowNs);
        if (order == null || conditional(order)) {
            return Reply.bad(-2013, "Order does not exist.");
        }
        final OrderTicket terms = order.ticket().amended(params.decimal("price", order.ticket().price()),
            params.decimal("quantity", order.ticket().quantity()));
        final Placement done = context.orders.amend(order, terms, false, "", nowNs);
        return done.done() ? Reply.good(writer.order(new JsonText(), order)) : refused(done.refusal(), terms);
    }

    private Reply cancel(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", false, nowNs);
        final Placement done = context.orders.cancel(order == null || conditional(order) ? null : order, "", nowNs);
        return done.done() ? Reply.good(writer.order(new JsonText(), order))
            : done.refusal() == Refusal.MARKET_CLOSED ? Reply.bad(-1013, "Market is closed.")
            : Reply.bad(-2011, "Unknown order sent.");
    }

    private Reply status(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = context.find(account, params, "orderId", "origClientOrderId", true, nowNs);
        return order == null || conditional(order) ? Reply.bad(-2013, "Order does not exist.")
            : Reply.good(writer.order(new JsonText(), order));
    }

    private Reply open(final VenueAccount account, final Params params, final boolean waiting, final long nowNs) {
        final JsonText out = new JsonText().array();
        for (final OwnOrder order : context.orders.openOrders(account, context.anyInstrument(params))) {
            if (conditional(order) == waiting && context.gate().visible(order.id(), nowNs)) {
                if (waiting) {
                    writer.algo(out, order);
                } else {
                    writer.order(out, order);
                }
            }
        }
        return Reply.good(out.endArray());
    }

    private Reply cancelAll(final VenueAccount account, final Params params, final boolean waiting,
        final long nowNs) {
        for (final OwnOrder order : context.orders.openOrders(account, context.instrument(params))) {
            if (conditional(order) == waiting && !context.orders.cancel(order, "", nowNs).done()) {
                return Reply.bad(-1013, "Market is closed.");
            }
        }
        return Reply.good(new JsonText().object().raw("code", 200)
            .text("msg", "The operation of cancel all open order is done.").end());
    }

    private Reply all(final VenueAccount account, final Params params) {
        final int instrument = context.instrument(params);
        final long from = params.whole("orderId", 0);
        final JsonText out = new JsonText().array();
        context.orders.orders(account).stream().filter(order -> order.ticket().instrument() == instrument
            && order.id() >= from && !conditional(order))
            .limit(Math.min(MOST, params.whole("limit", USUAL))).forEach(order -> writer.order(out, order));
        return Reply.good(out.endArray());
    }

    private Reply trades(final VenueAccount account, final Params params) {
        final int instrument = context.instrument(params);
        final long order = params.whole("orderId", -1);
        final long start = params.whole("startTime", 0);
        final long end = params.whole("endTime", Long.MAX_VALUE);
        final long limit = Math.min(MOST, params.whole("limit", USUAL));
        final List<OwnTrade> found = context.orders.trades(account, instrument, params.whole("fromId", 0)).stream()
            .filter(trade -> (order < 0 || trade.order().id() == order)
                && context.millis(trade.timeNs()) >= start && context.millis(trade.timeNs()) <= end).toList();
        final boolean newest = !params.has("fromId") && !params.has("startTime");
        final int skip = newest ? (int) Math.max(0, found.size() - limit) : 0;
        final JsonText out = new JsonText().array();
        found.stream().skip(skip).limit(limit).forEach(trade -> writer.trade(out, trade));
        return Reply.good(out.endArray());
    }

    private Reply countdown(final VenueAccount account, final Params params, final long nowNs) {
        final int instrument = context.instrument(params);
        params.need("countdownTime");
        final long waitMs = params.whole("countdownTime", 0);
        context.orders.perpetuals().countdown(context.orders, account, instrument, waitMs * NS_PER_MS, nowNs);
        return Reply.good(new JsonText().object().text("symbol", context.instrument(instrument).symbol())
            .text("countdownTime", Long.toString(waitMs)).end());
    }

    private Reply placeAlgo(final VenueAccount account, final Params params, final long nowNs) {
        final OrderTicket ticket = tickets.algo(account, params, nowNs);
        final Reply over = context.windows.over(account, 1, nowNs);
        if (over != null) {
            return over;
        }
        final Placement placed = context.place(account, ticket, nowNs);
        return placed.done() ? Reply.good(writer.algo(new JsonText(), placed.order()))
            : refused(placed.refusal(), ticket);
    }

    private OwnOrder algo(final VenueAccount account, final Params params) {
        final OwnOrder found;
        if (params.has("algoId")) {
            found = context.orders.byId(account, params.whole("algoId", 0));
        } else {
            final OwnOrder latest = context.orders.byClientId(account, params.need("clientAlgoId"));
            found = latest != null && latest.origin() != null ? latest.origin() : latest;
        }
        return found != null && conditional(found) ? found : null;
    }

    private Reply cancelAlgo(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = algo(account, params);
        if (order == null || order.state() != OrderState.WAITING) {
            return Reply.bad(-2011, "Unknown order sent.");
        }
        if (!context.orders.cancel(order, "", nowNs).done()) {
            return Reply.bad(-1013, "Market is closed.");
        }
        return Reply.good(new JsonText().object().raw("algoId", order.id())
            .text("clientAlgoId", order.ticket().clientOrderId()).text("code", "200").text("msg", "success").end());
    }

    private Reply algoStatus(final VenueAccount account, final Params params, final long nowNs) {
        final OwnOrder order = algo(account, params);
        return order == null || !context.gate().visible(order.id(), nowNs)
            ? Reply.bad(-2013, "Order does not exist.") : Reply.good(writer.algo(new JsonText(), order));
    }
}
