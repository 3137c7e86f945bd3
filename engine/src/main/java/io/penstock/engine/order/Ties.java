package io.penstock.engine.order;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * What ties an order to others: its pair, the order it replaces, its bracket. Orders are named by client order id, so a
 * tie to one that was forgotten leads to {@link Order#NONE}. Engine thread only; does not allocate. Only {@link Orders}
 * and the dispatch write it.
 */
public final class Ties {
    private long linkId;
    private long siblingId;
    private boolean atVenue;
    private long targetId;
    private long wantedQuantity;
    private long parentId;
    private long takeProfitPrice;
    private long stopTriggerPrice;
    private long stopLimitPrice;
    private long childId;
    private long coveredQuantity;

    Ties() {
    }

    void clear() {
        linkId = 0;
        siblingId = 0;
        atVenue = false;
        targetId = 0;
        wantedQuantity = 0;
        parentId = 0;
        takeProfitPrice = 0;
        stopTriggerPrice = 0;
        stopLimitPrice = 0;
        childId = 0;
        coveredQuantity = 0;
    }

    /**
     * Number of the OCO.
     *
     * @return client order id of its first order, 0 = none
     */
    public long linkId() {
        return linkId;
    }

    /**
     * The order that counts together with this one: the other of an OCO, or the one before or after it in a replacement
     * whose second part waits.
     *
     * @return client order id, 0 = none
     */
    public long siblingId() {
        return siblingId;
    }

    void pair(final long newLinkId, final long newSiblingId) {
        linkId = newLinkId;
        siblingId = newSiblingId;
    }

    /**
     * Whether the venue itself ends one order of the OCO with the other.
     *
     * @return false when the fold does
     */
    public boolean atVenue() {
        return atVenue;
    }

    /** The venue knows the two orders as a pair. */
    public void giveToVenue() {
        atVenue = true;
    }

    /**
     * The order whose place this one takes.
     *
     * @return client order id, 0 = none
     */
    public long targetId() {
        return targetId;
    }

    /**
     * It takes the place of another order.
     *
     * @param newTargetId       of the other
     * @param newWantedQuantity what both together may fill; 0 when the venue does both in one request
     */
    public void replaces(final long newTargetId, final long newWantedQuantity) {
        targetId = newTargetId;
        wantedQuantity = newWantedQuantity;
    }

    /**
     * What this order and the one before it may fill together.
     *
     * @return quantity units, 0 when it waits for none
     */
    public long wantedQuantity() {
        return wantedQuantity;
    }

    /**
     * The entry whose fills this order closes.
     *
     * @return client order id, 0 = none
     */
    public long parentId() {
        return parentId;
    }

    /**
     * It closes what an entry filled.
     *
     * @param newParentId of the entry
     */
    public void parentId(final long newParentId) {
        parentId = newParentId;
    }

    /**
     * The bracket around what this order fills.
     *
     * @param newTakeProfitPrice  limit price of the one order
     * @param newStopTriggerPrice trigger price of the other
     * @param newStopLimitPrice   its limit price, 0 = MARKET
     */
    public void bracket(
        final long newTakeProfitPrice, final long newStopTriggerPrice, final long newStopLimitPrice) {
        takeProfitPrice = newTakeProfitPrice;
        stopTriggerPrice = newStopTriggerPrice;
        stopLimitPrice = newStopLimitPrice;
    }

    /**
     * Whether what this order fills shall be closed by two others.
     *
     * @return true for the entry of a bracket
     */
    public boolean isEntry() {
        return takeProfitPrice > 0 || stopTriggerPrice > 0;
    }

    /**
     * Limit price at which the profit is taken.
     *
     * @return price units
     */
    public long takeProfitPrice() {
        return takeProfitPrice;
    }

    /**
     * Trigger price of the stop.
     *
     * @return price units
     */
    public long stopTriggerPrice() {
        return stopTriggerPrice;
    }

    /**
     * Limit price of the stop.
     *
     * @return price units, 0 = MARKET
     */
    public long stopLimitPrice() {
        return stopLimitPrice;
    }

    /**
     * The first of the two orders that close what this one filled.
     *
     * @return client order id, 0 before they were made
     */
    public long childId() {
        return childId;
    }

    /**
     * The two orders that close what this one filled were made.
     *
     * @param newChildId of the first
     */
    public void childId(final long newChildId) {
        childId = newChildId;
    }

    /**
     * How much of what this order filled was given to orders that close it.
     *
     * @return quantity units
     */
    public long coveredQuantity() {
        return coveredQuantity;
    }

    /**
     * More of what this order filled was given to orders that close it.
     *
     * @param quantity positive
     */
    public void cover(final long quantity) {
        coveredQuantity += quantity;
    }

    void writeTo(final StateWriter out) {
        out.putLong(linkId);
        out.putLong(siblingId);
        out.putBoolean(atVenue);
        out.putLong(targetId);
        out.putLong(wantedQuantity);
        out.putLong(parentId);
        out.putLong(takeProfitPrice);
        out.putLong(stopTriggerPrice);
        out.putLong(stopLimitPrice);
        out.putLong(childId);
        out.putLong(coveredQuantity);
    }

    void readFrom(final StateReader in) {
        linkId = in.getLong();
        siblingId = in.getLong();
        atVenue = in.getBoolean();
        targetId = in.getLong();
        wantedQuantity = in.getLong();
        parentId = in.getLong();
        takeProfitPrice = in.getLong();
        stopTriggerPrice = in.getLong();
        stopLimitPrice = in.getLong();
        childId = in.getLong();
        coveredQuantity = in.getLong();
    }
}
