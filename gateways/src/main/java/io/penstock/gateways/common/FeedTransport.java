package io.penstock.gateways.common;

import org.agrona.DirectBuffer;

/**
 * The I/O below one feed: two connections and questions over HTTP. Implemented by the Netty shell, and in memory by
 * tests and soaks. Everything happens on the feed's own thread; none of it blocks.
 */
public interface FeedTransport {
    /**
     * Opens a connection; {@code Feed.onOpen} or {@code Feed.onClosed} follows.
     *
     * @param lane which one
     */
    void connect(int lane);

    /**
     * Closes a connection, if it is there; {@code Feed.onClosed} follows.
     *
     * @param lane which one
     */
    void close(int lane);

    /**
     * Sends a text frame.
     *
     * @param lane   over which connection
     * @param buffer holds it; only valid during the call
     * @param offset of its first byte
     * @param length in bytes
     */
    void sendText(int lane, DirectBuffer buffer, int offset, int length);

    /**
     * Stops or goes on reading from both connections.
     *
     * @param on false while the engine cannot take more
     */
    void reading(boolean on);

    /**
     * Asks for a book; {@code Feed.onSnapshot} or {@code Feed.onSnapshotFailed} follows.
     *
     * @param instrument which of the session's instruments
     * @param symbol     the venue's name
     */
    void requestSnapshot(int instrument, String symbol);
}
