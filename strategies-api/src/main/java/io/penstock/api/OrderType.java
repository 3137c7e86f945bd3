package io.penstock.api;

/**
 * How an order may be priced.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum OrderType {
    /** At its price or better. */
    LIMIT(1),
    /** At what the book offers. */
    MARKET(2),
    /** MARKET once the price got as bad as the trigger. */
    STOP(3),
    /** LIMIT once the price got as bad as the trigger. */
    STOP_LIMIT(4),
    /** MARKET once the price got as good as the trigger. */
    TAKE_PROFIT(5),
    /** LIMIT once the price got as good as the trigger. */
    TAKE_PROFIT_LIMIT(6),
    /** MARKET once the price fell back from its best by a rate. */
    TRAILING_STOP(7);

    private static final OrderType[] BY_CODE = new OrderType[8];

    static {
        for (final OrderType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    OrderType(final int code) {
        this.code = code;
    }

    /**
     * Whether it has a limit price.
     *
     * @return true for LIMIT, STOP_LIMIT and TAKE_PROFIT_LIMIT
     */
    public boolean limited() {
        return this == LIMIT || this == STOP_LIMIT || this == TAKE_PROFIT_LIMIT;
    }

    /**
     * Whether it waits for a price before it works.
     *
     * @return true for all but LIMIT and MARKET
     */
    public boolean conditional() {
        return this != LIMIT && this != MARKET;
    }

    /**
     * Whether it ends a position once the price got bad.
     *
     * @return true for STOP, STOP_LIMIT and TRAILING_STOP
     */
    public boolean protective() {
        return this == STOP || this == STOP_LIMIT || this == TRAILING_STOP;
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
    public static OrderType of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
