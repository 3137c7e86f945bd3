package io.penstock.api;

/**
 * Why a feed changed its state.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum FeedReason {
    /** No reason needed. */
    NONE(0),
    /** Update ids are not contiguous. */
    GAP(1),
    /** A frame could not be read. */
    MALFORMED(2),
    /** The engine could not take it in time. */
    BACK_PRESSURE(3),
    /** No snapshot to start from. */
    NO_SNAPSHOT(4),
    /** The book stayed crossed. */
    CROSSED(5),
    /** Asked for. */
    REQUESTED(6),
    /** Nothing came for longer than this stream is ever quiet. */
    SILENT(7);

    private static final FeedReason[] BY_CODE = new FeedReason[8];

    static {
        for (final FeedReason value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    FeedReason(final int code) {
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
    public static FeedReason of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
