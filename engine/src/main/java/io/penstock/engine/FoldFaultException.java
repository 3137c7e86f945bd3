package io.penstock.engine;

/**
 * An input that cannot be part of this log, or a broken invariant while applying it. Stops the host: the same input
 * stops it again after a restart.
 */
public final class FoldFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long sequence;

    /**
     * A fault.
     *
     * @param sequence of the input
     * @param message  what is wrong
     */
    public FoldFaultException(final long sequence, final String message) {
        super("input " + sequence + ": " + message);
        this.sequence = sequence;
    }

    /**
     * A fault found by something that does not know the input.
     *
     * @param sequence of the input
     * @param cause    what happened while it was applied
     */
    public FoldFaultException(final long sequence, final Throwable cause) {
        super("input " + sequence + ": " + cause, cause);
        this.sequence = sequence;
    }

    /**
     * The input that stops the fold.
     *
     * @return its sequence
     */
    public long sequence() {
        return sequence;
    }
}
