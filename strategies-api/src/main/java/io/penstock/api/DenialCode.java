package io.penstock.api;

/**
 * Why risk denied an intent, in families of ten; the first failing check in fixed order is reported.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum DenialCode {
    /** Approved. */
    NONE(0),
    /** The trading state of a scope forbids it. */
    TRADING_STATE(10),
    /** The instrument does not trade. */
    NOT_TRADING(11),
    /** The instrument is not in the universe, and the order would not only reduce. */
    NOT_IN_UNIVERSE(12),
    /** Quantity is zero or negative. */
    QUANTITY_NOT_POSITIVE(20),
    /** Quantity is no multiple of the lot size. */
    LOT_SIZE(21),
    /** Price is no multiple of the tick size. */
    TICK_SIZE(22),
    /** Below the venue minimum. */
    MIN_QUANTITY(23),
    /** Above the venue maximum. */
    MAX_QUANTITY(24),
    /** Below the venue minimum notional. */
    MIN_NOTIONAL(25),
    /** A limit order without a price. */
    PRICE_NOT_POSITIVE(26),
    /** The book is older than allowed. */
    STALE_BOOK(30),
    /** No readable book, so no reference price. */
    NO_REFERENCE(31),
    /** Further from the reference price than allowed. */
    PRICE_COLLAR(32),
    /** Above our own quantity limit. */
    MAX_ORDER_QUANTITY(40),
    /** Above our own notional limit. */
    MAX_ORDER_NOTIONAL(41),
    /** Worst-case position above our limit. */
    MAX_POSITION(50),
    /** Spot: more than is free. */
    INSUFFICIENT_BALANCE(51),
    /** Too many working orders. */
    MAX_OPEN_ORDERS(60),
    /** A number left the range of the arithmetic. */
    OVERFLOW(90),
    /** No such instrument. */
    UNKNOWN_INSTRUMENT(91);

    private static final DenialCode[] BY_CODE = new DenialCode[92];

    static {
        for (final DenialCode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    DenialCode(final int code) {
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
    public static DenialCode of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
