package io.penstock.api;

/**
 * What is traded.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum InstrumentKind {
    /** Base against quote, delivered at once. */
    SPOT(1),
    /** Perpetual, margined and settled in quote. */
    LINEAR_PERPETUAL(2);

    private static final InstrumentKind[] BY_CODE = new InstrumentKind[3];

    static {
        for (final InstrumentKind value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    InstrumentKind(final int code) {
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
    public static InstrumentKind of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
