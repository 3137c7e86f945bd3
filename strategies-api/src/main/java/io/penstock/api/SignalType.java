package io.penstock.api;

/**
 * What a signal asks for. The code is what stands in events; it never changes its meaning. Any thread.
 */
public enum SignalType {
    /** An opinion for the log, nothing is done. */
    OPINION(0),
    /** Hold a position in the signal's direction. */
    ENTRY(1),
    /** Hold none any more; the side is that of the closing order. */
    EXIT(2);

    private static final SignalType[] BY_CODE = values();

    private final int code;

    SignalType(final int code) {
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
    public static SignalType of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
