package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Refused;
import java.util.List;

/** Places, amends and cancels. What is acknowledged here is accepted only when the order topic says so. One thread. */
final class OrderCalls {
    private final PrivateContext context;
    private final Tickets tickets;
    private final OrderWriter writer;
    private final PrivatePushes pushes;

    OrderCalls(final PrivateContext context, final OrderWriter writer, final PrivatePushes pushes) {
        this.context = context;
        this.writer = writer;
        this.pushes = pushes;
        tickets = new Tickets(context);
    }

    /** The result as JSON. */
    String call(final String name, final VenueAccount account, final Fields fields, final long nowNs) {
        try {
            return switch (name) {
                case "order.create" -> create(account, fields, nowNs);
                case "order.amend" -> amend(account, fields, nowNs);
                case "order.cancel" -> cancel(account, fields, nowNs);
                default -> cancelAll(account, fields, nowNs);
            };
        } finally {
            pushes.flush(nowNs);
        }
    }

    private String acknowledged(final long number, final OrderTicket ticket) {
        return new JsonText().object().text("orderId", context.orderId(number))
            .text("orderLinkId", PrivateContext.link(ticket, false)).end().toString();
    }

    private Refused refused(final Refusal refusal, final OrderTicket ticket) {
        return Refusals.of(refusal, ticket, context.orders.rules(ticket.instrument()),
            context.orders.mark(ticket.instrument()), context.spot);
    }

    private String create(final VenueAccount account, final Fields fields, final long nowNs) {
        final OrderTicket ticket = tickets.order(fields);
        final Placement placed = context.orders.place(account, ticket, nowNs);
        if (placed.done()) {
            context.gate().taken(placed.order().id(), nowNs);
            return acknowledged(placed.order().id(), ticket);
        }
        if (!context.settings.lateRefusals() || !Refusals.late(placed.refusal())) {
            throw refused(placed.refusal(), ticket);
        }
        final PrivateContext.Rejection rejection = new PrivateContext.Rejection(
            account, context.newRejection(), ticket, placed.refusal(), nowNs);
        context.rejections.add(rejection);
        pushes.add(account, writer.rejected(rejection));
        return acknowledged(rejection.number(), ticket);
    }

    private String amend(final VenueAccount account, final Fields fields, final long nowNs) {
        final int instrument = context.instrument(fields);
        final OwnOrder order = context.find(account, fields, false, nowNs);
        if (order == null || order.ticket().instrument() != instrument) {
            throw missing();
        }
        if (!order.state().open()) {
            throw done(order);
        }
        final OrderTicket terms = Tickets.amended(order.ticket(), fields);
        final Placement amended = context.orders.amend(order, terms, false, "", nowNs);
        if (!amended.done()) {
            throw refused(amended.refusal(), terms);
        }
        return acknowledged(order.id(), order.ticket());
    }

    private Refused missing() {
        return context.spot ? PrivateContext.refused(170213, "Order does not exist.")
            : PrivateContext.refused(110001, "order not exists or too late to cancel");
    }

    /** Too late: it is done. */
    private Refused done(final OwnOrder order) {
        final boolean filled = order.state() == OrderState.FILLED;
        if (context.spot) {
            return filled ? PrivateContext.refused(170139, "Order has been filled.")
                : PrivateContext.refused(170142, "Order has been canceled");
        }
        return filled ? PrivateContext.refused(110008, "The order has been completed or cancelled.")
            : PrivateContext.refused(110010, "The order has been cancelled");
    }

    private String cancel(final VenueAccount account, final Fields fields, final long nowNs) {
        final int instrument = context.instrument(fields);
        final OwnOrder order = context.find(account, fields, false, nowNs);
        if (order == null || order.ticket().instrument() != instrument) {
            throw missing();
        }
        if (order.state() == OrderState.FILLED) {
            if (nowNs - order.updatedNs() < context.settings.cancelRaceNs()) {
                pushes.add(account, writer.raced(order));
                return acknowledged(order.id(), order.ticket());
            }
            throw context.spot ? PrivateContext.refused(170143, "Cannot be found on order book")
                : PrivateContext.refused(110001, "order not exists or too late to cancel");
        }
        if (!order.state().open()) {
            throw done(order);
        }
        final Placement canceled = context.orders.cancel(order, "", nowNs);
        if (!canceled.done()) {
            throw refused(canceled.refusal(), order.ticket());
        }
        return acknowledged(order.id(), order.ticket());
    }

    private String cancelAll(final VenueAccount account, final Fields fields, final long nowNs) {
        final int only = context.anyInstrument(fields);
        if (only < 0 && !context.spot && !fields.has("settleCoin") && !fields.has("baseCoin")) {
            throw PrivateContext.COMPLAINTS.missing("symbol, settleCoin or baseCoin");
        }
        final String kind = fields.text("orderFilter");
        final JsonText out = new JsonText().object().array("list");
        for (final OwnOrder order : List.copyOf(context.orders.openOrders(account, only))) {
            final boolean meant = kind.isEmpty() || kind.equals("Order") == (order.ticket().trigger() == null);
            if (meant && QueryCalls.coins(context, fields, order.ticket().instrument()) && order.state().open()) {
                final Placement gone = context.orders.cancel(order, "", nowNs);
                if (gone.refusal() == Refusal.MARKET_CLOSED) {
                    throw refused(gone.refusal(), order.ticket());
                }
                out.object().text("orderId", context.orderId(order.id()))
                    .text("orderLinkId", PrivateContext.link(order.ticket(), order.system())).end();
            }
        }
        return out.endArray().text("success", "1").end().toString();
    }
}
