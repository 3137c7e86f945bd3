package io.penstock.api;

/**
 * Who was there first.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum Liquidity {
    /** Not a trade. */
    NONE(0),
    /** Our order rested. */
    MAKER(1),
    /** Our order came in and crossed. */
    TAKER(2);

    private static final Liquidity[] BY_CODE = new Liquidity[3];

    static {
        for (final Liquidity value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Liquidity(final int code) {
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
    public static Liquidity of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
