package io.penstock.api;

/**
 * What an operator can ask.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum OperatorAction {
    /** Move a scope on the state ladder. */
    SET_TRADING_STATE(1),
    /** Pass over one sequence that stops the fold. */
    SKIP(2),
    /** A remark for the log. */
    NOTE(3);

    private static final OperatorAction[] BY_CODE = new OperatorAction[4];

    static {
        for (final OperatorAction value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    OperatorAction(final int code) {
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
    public static OperatorAction of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
