package io.penstock.gateways.common;

import org.agrona.DirectBuffer;

/**
 * What a sans-I/O session asks of the shell around it when it is polled. The shell's thread; buffers are only valid
 * during the call.
 */
public interface SessionActions {
    /**
     * Takes the records of one frame whole.
     *
     * @param records scratch of the session, one record every slot
     * @param offset  of the first
     * @param count   how many
     * @return false when there is no room now; the session keeps them and takes no more input
     */
    boolean publish(DirectBuffer records, int offset, int count);

    /**
     * A text frame to send.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     */
    void send(DirectBuffer buffer, int offset, int length);

    /**
     * A book snapshot is wanted over HTTP; the answer goes to the session's {@code onSnapshot}.
     *
     * @param instrumentId which book
     * @param symbol       the venue's name for it
     */
    void requestSnapshot(int instrumentId, String symbol);

    /** The venue is about to close this connection: open another one. */
    void reconnect();
}
