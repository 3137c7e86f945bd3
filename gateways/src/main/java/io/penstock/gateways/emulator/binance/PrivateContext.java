package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.Placement;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import io.penstock.gateways.emulator.fault.PrivateGate;
import java.util.Locale;

/** What every private request needs. One thread. */
final class PrivateContext {
    final OwnOrders orders;
    final BinanceClock clock;
    final OrderWindows windows;
    final boolean usdm;
    private final TrueBooks books;
    private PrivateGate gate;
    private long generated;

    PrivateContext(final OwnOrders orders, final BinanceClock clock, final TrueBooks books, final boolean usdm) {
        this.orders = orders;
        this.clock = clock;
        this.books = books;
        this.usdm = usdm;
        windows = new OrderWindows(usdm);
    }

    void gate(final PrivateGate other) {
        gate = other;
    }

    PrivateGate gate() {
        return gate;
    }

    EmulatedInstrument instrument(final int number) {
        return orders.rules(number).instrument();
    }

    String symbol(final OwnOrder order) {
        return instrument(order.ticket().instrument()).symbol();
    }

    int instrument(final Params params) {
        final int found = books.indexOf(params.need("symbol"));
        if (found < 0) {
            throw new Refused(-1121, "Invalid symbol.");
        }
        return found;
    }

    /** -1 when no symbol is named. */
    int anyInstrument(final Params params) {
        return params.has("symbol") ? instrument(params) : -1;
    }

    String newId() {
        return String.format(Locale.ROOT, "gen%019d", ++generated);
    }

    long millis(final long nowNs) {
        return clock.millis(nowNs);
    }

    /** Places an order; it counts in the windows unless it is refused. Its first fill takes that back. */
    Placement place(final VenueAccount account, final OrderTicket ticket, final long nowNs) {
        windows.add(account, 1, nowNs);
        final Placement placed = orders.place(account, ticket, nowNs);
        if (placed.done()) {
            gate.taken(placed.order().id(), nowNs);
        } else {
            windows.add(account, -1, nowNs);
        }
        return placed;
    }

    /** The order that a request names, null when there is none such or queries lag behind. */
    OwnOrder find(final VenueAccount account, final Params params, final String idName, final String clientName,
        final boolean lagging, final long nowNs) {
        final int instrument = instrument(params);
        final OwnOrder found;
        if (params.has(idName)) {
            found = orders.byId(account, params.whole(idName, 0));
        } else if (params.has(clientName)) {
            found = orders.byClientId(account, params.text(clientName));
        } else {
            throw new Refused(-1102, "Param '" + clientName + "' or '" + idName + "' must be sent, but both were "
                + "empty/null!");
        }
        if (found == null || found.ticket().instrument() != instrument
            || lagging && !gate.visible(found.id(), nowNs)
            || params.has(idName) && params.has(clientName)
            && !found.ticket().clientOrderId().equals(params.text(clientName))) {
            return null;
        }
        return found;
    }
}
