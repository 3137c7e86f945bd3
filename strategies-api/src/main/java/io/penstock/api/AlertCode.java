package io.penstock.api;

/**
 * What an alert is about.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum AlertCode {
    /** A book became INVALID. */
    FEED_INVALID(1),
    /** A book follows the venue again. */
    FEED_SYNCED(2),
    /** Chunks of a book update are not contiguous. */
    SEQUENCE_BROKEN(3),
    /** The venue filled more than we asked. */
    OVERFILL(4),
    /** A report for an order we do not know. */
    UNKNOWN_ORDER(5),
    /** A report that the state machine does not allow. */
    ILLEGAL_TRANSITION(6),
    /** A fill we had already booked. */
    DUPLICATE_EXECUTION(7),
    /** An event this version does not know. */
    UNKNOWN_EVENT(8),
    /** Limits of an instrument changed. */
    INSTRUMENT_CHANGED(9),
    /** An instrument joined the universe (observed 1) or left it (observed 0). */
    UNIVERSE_CHANGED(10),
    /** Funding of a position could not be booked: it has no mark (observed 0) or the amount does not fit. */
    FUNDING_NOT_BOOKED(70),
    /** A flow in an asset for which there is no room (expected: how many there are) was not booked. */
    ASSETS_FULL(71),
    /** A cash flow we had already booked (expected: its id). */
    DUPLICATE_CASH_FLOW(72);

    private static final AlertCode[] BY_CODE = new AlertCode[80];

    static {
        for (final AlertCode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    AlertCode(final int code) {
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
    public static AlertCode of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
