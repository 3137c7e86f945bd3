package io.penstock.gateways.common;

/**
 * What a venue demands of a WebSocket connection, and what we hold back from it. Immutable; any thread.
 *
 * @param lifeNs            after so long the venue closes a connection, 0 = never
 * @param attempts          connection attempts of the whole venue allowed in {@code attemptWindowNs}
 * @param attemptWindowNs   window of the attempts
 * @param silenceNs         a connection without any frame for so long is dead
 * @param openTimeoutNs     most time for connecting and shaking hands
 * @param maxFrameBytes     longer frames close the connection
 */
public record ConnectionRules(
    long lifeNs, int attempts, long attemptWindowNs, long silenceNs, long openTimeoutNs, int maxFrameBytes) {
}
