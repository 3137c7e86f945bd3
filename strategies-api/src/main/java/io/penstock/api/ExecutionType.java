package io.penstock.api;

/**
 * What an execution report says happened.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum ExecutionType {
    /** The venue took the order. */
    ACCEPTED(1),
    /** Some quantity filled. */
    TRADE(2),
    /** A cancel took effect. */
    CANCELED(3),
    /** The venue refused the order. */
    REJECTED(4),
    /** The venue ended the order. */
    EXPIRED(5),
    /** The venue refused a cancel. */
    CANCEL_REJECTED(6),
    /** The order goes on with another price or quantity. */
    REPLACED(7),
    /** The venue refused to change the order. */
    REPLACE_REJECTED(8),
    /** The trigger price was reached; the order works from now on. */
    TRIGGERED(9);

    private static final ExecutionType[] BY_CODE = new ExecutionType[10];

    static {
        for (final ExecutionType value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    ExecutionType(final int code) {
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
    public static ExecutionType of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
