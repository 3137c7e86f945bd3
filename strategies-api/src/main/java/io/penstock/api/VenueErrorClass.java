package io.penstock.api;

/**
 * What kind of error a venue gave.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum VenueErrorClass {
    /** No error. */
    NONE(0),
    /** Certainly not done; may be tried again. */
    RETRYABLE(1),
    /** The order was refused. */
    REJECT(2),
    /** Refused for lack of funds. */
    FUNDS(3),
    /** Refused by a filter: a bug of ours or a changed filter. */
    FILTER(4),
    /** Too many requests. */
    THROTTLE(5),
    /** Our time stamp was outside what is taken. */
    TIME(6),
    /** Key, signature or permission: fatal. */
    AUTH(7),
    /** The venue sees the order otherwise than we do. */
    RECONCILE(8),
    /** May or may not have been done. */
    UNKNOWN_OUTCOME(9),
    /** A request that should never have been made. */
    BUG(10),
    /** Nothing to do. */
    BENIGN(11);

    private static final VenueErrorClass[] BY_CODE = new VenueErrorClass[12];

    static {
        for (final VenueErrorClass value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    VenueErrorClass(final int code) {
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
    public static VenueErrorClass of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
