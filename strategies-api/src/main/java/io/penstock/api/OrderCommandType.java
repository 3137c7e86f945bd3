package io.penstock.api;

/**
 * What an order command asks the venue to do.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum OrderCommandType {
    /** Place. */
    NEW(1),
    /** Cancel. */
    CANCEL(2),
    /** Cancel and place in one. */
    REPLACE(3),
    /** Ask what became of an order: its trades, then its status. */
    QUERY(4),
    /** Cancel every order of an instrument, or of a venue when there is no instrument. */
    CANCEL_ALL(5),
    /** List orders, balances, positions and trades of a venue. */
    RECONCILE(6),
    /** The venue cancels everything unless told again in time. */
    COUNTDOWN(7);

    private static final OrderCommandType[] BY_CODE = new OrderCommandType[8];

    static {
        for (final OrderCommandType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    OrderCommandType(final int code) {
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
    public static OrderCommandType of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
