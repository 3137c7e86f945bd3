package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.VenueTime;
import io.penstock.gateways.emulator.fault.PrivateGate;

/** What every private request needs. One thread. */
final class PrivateContext {
    /** What the venue says of parameters. */
    static final Fields.Complaints COMPLAINTS = new Fields.Complaints() {
        @Override
        public Refused missing(final String name) {
            return refused(44444, "Parameter " + name + " cannot be null.");
        }

        @Override
        public Refused wrong(final String name) {
            return refused(33333, "Parameter " + name + " is error.");
        }
    };
    private static final String ORDER = "C02__";
    private static final char MADE_UP = '~';
    private static final int BAD = 400;

    final OwnOrders orders;
    final VenueTime time;
    private final TrueBooks books;
    private PrivateGate gate;
    private long madeUp;

    PrivateContext(final OwnOrders orders, final VenueTime time, final TrueBooks books) {
        this.orders = orders;
        this.time = time;
        this.books = books;
    }

    static Refused refused(final int code, final String why) {
        return new Refused(BAD, code, why);
    }

    void gate(final PrivateGate other) {
        gate = other;
    }

    PrivateGate gate() {
        return gate;
    }

    int instruments() {
        return books.size();
    }

    EmulatedInstrument instrument(final int number) {
        return orders.rules(number).instrument();
    }

    String symbol(final OwnOrder order) {
        return instrument(order.ticket().instrument()).symbol();
    }

    int instrument(final String symbol) {
        final int found = books.indexOf(symbol);
        if (found < 0) {
            throw refused(10007, "bad symbol");
        }
        return found;
    }

    int instrument(final Fields fields) {
        return instrument(fields.need("symbol"));
    }

    /** A name for an order whose client gave none; nobody is told. */
    String newName() {
        return MADE_UP + Long.toString(++madeUp);
    }

    static String client(final OrderTicket ticket) {
        return ticket.clientOrderId().charAt(0) == MADE_UP ? "" : ticket.clientOrderId();
    }

    static String orderId(final OwnOrder order) {
        return ORDER + order.id();
    }

    /** Each side of a trade has an id of its own. */
    static String tradeId(final OwnTrade trade) {
        return trade.tradeId() + "X" + (trade.order().ticket().buy() ? 1 : 0);
    }

    /** The order that a request names, null when there is none such, or queries lag behind. */
    OwnOrder find(final VenueAccount account, final Fields fields, final boolean lagging, final long nowNs) {
        final int instrument = instrument(fields);
        if (!fields.has("orderId") && !fields.has("origClientOrderId")) {
            throw refused(700004, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null");
        }
        final OwnOrder found = fields.has("orderId") ? orders.byId(account, number(fields.text("orderId")))
            : orders.byClientId(account, fields.text("origClientOrderId"));
        return found == null || found.ticket().instrument() != instrument
            || lagging && !gate.visible(found.id(), nowNs) ? null : found;
    }

    static long number(final String orderId) {
        return orderId.matches(ORDER + "[0-9]{1,18}") ? Long.parseLong(orderId.substring(ORDER.length())) : -1;
    }
}
