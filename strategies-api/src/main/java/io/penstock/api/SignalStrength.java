package io.penstock.api;

/**
 * How far the evidence goes beyond what a signal needs. The code is what stands in events; it never changes its
 * meaning. Any thread.
 */
public enum SignalStrength {
    /** Not said. */
    NONE(0),
    /** Just enough. */
    WEAK(1),
    /** Clearly enough. */
    MODERATE(2),
    /** Far more than enough. */
    STRONG(3);

    private static final SignalStrength[] BY_CODE = values();

    private final int code;

    SignalStrength(final int code) {
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
    public static SignalStrength of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * The word for a confidence: below 0.5 weak, below 0.75 moderate, else strong.
     *
     * @param confidence 0 to 1
     * @return never NONE
     */
    public static SignalStrength ofConfidence(final double confidence) {
        return confidence < 0.5 ? WEAK : confidence < 0.75 ? MODERATE : STRONG;
    }
}
