package io.penstock.api;

/**
 * What a gateway knows after trying to send.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum SendResult {
    /** On the wire. */
    SENT(1),
    /** Certainly not on the wire. */
    NOT_SENT(2),
    /** May or may not have reached the venue. */
    UNKNOWN(3),
    /** Answer to a query: the venue knows no such order, so far. */
    NOT_FOUND(4),
    /** The venue answered, and refused the command for a reason that is not the order itself. */
    REFUSED(5);

    private static final SendResult[] BY_CODE = new SendResult[6];

    static {
        for (final SendResult value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    SendResult(final int code) {
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
    public static SendResult of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
