package io.penstock.api;

/**
 * What became of a signal. The code is what stands in events; it never changes its meaning. Any thread.
 */
public enum SignalVerdict {
    /** An order left for risk. */
    TRADED(1),
    /** What it asks for is held already, or the difference is below the smallest order. */
    HELD(2),
    /** The regime does not admit the strategy. */
    GATE_CLOSED(3),
    /** Too few of the other signals agree. */
    SCORE_TOO_LOW(4),
    /** Too few timeframes agree. */
    NOT_CONFIRMED(5),
    /** There is no forecast yet. */
    FORECAST_NOT_READY(6),
    /** The forecast speaks against it. */
    FORECAST_AGAINST(7),
    /** The move that can be expected does not pay fees and slippage. */
    COST_TOO_HIGH(8),
    /** Sized, nothing is left. */
    SIZE_TOO_SMALL(9),
    /** Risk denied the order. */
    DENIED(10),
    /** An order of the strategy for this instrument still works. */
    ORDER_WORKING(11),
    /** There is no price to size by. */
    NO_PRICE(12);

    private static final SignalVerdict[] BY_CODE = new SignalVerdict[13];

    static {
        for (final SignalVerdict value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    SignalVerdict(final int code) {
        this.code = code;
    }

    /**
     * The number that stands for this word in events.
     *
     * @return a small positive number
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
    public static SignalVerdict of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
