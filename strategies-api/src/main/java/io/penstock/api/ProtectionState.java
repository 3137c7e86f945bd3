package io.penstock.api;

/**
 * Whether a position has a live stop.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum ProtectionState {
    /** No position. */
    FLAT(1),
    /** A live stop covers all of it. */
    PROTECTED(2),
    /** A stop is on its way. */
    PENDING(3),
    /** No stop covers it. */
    UNPROTECTED(4),
    /** The configuration asks for none. */
    NOT_REQUIRED(5);

    private static final ProtectionState[] BY_CODE = new ProtectionState[6];

    static {
        for (final ProtectionState value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    ProtectionState(final int code) {
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
    public static ProtectionState of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
