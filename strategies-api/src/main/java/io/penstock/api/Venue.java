package io.penstock.api;

/**
 * The venues Penstock speaks to.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum Venue {
    /** The seeded synthetic market. */
    SYNTHETIC(0),
    /** Binance spot. */
    BINANCE_SPOT(1),
    /** Binance USD-M futures. */
    BINANCE_USDM(2),
    /** Bybit v5 linear. */
    BYBIT_LINEAR(3),
    /** Bybit v5 spot. */
    BYBIT_SPOT(4),
    /** MEXC spot v3. */
    MEXC_SPOT(5);

    private static final Venue[] BY_CODE = new Venue[6];

    static {
        for (final Venue value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Venue(final int code) {
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
    public static Venue of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
