package io.penstock.gateways.common.order;

/**
 * The I/O below one {@link OrderLink}: its connections and signed questions over HTTP. Implemented by the Netty shell,
 * and in memory by tests and the simulator. Everything happens on the link's thread and nothing blocks; what follows
 * from a call is told to the link later, never inside the call.
 */
public interface OrderTransport {
    /**
     * Opens a connection; {@link OrderLink#onOpen} or {@link OrderLink#onClosed} follows.
     *
     * @param connection its number
     * @param address    where to, e.g. {@code wss://host/path}; may hold a secret, so it stands in no text
     */
    void connect(int connection, String address);

    /**
     * Closes a connection, if it is there; {@link OrderLink#onClosed} follows in any case.
     *
     * @param connection its number
     */
    void close(int connection);

    /**
     * Sends a text frame.
     *
     * @param connection over which
     * @param text       ASCII
     * @return false when the connection is not there: it certainly did not leave
     */
    boolean sendText(int connection, String text);

    /**
     * Asks once and never again; {@link OrderLink#onAnswer} or {@link OrderLink#onLost} follows, exactly one of them.
     *
     * @param askId number of the question
     * @param ask   signed and complete
     */
    void ask(long askId, SignedAsk ask);

    /**
     * Stops or goes on reading from all connections.
     *
     * @param on false while the engine cannot take more
     */
    void reading(boolean on);
}
