package io.penstock.gateways.emulator;

import java.util.Map;

/**
 * An answer over HTTP. Immutable; any thread.
 *
 * @param status  HTTP status, 0 = {@link #NONE}
 * @param headers beside those that the server adds itself
 * @param body    JSON
 * @param delayNs the shell hands it over so much later, by the venue's clock
 */
public record HttpAnswer(int status, Map<String, String> headers, String body, long delayNs) {
    /** No answer ever comes: the shell keeps the client waiting until it gives up. */
    public static final HttpAnswer NONE = new HttpAnswer(0, Map.of(), "");

    /** The connection is reset after the request was read. */
    public static final HttpAnswer RESET = new HttpAnswer(-1, Map.of(), "");

    /** Copies the map. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /**
     * An answer without a delay.
     *
     * @param status  HTTP status
     * @param headers beside those that the server adds itself
     * @param body    JSON
     */
    public HttpAnswer(final int status, final Map<String, String> headers, final String body) {
        this(status, headers, body, 0);
    }

    /**
     * The same answer, later.
     *
     * @param otherNs by the venue's clock
     * @return another answer
     */
    public HttpAnswer after(final long otherNs) {
        return new HttpAnswer(status, headers, body, otherNs);
    }

    /**
     * A good answer.
     *
     * @param body JSON
     * @return status 200
     */
    public static HttpAnswer ok(final String body) {
        return new HttpAnswer(200, Map.of(), body);
    }
}
