package io.penstock.gateways.capture;

/**
 * Unit of a capture's receive stamps, told from their size: the ranges do not meet between the years 1973 and 5138. Any
 * thread; does not allocate.
 */
public enum StampUnit {
    /** Whole or fractional seconds. */
    SECONDS("seconds", 1_000_000_000L),
    /** Milliseconds. */
    MILLISECONDS("milliseconds", 1_000_000L),
    /** Microseconds. */
    MICROSECONDS("microseconds", 1_000L),
    /** Nanoseconds. */
    NANOSECONDS("nanoseconds", 1L);

    private static final long MOST_SECONDS = 100_000_000_000L;

    private final String words;
    private final long nanos;

    StampUnit(final String words, final long nanos) {
        this.words = words;
        this.nanos = nanos;
    }

    /**
     * The unit that makes a stamp a time of our days.
     *
     * @param stamp its whole part, positive
     * @return the unit
     */
    public static StampUnit of(final long stamp) {
        if (stamp < MOST_SECONDS) {
            return SECONDS;
        }
        if (stamp < MOST_SECONDS * 1_000) {
            return MILLISECONDS;
        }
        return stamp < MOST_SECONDS * 1_000_000 ? MICROSECONDS : NANOSECONDS;
    }

    /**
     * For people.
     *
     * @return e.g. {@code milliseconds}
     */
    public String words() {
        return words;
    }

    /**
     * Length of one unit.
     *
     * @return nanoseconds
     */
    public long nanos() {
        return nanos;
    }
}
