package io.penstock.gateways.common.rest;

/**
 * An answer over HTTP, good or refused: any status that is neither a limit, a ban nor a fault of the server. The body
 * is not copied. Any thread.
 *
 * @param status      of HTTP
 * @param body        whole
 * @param roundTripNs from asking to the end of the body
 * @param receivedNs  when the end of the body was there, nanoseconds since 1970
 */
public record RestAnswer(int status, byte[] body, long roundTripNs, long receivedNs) {
    /**
     * Whether the venue did what was asked.
     *
     * @return true for 2xx
     */
    public boolean ok() {
        return status / 100 == 2;
    }
}
