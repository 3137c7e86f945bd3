package io.penstock.api;

/**
 * Which way an order or an aggressor trades.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum Side {
    /** Buys base with quote. */
    BUY(1),
    /** Sells base for quote. */
    SELL(2);

    private static final Side[] BY_CODE = new Side[3];

    static {
        for (final Side value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Side(final int code) {
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
    public static Side of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
