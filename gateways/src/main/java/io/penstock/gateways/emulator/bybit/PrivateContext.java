package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.dialect.VenueTime;
import io.penstock.gateways.emulator.fault.PrivateGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What every private request needs. One thread. */
final class PrivateContext {
    /** Parameter error. */
    static final int PARAMETER = 10001;

    /** An order that was acknowledged, and refused after that. */
    record Rejection(VenueAccount account, long number, OrderTicket ticket, Refusal refusal, long timeNs) {
    }

    /** What the venue says of parameters. */
    static final Fields.Complaints COMPLAINTS = new Fields.Complaints() {
        @Override
        public Refused missing(final String name) {
            return wrong(name);
        }

        @Override
        public Refused wrong(final String name) {
            return refused(PARAMETER, "params error: " + name + " invalid");
        }
    };
    private static final long FIRST_REJECTED = 600_000_000_000L;
    private static final long SPOT_ORDERS = 2_030_000_000_000_000_000L;
    private static final long SPOT_TRADES = 2_290_000_000_000_000_000L;
    private static final char MADE_UP = '~';

    final OwnOrders orders;
    final VenueTime time;
    final BybitSettings settings;
    final boolean spot;
    final OrderLimits limits;
    final List<Rejection> rejections = new ArrayList<>();
    private final TrueBooks books;
    private PrivateGate gate;
    private long madeUp;
    private long rejected = FIRST_REJECTED;
    /** Closed orders from before this moment cannot be asked for together with the open ones. */
    private long closedFromNs = Long.MIN_VALUE;

    PrivateContext(final OwnOrders orders, final VenueTime time, final TrueBooks books, final BybitSettings settings,
        final boolean spot) {
        this.orders = orders;
        this.time = time;
        this.books = books;
        this.settings = settings;
        this.spot = spot;
        limits = new OrderLimits(spot, time);
    }

    static Refused refused(final int code, final String why) {
        return new Refused(200, code, why);
    }

    void gate(final PrivateGate other) {
        gate = other;
    }

    PrivateGate gate() {
        return gate;
    }

    String category() {
        return spot ? "spot" : "linear";
    }

    void forgetClosed(final long nowNs) {
        closedFromNs = nowNs;
    }

    long closedFromNs() {
        return closedFromNs;
    }

    EmulatedInstrument instrument(final int number) {
        return orders.rules(number).instrument();
    }

    int instrument(final Fields fields) {
        final int found = books.indexOf(fields.need("symbol"));
        if (found < 0) {
            throw spot ? refused(170121, "Invalid symbol.") : COMPLAINTS.wrong("symbol");
        }
        return found;
    }

    /** -1 when no symbol is named. */
    int anyInstrument(final Fields fields) {
        return fields.has("symbol") ? instrument(fields) : -1;
    }

    /** A name for an order whose client gave none; nobody is told. */
    String newName() {
        return MADE_UP + Long.toString(++madeUp);
    }

    long newRejection() {
        return ++rejected;
    }

    /** The client's name, empty when it gave none. */
    static String link(final OrderTicket ticket, final boolean system) {
        return system || ticket.clientOrderId().charAt(0) == MADE_UP ? "" : ticket.clientOrderId();
    }

    /** Spot orders have numbers, others names that look random. */
    String orderId(final long number) {
        if (spot) {
            return Long.toString(SPOT_ORDERS + number);
        }
        final long mixed = TrueBook.mix(true, number, 7);
        return String.format(Locale.ROOT, "%08x-%04x-4%03x-8%03x-%012x", mixed & 0xFFFFFFFFL, mixed >>> 32 & 0xFFFF,
            mixed >>> 48 & 0xFFF, mixed >>> 52, number);
    }

    /** The number behind an order id, -1 when it is none of ours. */
    long number(final String orderId) {
        try {
            final long number = spot ? Long.parseLong(orderId) - SPOT_ORDERS
                : Long.parseLong(orderId.substring(orderId.lastIndexOf('-') + 1), 16);
            return orderId(number).equals(orderId) ? number : -1;
        } catch (final NumberFormatException bad) {
            return -1;
        }
    }

    /** The trade as the public tape calls it. */
    String executionId(final OwnTrade trade) {
        if (spot) {
            return Long.toString(SPOT_TRADES + trade.tradeId());
        }
        final long symbol = instrument(trade.order().ticket().instrument()).symbol().hashCode();
        return new UUID(TrueBook.mix(true, trade.tradeId(), symbol), TrueBook.mix(false, trade.tradeId(), symbol))
            .toString();
    }

    static String flowId(final long flowId) {
        return new UUID(TrueBook.mix(true, flowId, 11), TrueBook.mix(false, flowId, 11)).toString();
    }

    /** The order that a request names, null when there is none such, or queries lag behind. */
    OwnOrder find(final VenueAccount account, final Fields fields, final boolean lagging, final long nowNs) {
        if (!fields.has("orderId") && !fields.has("orderLinkId")) {
            throw COMPLAINTS.missing("orderId or orderLinkId");
        }
        final OwnOrder found = fields.has("orderId") ? orders.byId(account, number(fields.text("orderId")))
            : orders.byClientId(account, fields.text("orderLinkId"));
        return found == null || lagging && !gate.visible(found.id(), nowNs) ? null : found;
    }
}
