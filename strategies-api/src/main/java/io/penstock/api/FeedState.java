package io.penstock.api;

/**
 * What a gateway knows of a feed.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum FeedState {
    /** The connection is there. */
    CONNECTED(1),
    /** The connection is gone; books are INVALID. */
    DISCONNECTED(2),
    /** Data was lost; the book is INVALID until a snapshot. */
    INVALID(3),
    /** The book follows the venue again. */
    SYNCED(4),
    /** Nothing came for too long. */
    STALE(5);

    private static final FeedState[] BY_CODE = new FeedState[6];

    static {
        for (final FeedState value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    FeedState(final int code) {
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
    public static FeedState of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
