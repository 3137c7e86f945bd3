package io.penstock.engine.host;

/**
 * The fold derives something else now than the output log holds. Carries both records.
 */
public final class OutputMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long sequence;
    private final transient byte[] recorded;
    private final transient byte[] derived;

    /**
     * A mismatch.
     *
     * @param sequence of the first output that differs
     * @param recorded bytes in the log
     * @param derived  bytes derived now
     */
    public OutputMismatchException(final long sequence, final byte[] recorded, final byte[] derived) {
        super("output " + sequence + " differs from what the log holds");
        this.sequence = sequence;
        this.recorded = recorded.clone();
        this.derived = derived.clone();
    }

    /**
     * The first output that differs.
     *
     * @return its sequence
     */
    public long sequence() {
        return sequence;
    }

    /**
     * What the log holds.
     *
     * @return a record
     */
    public byte[] recorded() {
        return recorded.clone();
    }

    /**
     * What the fold derives now.
     *
     * @return a record
     */
    public byte[] derived() {
        return derived.clone();
    }
}
