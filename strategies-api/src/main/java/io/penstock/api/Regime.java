package io.penstock.api;

import java.util.Locale;

/**
 * What a market is doing.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate but for
 * {@link #word}.
 */
public enum Regime {
    /** Not ready: too little was seen. */
    UNKNOWN(0),
    /** A persistent trend upwards. */
    BULL(1),
    /** A persistent trend downwards. */
    BEAR(2),
    /** No trend, and no more movement than usual. */
    SIDEWAYS(3),
    /** No trend, and much more movement than usual. */
    VOLATILE(4),
    /** The price left a long channel while movement grew; it does not last. */
    BREAKOUT(5);

    private static final Regime[] BY_CODE = new Regime[6];

    static {
        for (final Regime value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    Regime(final int code) {
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
     * What it is called in a configuration and in reports.
     *
     * @return e.g. {@code sideways}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The word behind a code.
     *
     * @param code as found in an event
     * @return the word, or {@code null} when the code is not known to this version
     */
    public static Regime of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * The regime of that name.
     *
     * @param text as {@link #word} writes it, in any case
     * @return the regime, or {@code null} when there is none of that name
     */
    public static Regime ofWord(final String text) {
        for (final Regime value : BY_CODE) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        return null;
    }
}
