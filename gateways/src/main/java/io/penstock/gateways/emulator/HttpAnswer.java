package io.penstock.gateways.emulator;

import java.util.Map;

/**
 * An answer over HTTP. Immutable; any thread.
 *
 * @param status  HTTP status
 * @param headers beside those that the server adds itself
 * @param body    JSON
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
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
