package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;

/**
 * Holds the open orders that a venue lists against ours. Engine thread only; does not allocate.
 */
final class OrderJudge {
    /** What a listing has us cancel leaves at once; more of it waits for the next listing. */
    private static final int MOST_CANCELS = 20;

    private final Links links;
    private final Breaks breaks;
    private final UnknownOrders unknown;
    private final AdoptedOrders adopted;
    private final int[] foreign;
    /** Cancels that the listing under judgement may still cause. */
    private int cancelsLeft;

    OrderJudge(
        final Links links, final Breaks breaks, final UnknownOrders unknown, final AdoptedOrders adopted,
        final int instruments) {
        this.links = links;
        this.breaks = breaks;
        this.unknown = unknown;
        this.adopted = adopted;
        foreign = new int[instruments];
    }

    /** Whether an id has our form and we never gave it. */
    boolean isOfAnotherEngine(final long clientOrderId) {
        final int epoch = ClientOrderIds.epochOf(clientOrderId);
        return epoch > links.ids().epoch()
            || epoch == links.ids().epoch() && ClientOrderIds.counterOf(clientOrderId) > links.ids().counter();
    }

    /** Whatever else a listing means: another engine's orders mean that two trade on one account. */
    void killIfOfAnotherEngine(final VenueWatch venue) {
        final Listing listing = venue.listing;
        for (int i = 0; i < listing.orderCount(); i++) {
            final long id = listing.clientOrderId(i);
            if (id != 0 && isOfAnotherEngine(id)) {
                breaks.found(
                    venue.venue, BreakKind.ORDER_OF_ANOTHER_ENGINE, listing.orderInstrument(i), id, 0, 0, 0,
                    listing.quantity(i), Books.NO_VALUE);
                killForAnotherEngine(listing.orderInstrument(i), id);
            }
        }
    }

    void killForAnotherEngine(final int instrumentId, final long clientOrderId) {
        links.output().alert(AlertCode.FOREIGN_ENGINE, instrumentId, clientOrderId, links.ids().counter());
        links.states().raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.FOREIGN_ENGINE, 0, clientOrderId);
    }

    /** How many foreign orders a listing holds that nobody adopted. */
    int foreignOrders(final VenueWatch venue) {
        int found = 0;
        final Listing listing = venue.listing;
        for (int i = 0; i < listing.orderCount(); i++) {
            found += isForeign(listing, i) && !adopted.contains(venue.venue, listing, i) ? 1 : 0;
        }
        return found;
    }

    private boolean isForeign(final Listing listing, final int index) {
        final long id = listing.clientOrderId(index);
        return id == 0 || links.orders().find(id) == Order.NONE && !isOfAnotherEngine(id);
    }

    /** Takes over the foreign orders of a listing; how many. */
    int adopt(final VenueWatch venue) {
        int taken = 0;
        final Listing listing = venue.listing;
        for (int i = 0; i < listing.orderCount(); i++) {
            if (isForeign(listing, i) && !adopted.contains(venue.venue, listing, i)) {
                taken += adopted.add(venue.venue, listing, i) ? 1 : 0;
            }
        }
        return taken;
    }

    /** Judges a complete listing; what was touched after the line is left alone this time. */
    void judge(final VenueWatch venue, final long lineNs, final long nowNs) {
        final Listing listing = venue.listing;
        cancelsLeft = MOST_CANCELS;
        for (int i = 0; i < listing.orderCount(); i++) {
            final long id = listing.clientOrderId(i);
            final Order order = links.orders().find(id);
            if (id != 0 && isOfAnotherEngine(id)) {
                continue;
            }
            if (order == Order.NONE) {
                foreign[listing.orderInstrument(i)] += adopted.contains(venue.venue, listing, i) ? 0 : 1;
            } else if (order.touchedTimeNs() <= lineNs) {
                known(venue, i, order, nowNs);
            }
        }
        tellForeign(venue);
        missing(venue, lineNs, nowNs);
    }

    private void tellForeign(final VenueWatch venue) {
        for (int id = 0; id < links.instruments().count(); id++) {
            if (foreign[id] > 0) {
                links.output().alert(AlertCode.FOREIGN_ORDER, id, 0, foreign[id]);
                breaks.found(
                    venue.venue, BreakKind.ORDER_FOREIGN, id, 0, 0, 0, 0, foreign[id], Books.NO_VALUE);
                foreign[id] = 0;
            }
        }
    }

    private void known(final VenueWatch venue, final int index, final Order order, final long nowNs) {
        final Listing listing = venue.listing;
        final long listedFilled = listing.cumulativeQuantity(index);
        final long listedQuantity = listing.quantity(index);
        if (order.instrumentId() != listing.orderInstrument(index)) {
            quantity(venue, order, order.instrumentId(), listing.orderInstrument(index));
        } else if (order.isFinal()) {
            unknown.track(order, Doubt.LISTED_THOUGH_FINAL, nowNs);
            quantity(venue, order, 0, listedQuantity - listedFilled);
            cancel(order, listedQuantity - listedFilled);
        } else if (listedFilled > order.cumulativeQuantity()) {
            unknown.track(order, Doubt.FILLS_MISSING, nowNs);
        } else if (listedFilled < order.cumulativeQuantity()) {
            quantity(venue, order, order.cumulativeQuantity(), listedFilled);
        } else if (listedQuantity != order.quantity()) {
            quantity(venue, order, order.quantity(), listedQuantity);
        }
    }

    /** It is ours and over for us, so nobody else will ever cancel it; what it fills meanwhile is booked as ever. */
    private void cancel(final Order order, final long leaves) {
        if (cancelsLeft > 0) {
            cancelsLeft--;
            links.output().alert(AlertCode.FINAL_ORDER_LIVES, order.instrumentId(), order.clientOrderId(), leaves);
            links.gate().cancel(order);
        }
    }

    private void quantity(final VenueWatch venue, final Order order, final long ours, final long venues) {
        final long worth = links.books().value(order.instrumentId(), Math.abs(ours - venues));
        breaks.found(
            venue.venue, BreakKind.ORDER_QUANTITY, order.instrumentId(), order.clientOrderId(), 0, 0, ours, venues,
            worth);
    }

    /** An order that the listing lacks is asked for: a listing is no verdict. */
    private void missing(final VenueWatch venue, final long lineNs, final long nowNs) {
        for (Order order = links.orders().oldestOpen(); order != Order.NONE; order = links.orders().nextOpen(order)) {
            if (!order.held() && links.instruments().get(order.instrumentId()).venue().code() == venue.venue
                && order.touchedTimeNs() <= lineNs && !venue.listing.lists(order.clientOrderId())
                && !unknown.tracks(order.clientOrderId())) {
                unknown.track(order, Doubt.NOT_LISTED, nowNs);
                links.writer().found(
                    venue.venue, BreakKind.ORDER_MISSING, order.instrumentId(), order.clientOrderId(), 0, 0, 1,
                    order.leavesQuantity(), 0);
            }
        }
    }
}
