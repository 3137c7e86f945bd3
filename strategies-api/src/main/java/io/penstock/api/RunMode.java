package io.penstock.api;

/**
 * How a run is driven; it never changes an output.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum RunMode {
    /** From a journal. */
    BACKTEST(1),
    /** Live data, simulated exchange. */
    PAPER(2),
    /** Live data, real orders. */
    LIVE(3),
    /** Synthetic data, simulated exchange. */
    DEMO(4);

    private static final RunMode[] BY_CODE = new RunMode[5];

    static {
        for (final RunMode value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    RunMode(final int code) {
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
    public static RunMode of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
