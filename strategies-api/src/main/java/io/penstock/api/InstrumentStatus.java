package io.penstock.api;

/**
 * Whether the venue lets an instrument trade.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum InstrumentStatus {
    /** Trades. */
    TRADING(1),
    /** Does not trade. */
    HALTED(2),
    /** Only cancels are taken. */
    CANCEL_ONLY(3),
    /** It will end soon, as the venue announced: trades, but positions may only be reduced. */
    REDUCE_ONLY(4);

    private static final InstrumentStatus[] BY_CODE = new InstrumentStatus[5];

    static {
        for (final InstrumentStatus value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    InstrumentStatus(final int code) {
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
    public static InstrumentStatus of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
