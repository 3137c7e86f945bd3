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
    OTHER(8),
    /** Not enough balance or margin. */
    INSUFFICIENT_BALANCE(9),
    /** Price, quantity or notional is not what the venue takes. */
    FILTER(10),
    /** The venue had an order of this id before. */
    DUPLICATE_ID(11),
    /** Too many orders or requests. */
    RATE_LIMITED(12),
    /** The key may not do this. */
    PERMISSION(13),
    /** The time of the request is outside what the venue takes. */
    TIMESTAMP(14),
    /** It would open or turn a position. */
    REDUCE_ONLY(15),
    /** Too many open orders. */
    TOO_MANY_ORDERS(16),
    /** The price is outside the venue's band. */
    PRICE_BAND(17),
    /** It would have traded with an order of ours. */
    SELF_TRADE(18),
    /** The trigger price is reached already. */
    WOULD_TRIGGER(19),
    /** The other order of the pair went first. */
    OCO_SIBLING(20),
    /** The venue liquidated or deleveraged the position. */
    LIQUIDATION(21),
    /** The order was final already. */
    TOO_LATE(22),
    /** The venue was overloaded and did nothing. */
    OVERLOADED(23);

    private static final RejectReason[] BY_CODE = new RejectReason[24];

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
