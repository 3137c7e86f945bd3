package io.penstock.api;

/**
 * How risky the account is.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum RiskLevel {
    /** As usual. */
    LOW(1),
    /** Above the usual. */
    MEDIUM(2),
    /** Near the limits. */
    HIGH(3),
    /** At or beyond the limits. */
    CRITICAL(4);

    private static final RiskLevel[] BY_CODE = new RiskLevel[5];

    static {
        for (final RiskLevel value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    RiskLevel(final int code) {
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
    public static RiskLevel of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
