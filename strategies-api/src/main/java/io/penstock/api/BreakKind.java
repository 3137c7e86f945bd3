package io.penstock.api;

/**
 * In what the venue's word and ours differ.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum BreakKind {
    /** We hold an order open that the venue does not list. */
    ORDER_MISSING(1),
    /** The venue lists an order that is not ours. */
    ORDER_FOREIGN(2),
    /** An order's quantities differ. */
    ORDER_QUANTITY(3),
    /** The venue knows a trade that we had not booked. */
    FILL_MISSING(4),
    /** A position differs. */
    POSITION(5),
    /** A balance differs. */
    BALANCE(6),
    /** The venue lists an order with an id like ours that we never made. */
    ORDER_OF_ANOTHER_ENGINE(7);

    private static final BreakKind[] BY_CODE = new BreakKind[8];

    static {
        for (final BreakKind value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    BreakKind(final int code) {
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
    public static BreakKind of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
