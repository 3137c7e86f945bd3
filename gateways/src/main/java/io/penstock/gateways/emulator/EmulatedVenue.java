package io.penstock.gateways.emulator;

import io.penstock.gateways.emulator.account.VenueOffice;
import java.util.List;
import java.util.Map;

/**
 * One venue as its clients see it, without any I/O: connections, text frames, HTTP requests and times go in; frames to
 * send and connections to close come out. The same class stands behind real sockets ({@code EmulatorServer}) and in
 * memory under virtual time.
 *
 * <p>Its encoders share no code with the gateways' decoders. One thread.
 */
public interface EmulatedVenue {
    /**
     * A client shook hands.
     *
     * @param connection  number of the connection, never used twice
     * @param pathAndQuery of the upgrade request
     * @param nowNs       the venue's clock, nanoseconds since 1970
     */
    void onOpen(int connection, String pathAndQuery, long nowNs);

    /**
     * A text frame of a client.
     *
     * @param connection number of the connection
     * @param text       the frame
     * @param nowNs      the venue's clock
     */
    void onText(int connection, String text, long nowNs);

    /**
     * A pong frame of a client.
     *
     * @param connection number of the connection
     * @param payload    of the frame
     * @param nowNs      the venue's clock
     */
    void onPong(int connection, byte[] payload, long nowNs);

    /**
     * A client is gone.
     *
     * @param connection number of the connection
     * @param nowNs      the venue's clock
     */
    void onClosed(int connection, long nowNs);

    /**
     * A request over HTTP.
     *
     * @param method       GET, POST, PUT or DELETE
     * @param pathAndQuery of the request
     * @param headers      names in lower case
     * @param body         empty for GET
     * @param nowNs        the venue's clock
     * @return the answer
     */
    HttpAnswer onHttp(String method, String pathAndQuery, Map<String, String> headers, String body, long nowNs);

    /**
     * The market moves on, pings become due.
     *
     * @param nowNs the venue's clock
     */
    void advance(long nowNs);

    /**
     * When {@link #advance} has something to do.
     *
     * @return the venue's clock, Long.MAX_VALUE for never
     */
    long nextDueNs();

    /**
     * Hands out what is to be sent, in order.
     *
     * @param wire takes it
     */
    void poll(EmulatorWire wire);

    /**
     * The instruments that are traded.
     *
     * @return in a fixed order
     */
    List<EmulatedInstrument> instruments();

    /**
     * The book as it truly is, to hold others against.
     *
     * @param symbol the venue's name
     * @return live; look at it on the venue's thread
     */
    TrueBook book(String symbol);

    /**
     * What the venue's own people can see and do.
     *
     * @return null when it has no private half
     */
    default VenueOffice office() {
        return null;
    }
}
