package io.penstock.api;

/**
 * Why the venue (or the simulated exchange) ended or refused something.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum RejectReason {
    /** No reason needed. */
    NONE(0),
    /** A post-only order would have crossed. */
    WOULD_TAKE(1),
    /** Nothing to fill against. */
    NO_LIQUIDITY(2),
    /** A fill-or-kill order could not fill whole. */
    NOT_FILLABLE(3),
    /** The venue does not know the order. */
    UNKNOWN_ORDER(4),
    /** The simulated exchange had no readable book. */
    BOOK_INVALID(5),
    /** The expire time of the order passed. */
    TIME_EXPIRED(6),
    /** The instrument does not trade. */
    INSTRUMENT_HALTED(7),
    /** Any other word of the venue. */
    OTHER(8);

    private static final RejectReason[] BY_CODE = new RejectReason[9];

    static {
        for (final RejectReason value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    RejectReason(final int code) {
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
    public static RejectReason of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
