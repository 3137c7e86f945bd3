package io.penstock.api;

/**
 * Why an instrument is in the universe or not.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum UniverseReason {
    /** In: it meets every rule. */
    RULES(1),
    /** In: its symbol is on the allow list, so volume, spread and quote asset are not asked. */
    ALLOWED(2),
    /** In: its symbol is on the explicit list. */
    LISTED(3),
    /** Out: its symbol is on the deny list, which wins over everything. */
    DENIED(10),
    /** Out: there is an explicit list and its symbol is not on it. */
    UNLISTED(11),
    /** Out: paid in an asset that is not wanted. */
    ASSET(12),
    /** Out: too little was traded in 24 hours. */
    VOLUME(13),
    /** Out: the spread is too wide, or there is none because a side is empty. */
    SPREAD(14),
    /** Out: there are enough bigger ones. */
    COUNT(15),
    /** Out: the venue does not trade it now. */
    HALTED(16),
    /** Out: the rules ask for volume or spread, and the venue says nothing about it. */
    UNKNOWN(17),
    /** Out: the venue does not list it any more. */
    GONE(18),
    /** Out: what the venue says of it cannot be expressed as this journal began it, or there is no room. */
    REFUSED(19);

    private static final UniverseReason[] BY_CODE = new UniverseReason[20];

    static {
        for (final UniverseReason value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    UniverseReason(final int code) {
        this.code = code;
    }

    /**
     * Which side of the line it is on.
     *
     * @return true when it means that the instrument is in
     */
    public boolean member() {
        return code < 10;
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
    public static UniverseReason of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
