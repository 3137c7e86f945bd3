package io.penstock.engine.order;

/**
 * What can happen to an order; the columns of the table in {@link OrderTransitions}. Any thread; does not allocate.
 */
public enum OrderEvent {
    /** The venue took the order. */
    ACCEPTED,
    /** A fill that leaves something to fill. */
    PARTIAL_FILL,
    /** A fill with which the whole quantity, or more, is filled. */
    COMPLETING_FILL,
    /** The venue carried out a cancel. */
    CANCELED,
    /** The venue refused the order, or it certainly never left. */
    REJECTED,
    /** The venue ended the order. */
    EXPIRED,
    /** The venue refused a cancel, or the cancel certainly never left. */
    CANCEL_REJECTED,
    /** We ask for a cancel. */
    CANCEL_REQUESTED,
    /** The order may or may not have reached the venue. */
    OUTCOME_UNKNOWN,
    /** A live engine starts again and cannot know what happened meanwhile. */
    RESTARTED,
    /** An order that was held in the fold leaves for the venue. */
    RELEASED,
    /** Our risk refused an order that was held in the fold. */
    DENIED
}
