package io.penstock.api;

/**
 * What may be read from a book.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum BookState {
    /** Nothing: no snapshot yet, or a gap. */
    INVALID(0),
    /** One side is empty. */
    ONE_SIDED(1),
    /** Best bid equals best offer. */
    LOCKED(2),
    /** Best bid above best offer. */
    CROSSED(3),
    /** Two-sided and not crossed. */
    VALID(4),
    /** Synchronised, no level on either side. */
    EMPTY(5);

    private static final BookState[] BY_CODE = new BookState[6];

    static {
        for (final BookState value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    BookState(final int code) {
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
    public static BookState of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
