package io.penstock.engine.port;

/**
 * A log could not be read or written as it must be. Says which sequence, where and why; stops trading.
 */
public final class LogFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** What went wrong, for exit codes and tests. */
    public enum Kind {
        /** A record's bytes are not what was written. */
        DAMAGED,
        /** Sequences are not contiguous, or the hash chain does not hold. */
        BROKEN_CHAIN,
        /** Too little disk left, or none. */
        NO_SPACE,
        /** There is no log where one was expected, or it is of another kind or version. */
        NOT_A_LOG,
        /** Another process writes this log. */
        LOCKED
    }

    private final Kind kind;
    private final long sequence;

    /**
     * A fault.
     *
     * @param kind     what went wrong
     * @param sequence of the first bad record, or -1
     * @param message  what, where, and what would be right
     * @param cause    or null
     */
    public LogFaultException(final Kind kind, final long sequence, final String message, final Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.sequence = sequence;
    }

    /**
     * What went wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The first bad record.
     *
     * @return its sequence, or -1
     */
    public long sequence() {
        return sequence;
    }
}
