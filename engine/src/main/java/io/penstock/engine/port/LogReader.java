package io.penstock.engine.port;

/**
 * Reads a log front to back. One thread; reading allocates nothing per record.
 */
public interface LogReader extends AutoCloseable {
    /**
     * Hands the next record to a handler, when there is one.
     *
     * @param handler gets the record in place
     * @return false at the end of what is written now
     * @throws LogFaultException when the record is damaged: the message names the sequence
     */
    boolean read(RecordHandler handler);

    /**
     * Moves so that the next record read is the one with this sequence.
     *
     * @param sequence of the record wanted, or one past the end
     * @return false when the log does not reach so far
     */
    boolean moveTo(long sequence);

    /** Releases the files. */
    @Override
    void close();
}
