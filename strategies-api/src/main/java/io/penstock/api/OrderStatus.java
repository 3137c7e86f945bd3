package io.penstock.api;

/**
 * Where an order stands. DENIED orders never leave the engine and have no status event.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum OrderStatus {
    /** Left the engine; the venue has not answered. */
    PENDING_NEW(1),
    /** Accepted by the venue, nothing filled. */
    NEW(2),
    /** Some quantity filled, the rest works. */
    PARTIALLY_FILLED(3),
    /** A cancel left the engine; the order may still fill. */
    PENDING_CANCEL(4),
    /** Whole quantity filled; final. */
    FILLED(5),
    /** Canceled on our word; final. */
    CANCELED(6),
    /** Refused by the venue; final. */
    REJECTED(7),
    /** Ended by the venue without our word; final. */
    EXPIRED(8),
    /** Sent, outcome not known; counts at full size. */
    UNKNOWN(9),
    /** Refused by our risk; final. */
    DENIED(10);

    private static final OrderStatus[] BY_CODE = new OrderStatus[11];

    static {
        for (final OrderStatus value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    OrderStatus(final int code) {
        this.code = code;
    }

    /**
     * The number that stands for this word in events.
     *
     * @return a small non-negative number
     */
    public int code() {
        return code;
    }

    /**
     * The word behind a code.
     *
     * @param code as found in an event
     * @return the word, or {@code null} when the code is not known to this version
     */
    public static OrderStatus of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
