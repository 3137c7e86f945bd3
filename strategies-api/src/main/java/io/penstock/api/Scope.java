package io.penstock.api;

/**
 * What a rung of the state ladder covers.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum Scope {
    /** Everything. */
    GLOBAL(0),
    /** One venue. */
    VENUE(1),
    /** One instrument. */
    INSTRUMENT(2),
    /** One strategy. */
    STRATEGY(3);

    private static final Scope[] BY_CODE = new Scope[4];

    static {
        for (final Scope value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Scope(final int code) {
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
    public static Scope of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
