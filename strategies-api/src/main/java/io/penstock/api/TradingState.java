package io.penstock.api;

/**
 * The state ladder; the most severe of all scopes counts.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum TradingState {
    /** Everything risk allows. */
    ACTIVE(0),
    /** Only what makes the position smaller. */
    REDUCE_ONLY(1),
    /** Only cancels. */
    CANCEL_ONLY(2),
    /** Only cancels, until an operator says otherwise. */
    KILLED(3);

    private static final TradingState[] BY_CODE = new TradingState[4];

    static {
        for (final TradingState value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    TradingState(final int code) {
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
    public static TradingState of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
