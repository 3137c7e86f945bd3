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
    NOTE(3),
    /** Close the positions of a scope. */
    FLATTEN(4),
    /** Cancel the orders of a scope. */
    CANCEL_ALL(5),
    /** Let a strategy decide again. */
    ENABLE_STRATEGY(6),
    /** Let a strategy decide nothing any more. */
    DISABLE_STRATEGY(7),
    /** Set a limit; the body names its key. */
    SET_LIMIT(8),
    /** Enter safe mode (argument 1) or leave it (0). */
    SAFE_MODE(9),
    /** Keep a snapshot of the state. */
    SNAPSHOT(10),
    /** Reconcile a venue now. */
    RECONCILE(11),
    /** Take foreign orders and positions as ours, as EXTERNAL. */
    ADOPT(12),
    /** Undo one latched cause of a scope; the argument is its code. */
    RELEASE(13),
    /** Change a live parameter of a strategy; the body is {@code name=value} or {@code name@session=value}. */
    SET_PARAMETER(14);

    private static final OperatorAction[] BY_CODE = new OperatorAction[15];

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
