package io.penstock.api;

/**
 * What is known of the private half of a venue.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum VenueCondition {
    /** The private stream is there. */
    PRIVATE_UP(1),
    /** The private stream is lost. */
    PRIVATE_DOWN(2),
    /** A listing of orders, balances, positions and trades begins. */
    SNAPSHOT_BEGIN(3),
    /** It is complete. */
    SNAPSHOT_END(4),
    /** It could not be completed: what came of it means nothing. */
    SNAPSHOT_FAILED(5),
    /** Asked us to come less often. */
    RATE_LIMITED(6),
    /** Takes nothing from us for a time. */
    BANNED(7),
    /** Does not trade. */
    MAINTENANCE(8),
    /** Trades, and takes requests. */
    AVAILABLE(9),
    /** The key may do what it must and no more. */
    PERMISSIONS_GOOD(10),
    /** The key may do what it must not, or not what it must. */
    PERMISSIONS_BAD(11),
    /** The key is not taken. */
    KEY_REFUSED(12),
    /** Refused an order for its filters: definitions are read again. */
    FILTERS_CHANGED(13);

    private static final VenueCondition[] BY_CODE = new VenueCondition[14];

    static {
        for (final VenueCondition value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    VenueCondition(final int code) {
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
    public static VenueCondition of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
