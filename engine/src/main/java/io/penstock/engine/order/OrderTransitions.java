package io.penstock.engine.order;

import io.penstock.api.OrderStatus;

/**
 * The legal edges of an order: one row per status, one column per event.
 *
 * <p>An entry is the code of the next status, or one of four words. A cell that is not written is {@link #ILLEGAL}.
 * Any thread after class initialisation; does not allocate.
 */
final class OrderTransitions {
    /** The order cannot move this way. */
    static final int ILLEGAL = 0;
    /** Allowed, and says nothing new. */
    static final int STAY = -1;
    /** While a cancel is pending: what lies under it decides, and a working result stays covered. */
    static final int BENEATH = -2;
    /** While a cancel is pending: the cancel is off, the working status shows again. */
    static final int UNCOVER = -3;

    private static final int EVENTS = OrderEvent.values().length;
    private static final int STATUSES = OrderStatus.values().length + 1;
    private static final int[] NEXT = new int[STATUSES * EVENTS];
    private static final boolean[] FINAL = new boolean[STATUSES];

    static {
        final int isNew = OrderStatus.NEW.code();
        final int partial = OrderStatus.PARTIALLY_FILLED.code();
        final int pendingCancel = OrderStatus.PENDING_CANCEL.code();
        final int filled = OrderStatus.FILLED.code();
        final int canceled = OrderStatus.CANCELED.code();
        final int rejected = OrderStatus.REJECTED.code();
        final int expired = OrderStatus.EXPIRED.code();
        final int unknown = OrderStatus.UNKNOWN.code();
        final int pendingNew = OrderStatus.PENDING_NEW.code();
        final int denied = OrderStatus.DENIED.code();
        //                              ACCEPTED PARTIAL_FILL COMPLETING CANCELED REJECTED EXPIRED
        //                              CANCEL_REJECTED CANCEL_REQUESTED OUTCOME_UNKNOWN RESTARTED RELEASED DENIED
        row(OrderStatus.PENDING_NEW,
            isNew, partial, filled, canceled, rejected, expired, STAY, pendingCancel, unknown, unknown, STAY, denied);
        row(OrderStatus.NEW,
            STAY, partial, filled, canceled, ILLEGAL, expired, STAY, pendingCancel, STAY, unknown, pendingNew, denied);
        row(OrderStatus.PARTIALLY_FILLED,
            STAY, partial, filled, canceled, ILLEGAL, expired, STAY, pendingCancel, STAY, unknown, ILLEGAL, ILLEGAL);
        row(OrderStatus.PENDING_CANCEL,
            BENEATH, BENEATH, filled, canceled, BENEATH, expired, UNCOVER, ILLEGAL, BENEATH, unknown, ILLEGAL, ILLEGAL);
        row(OrderStatus.UNKNOWN,
            isNew, partial, filled, canceled, rejected, expired, STAY, pendingCancel, STAY, STAY, ILLEGAL, ILLEGAL);
        row(OrderStatus.FILLED,
            STAY, STAY, STAY, ILLEGAL, ILLEGAL, ILLEGAL, STAY, ILLEGAL, STAY, STAY, ILLEGAL, ILLEGAL);
        row(OrderStatus.CANCELED,
            STAY, STAY, STAY, STAY, ILLEGAL, ILLEGAL, STAY, ILLEGAL, STAY, STAY, ILLEGAL, ILLEGAL);
        row(OrderStatus.REJECTED,
            ILLEGAL, STAY, STAY, ILLEGAL, STAY, ILLEGAL, STAY, ILLEGAL, STAY, STAY, ILLEGAL, ILLEGAL);
        row(OrderStatus.EXPIRED,
            STAY, STAY, STAY, ILLEGAL, ILLEGAL, STAY, STAY, ILLEGAL, STAY, STAY, ILLEGAL, ILLEGAL);
        row(OrderStatus.DENIED,
            ILLEGAL, STAY, STAY, ILLEGAL, ILLEGAL, ILLEGAL, STAY, ILLEGAL, STAY, STAY, ILLEGAL, STAY);
        FINAL[filled] = true;
        FINAL[canceled] = true;
        FINAL[rejected] = true;
        FINAL[expired] = true;
        FINAL[OrderStatus.DENIED.code()] = true;
    }

    private OrderTransitions() {
    }

    private static void row(final OrderStatus status, final int... next) {
        System.arraycopy(next, 0, NEXT, status.code() * EVENTS, EVENTS);
    }

    /**
     * Where an event leads.
     *
     * @param status where the order stands
     * @param event  what happens
     * @return a status code, {@link #ILLEGAL}, {@link #STAY}, {@link #BENEATH} or {@link #UNCOVER}
     */
    static int next(final OrderStatus status, final OrderEvent event) {
        return NEXT[status.code() * EVENTS + event.ordinal()];
    }

    /**
     * Whether a status is never left.
     *
     * @param status any
     * @return true for FILLED, CANCELED, REJECTED, EXPIRED, DENIED
     */
    static boolean isFinal(final OrderStatus status) {
        return FINAL[status.code()];
    }
}
