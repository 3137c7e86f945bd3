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
    /** The strategy may not use this order type for this symbol at this venue. */
    NOT_ALLOWED(13),
    /** The regime does not admit the strategy, and the order would not only reduce what it holds. */
    REGIME_GATE(14),
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
    /** Outside the venue's band around the market. */
    VENUE_BAND(27),
    /** The instrument's limits were told too long ago. */
    FILTERS_OLD(28),
    /** A trigger price that is missing, negative or off the tick. */
    TRIGGER_PRICE(29),
    /** The book is older than allowed. */
    STALE_BOOK(30),
    /** No readable book, so no reference price. */
    NO_REFERENCE(31),
    /** Further from the reference price than allowed. */
    PRICE_COLLAR(32),
    /** Absurdly far from the reference price on the good side. */
    PRICE_FAR(33),
    /** A trigger price absurdly far from the reference price. */
    TRIGGER_COLLAR(34),
    /** The instrument's orders give away too much in a period. */
    COLLAR_PERIOD(35),
    /** The book is too wide to give a reference price. */
    SPREAD(36),
    /** Above our own quantity limit. */
    MAX_ORDER_QUANTITY(40),
    /** Above our own notional limit. */
    MAX_ORDER_NOTIONAL(41),
    /** Above its share of equity. */
    MAX_ORDER_EQUITY(42),
    /** More than the book shows within the collar. */
    DEPTH(43),
    /** Worst-case position above our limit. */
    MAX_POSITION(50),
    /** Spot: more than is free. */
    INSUFFICIENT_BALANCE(51),
    /** Worst-case exposure of all instruments above our limit. */
    MAX_GROSS(52),
    /** Worst-case exposure above its multiple of equity. */
    LEVERAGE(53),
    /** Initial margin above its share of the wallet. */
    MARGIN(54),
    /** One instrument above its share of the whole. */
    CONCENTRATION(55),
    /** Too many instruments in use. */
    MAX_INSTRUMENTS(56),
    /** Too many working orders. */
    MAX_OPEN_ORDERS(60),
    /** Above our share of the venue's own limit of open orders. */
    VENUE_ORDER_CAP(61),
    /** Too many working orders at the venue. */
    MAX_VENUE_ORDERS(62),
    /** The same intent a moment ago. */
    DUPLICATE(63),
    /** It would meet an order of our own. */
    SELF_TRADE(64),
    /** Too many messages to the venue. */
    THROTTLE(65),
    /** The strategy entered too often without an exit. */
    REPEATED_ENTRIES(66),
    /** Safe mode leaves less. */
    SAFE_MODE(70),
    /** Inputs come faster than they are worked off. */
    LAG(71),
    /** The journal's disk runs full. */
    JOURNAL(72),
    /** The price moved too far too fast. */
    VOLATILITY(73),
    /** Our clock and the venue's differ too much. */
    CLOCK_SKEW(74),
    /** The order that is to be changed cannot be. */
    NOT_REPLACEABLE(75),
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
