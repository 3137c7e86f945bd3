package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;

/** order.cancelReplace: a cancel and a new order, each with an outcome of its own. One thread. */
final class SpotReplace {
    private static final String NOT_ATTEMPTED = "NOT_ATTEMPTED";

    private final PrivateContext context;
    private final SpotTickets tickets;
    private final SpotWriter writer;

    SpotReplace(final PrivateContext context, final SpotTickets tickets, final SpotWriter writer) {
        this.context = context;
        this.tickets = tickets;
        this.writer = writer;
    }

    Reply run(final VenueAccount account, final Params params, final long nowNs) {
        final String mode = params.need("cancelReplaceMode");
        final boolean stop = "STOP_ON_FAILURE".equals(mode);
        if (!stop && !"ALLOW_FAILURE".equals(mode)) {
            throw Params.missing("cancelReplaceMode");
        }
        final OrderTicket ticket = tickets.order(params);
        final OwnOrder order =
            context.find(account, params, "cancelOrderId", "cancelOrigClientOrderId", false, nowNs);
        final Reply over = context.windows.over(account, 1, nowNs);
        if (over != null && !"CANCEL_ONLY".equals(params.text("orderRateLimitExceededMode"))) {
            return over;
        }
        final Reply canceled = cancel(params, order, nowNs);
        final Reply placed = !canceled.ok() && stop ? null : over != null ? over
            : place(account, params, ticket, nowNs);
        if (placed == null && over == null) {
            context.windows.add(account, 1, nowNs); // counts although it was not attempted
        }
        return answer(canceled, placed, over != null, stop);
    }

    private Reply cancel(final Params params, final OwnOrder order, final long nowNs) {
        final Reply restricted = SpotCalls.restricted(params, order);
        if (restricted != null) {
            return restricted;
        }
        final Placement done =
            context.orders.cancel(order, params.clientId("cancelNewClientOrderId", context.newId()), nowNs);
        if (!done.done()) {
            return Refusals.spot(done.refusal());
        }
        final JsonText out = new JsonText();
        writer.canceled(out, order);
        return Reply.good(out);
    }

    private Reply place(final VenueAccount account, final Params params, final OrderTicket ticket, final long nowNs) {
        final Placement placed = context.place(account, ticket, nowNs);
        if (!placed.done()) {
            return Refusals.spot(placed.refusal());
        }
        final JsonText out = new JsonText();
        writer.placed(out, placed.order(), SpotCalls.level(params, ticket));
        return Reply.good(out);
    }

    private static String word(final Reply reply) {
        return reply == null ? NOT_ATTEMPTED : reply.ok() ? "SUCCESS" : "FAILURE";
    }

    private static Reply answer(final Reply canceled, final Reply placed, final boolean over, final boolean stop) {
        final JsonText data = new JsonText().object().text("cancelResult", word(canceled))
            .text("newOrderResult", word(placed)).raw("cancelResponse", canceled.body())
            .raw("newOrderResponse", placed == null ? "null" : placed.body()).end();
        final boolean both = canceled.ok() && placed != null && placed.ok();
        if (both) {
            return new Reply(200, data.toString());
        }
        final boolean half = canceled.ok() || placed != null && placed.ok();
        final int status = over && stop ? Reply.TOO_MANY : half ? Reply.CONFLICT : Reply.BAD;
        final String body = new JsonText().object().raw("code", half ? -2021 : -2022)
            .text("msg", half ? "Order cancel-replace partially failed." : "Order cancel-replace failed.")
            .raw("data", data).end().toString();
        return new Reply(status, body);
    }
}
