package io.penstock.engine.port;

import org.agrona.MutableDirectBuffer;

/**
 * Appends records to a log; the only writer of that log. One thread; allocates nothing per record.
 */
public interface LogAppender extends AutoCloseable {
    /**
     * Stamps sequence and CRC into the record's header, then appends it.
     *
     * @param buffer holds the record; its header's sequence and crc32c are overwritten
     * @param offset where the header begins
     * @param length whole length, header included
     * @return the sequence
     * @throws LogFaultException when the record could not be stored; then nothing of it is in the log
     */
    long append(MutableDirectBuffer buffer, int offset, int length);

    /**
     * Sequence of the next record.
     *
     * @return 0 for an empty log
     */
    long nextSequence();

    /** Closes the log cleanly. */
    @Override
    void close();
}
