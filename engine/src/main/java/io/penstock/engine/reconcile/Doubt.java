package io.penstock.engine.reconcile;

/** Why an order is asked for at its venue. Any thread; does not allocate. */
public enum Doubt {
    /** It may or may not have reached the venue. */
    OUTCOME_UNKNOWN,
    /** No word came for too long. */
    SILENCE,
    /** The private stream was lost while a word was under way. */
    STREAM_LOST,
    /** A cancel or a change of it may or may not have reached the venue. */
    COMMAND_UNKNOWN,
    /** The venue refused a cancel, for it does not work there (any more). */
    CANCEL_REFUSED,
    /** The venue counts more filled than we have booked. */
    FILLS_MISSING,
    /** The venue had an order of this id before. */
    DUPLICATE_ID,
    /** The venue does not list it. */
    NOT_LISTED,
    /** The venue lists it, and we hold it final. */
    LISTED_THOUGH_FINAL;

    private static final Doubt[] ALL = values();

    /** The word at a place; the places never change. */
    static Doubt at(final int ordinal) {
        return ALL[ordinal];
    }

    /** Whether a word that the order works settles it. */
    boolean settledByAnyWord() {
        return this != FILLS_MISSING && this != LISTED_THOUGH_FINAL;
    }
}
