package io.penstock.gateways.common.order;

/**
 * An answer over HTTP as order sessions need it. Immutable by convention: the body is not to be changed. Any thread.
 *
 * @param status       of HTTP
 * @param retryAfterNs how long the venue asks us to stay away, from now; 0 = it does not
 * @param body         bytes of it
 */
public record OrderAnswer(int status, long retryAfterNs, byte[] body) {
}
