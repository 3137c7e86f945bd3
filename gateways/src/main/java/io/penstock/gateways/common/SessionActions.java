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
     * A text frame to send. The session keeps within the venue's limit of control frames.
     *
     * @param lane   over which connection, 0 or 1
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     */
    void send(int lane, DirectBuffer buffer, int offset, int length);

    /**
     * A book snapshot is wanted over HTTP; the answer goes to the session's {@code onSnapshot}.
     *
     * @param instrument which of the session's instruments, from 0 in the order given
     * @param symbol     the venue's name for it
     */
    void requestSnapshot(int instrument, String symbol);

    /**
     * This connection is to be replaced: the venue is about to close it, or it is silent, or it does not do what was
     * asked of it.
     *
     * @param lane   which connection
     * @param urgent true when nothing good comes from it any more: close it first; false: open the other lane first
     */
    void reconnect(int lane, boolean urgent);
}
