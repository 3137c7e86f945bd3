package io.penstock.gateways.emulator;

import java.util.Map;

/**
 * An answer over HTTP. Immutable; any thread.
 *
 * @param status  HTTP status, 0 = {@link #NONE}
 * @param headers beside those that the server adds itself
 * @param body    JSON
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    /** No answer ever comes: the shell keeps the client waiting until it gives up. */
    public static final HttpAnswer NONE = new HttpAnswer(0, Map.of(), "");

    /** Copies the map. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
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
