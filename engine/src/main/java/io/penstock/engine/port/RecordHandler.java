package io.penstock.engine.port;

import org.agrona.DirectBuffer;

/**
 * Takes one record of a log: header and payload. The buffer is only valid during the call.
 */
@FunctionalInterface
public interface RecordHandler {
    /**
     * One record.
     *
     * @param buffer holds it
     * @param offset where its header begins
     * @param length whole length, header included
     */
    void onRecord(DirectBuffer buffer, int offset, int length);
}
