package io.penstock.gateways.common.order;

/**
 * What a private session counts of things that should be rare. Written by the session's thread; for reading from others
 * the figures may be a little old.
 */
public final class OrderCounters {
    private long malformed;
    private long unknownSymbols;
    private long unknownWords;
    private long inexactAmounts;
    private long unmatchedAnswers;
    private String lastFault = "";

    /**
     * A message or row was refused.
     *
     * @param what kind of message and name of the field, never a value
     */
    public void malformed(final String what) {
        malformed++;
        lastFault = what;
    }

    /** A row was of an instrument that is not defined. */
    public void unknownSymbol() {
        unknownSymbols++;
    }

    /**
     * The venue used a word that is not known.
     *
     * @param what kind of word
     */
    public void unknownWord(final String what) {
        unknownWords++;
        lastFault = what;
    }

    /** A fee or balance had more digits than amounts have. */
    public void inexactAmount() {
        inexactAmounts++;
    }

    /** An answer came to nothing that was asked. */
    public void unmatchedAnswer() {
        unmatchedAnswers++;
    }

    /**
     * Messages and rows refused.
     *
     * @return since the start
     */
    public long malformed() {
        return malformed;
    }

    /**
     * Rows of instruments that are not defined.
     *
     * @return since the start
     */
    public long unknownSymbols() {
        return unknownSymbols;
    }

    /**
     * Words of the venue that are not known.
     *
     * @return since the start
     */
    public long unknownWords() {
        return unknownWords;
    }

    /**
     * Fees and balances with more digits than amounts have.
     *
     * @return since the start
     */
    public long inexactAmounts() {
        return inexactAmounts;
    }

    /**
     * Answers to nothing that was asked.
     *
     * @return since the start
     */
    public long unmatchedAnswers() {
        return unmatchedAnswers;
    }

    /**
     * What was wrong last.
     *
     * @return kind of message and field, never a value; empty when nothing was
     */
    public String lastFault() {
        return lastFault;
    }
}
