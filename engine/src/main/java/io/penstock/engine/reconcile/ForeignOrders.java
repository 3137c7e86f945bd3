package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.engine.event.ExecutionReportDecoder;

/** What a venue says of orders that are not among ours. Engine thread only; does not allocate. */
public final class ForeignOrders {
    private final Links links;
    private final AdoptedOrders adopted;
    private final OrderJudge orderJudge;
    private final VenueWatch[] venues;
    private final long settleNs;

    ForeignOrders(
        final Links links, final AdoptedOrders adopted, final OrderJudge orderJudge, final VenueWatch[] venues,
        final long settleNs) {
        this.links = links;
        this.adopted = adopted;
        this.orderJudge = orderJudge;
        this.venues = venues;
        this.settleNs = settleNs;
    }

    /**
     * The venue spoke of an order that is not among ours: whose it is.
     *
     * @param report wrapped on the event
     * @param nowNs  engine time
     * @return whether an operator told us to live with that order
     */
    public boolean onReport(final ExecutionReportDecoder report, final long nowNs) {
        final int venue = links.instruments().get(report.instrumentId()).venue().code();
        final long id = report.clientOrderId();
        if (adopted.contains(venue, report)) {
            return true;
        }
        if (id != 0 && orderJudge.isOfAnotherEngine(id)) {
            orderJudge.killForAnotherEngine(report.instrumentId(), id);
        } else {
            links.output().alert(AlertCode.FOREIGN_ORDER, report.instrumentId(), id, report.executionType());
        }
        venues[venue].hurry(nowNs);
        return false;
    }

    /**
     * Whether an id has our form and we never gave it.
     *
     * @param clientOrderId not 0
     * @return true when another engine must have made it
     */
    public boolean isOfAnotherEngine(final long clientOrderId) {
        return orderJudge.isOfAnotherEngine(clientOrderId);
    }

    /**
     * Whether what a venue holds was taken into the ledger.
     *
     * @param venue code
     * @return true after its first whole listing
     */
    public boolean isOpened(final int venue) {
        return venues[venue].opened;
    }

    /**
     * The line before which a venue's listing under way counts everything in.
     *
     * @param venue code
     * @return engine time, 0 when nothing is listed
     */
    public long listingLineNs(final int venue) {
        final Listing listing = venues[venue].listing;
        return listing.active() ? listing.beginNs() - settleNs : 0;
    }
}
