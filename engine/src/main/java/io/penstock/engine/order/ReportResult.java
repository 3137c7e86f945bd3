package io.penstock.engine.order;

/**
 * What became of a report given to {@link OrderStateMachine}. Any thread; does not allocate.
 */
public enum ReportResult {
    /** The order moved, no quantity filled. */
    APPLIED(true, false),
    /** A fill to book. */
    FILL(true, true),
    /** A fill of an order that was already final: to book, the status is kept. */
    LATE_FILL(true, true),
    /** A fill to book that takes the order beyond its quantity; the venue is truth, but someone must look. */
    OVERFILL(true, true),
    /** Allowed, but says nothing new: a repeated word, an acknowledgement after a fill, a cancel lost to a fill. */
    STALE(false, false),
    /** A fill that was booked before; nothing changed. */
    DUPLICATE_EXECUTION(false, false),
    /** No such order, open or remembered; nothing changed. */
    UNKNOWN_ORDER(false, false),
    /** The order cannot move this way; nothing changed. */
    ILLEGAL_TRANSITION(false, false),
    /** A field is out of range or contradicts the order; nothing changed. */
    MALFORMED(false, false);

    private final boolean changesOrder;
    private final boolean booksFill;

    ReportResult(final boolean changesOrder, final boolean booksFill) {
        this.changesOrder = changesOrder;
        this.booksFill = booksFill;
    }

    /**
     * Whether status or quantities of the order changed.
     *
     * @return true when there is an order update to tell
     */
    public boolean changesOrder() {
        return changesOrder;
    }

    /**
     * Whether the portfolio must book a fill.
     *
     * @return true for the three kinds of fill
     */
    public boolean booksFill() {
        return booksFill;
    }
}
