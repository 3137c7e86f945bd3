package io.penstock.api;

/**
 * How long an order lives.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum TimeInForce {
    /** Until filled, canceled or expired. */
    GTC(1),
    /** What does not fill at once is expired. */
    IOC(2),
    /** Fills whole at once or not at all. */
    FOK(3),
    /** Until its expire time. */
    GTD(4);

    private static final TimeInForce[] BY_CODE = new TimeInForce[5];

    static {
        for (final TimeInForce value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    TimeInForce(final int code) {
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
    public static TimeInForce of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
