package io.penstock.gateways.common.order;

import org.agrona.DirectBuffer;

/**
 * What an {@link OrderSession} asks of the shell around it when it is polled. The shell's thread.
 */
public interface OrderActions {
    /**
     * Takes the records of one message whole, as private events that are never dropped.
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
     * @param connection over which
     * @param text       ASCII
     * @return false when the connection is not there: it certainly did not leave
     */
    boolean send(int connection, String text);

    /**
     * A question over HTTP; {@code onAnswer} or {@code onLost} follows with the same number.
     *
     * @param askId number of the question, never used twice
     * @param ask   signed and complete
     */
    void ask(long askId, SignedAsk ask);

    /**
     * A connection is to be closed and opened anew, at {@link OrderSession#address}.
     *
     * @param connection which
     */
    void reconnect(int connection);
}
