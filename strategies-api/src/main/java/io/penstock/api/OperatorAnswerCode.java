package io.penstock.api;

/**
 * What became of an operator's command.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum OperatorAnswerCode {
    /** Done. */
    DONE(0),
    /** A command of this id was carried out before; this one was not. */
    ALREADY_SEEN(1),
    /** Not possible in this state. */
    NOT_NOW(2),
    /** Repeat it with the confirmation. */
    NEEDS_CONFIRMATION(3),
    /** The value is outside what is allowed. */
    OUT_OF_RANGE(4),
    /** No such scope, strategy or key. */
    UNKNOWN_TARGET(5),
    /** The parameter is read when the engine starts; it cannot change before the next start. */
    AT_START_ONLY(6);

    private static final OperatorAnswerCode[] BY_CODE = new OperatorAnswerCode[7];

    static {
        for (final OperatorAnswerCode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    OperatorAnswerCode(final int code) {
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
    public static OperatorAnswerCode of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
