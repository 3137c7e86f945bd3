package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.dialect.InboundLimit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** One connection of a client. One thread. */
final class BinanceClient {
    private record Ping(long sentNs, byte[] payload) {
    }

    final int connection;
    /** {@code public}, {@code market} or {@code private}; empty on spot; {@code api} is the WebSocket API. */
    final String route;
    final boolean micros;
    boolean combined;
    /** Who logged on over the WebSocket API; null = nobody. */
    ApiKey session;
    long sessionSinceNs;
    long openedNs;
    /** Subscriptions to private events that this connection ever had. */
    int subscriptions;
    private final InboundLimit inbound;
    private final ArrayDeque<Ping> unanswered = new ArrayDeque<>();

    BinanceClient(final int connection, final String route, final boolean micros, final boolean combined,
        final int inboundPerSecond) {
        this.connection = connection;
        this.route = route;
        this.micros = micros;
        this.combined = combined;
        inbound = new InboundLimit(inboundPerSecond, TimeUnit.SECONDS.toNanos(1));
    }

    /** False when this frame of the client is one too many. */
    boolean take(final long nowNs) {
        return inbound.take(nowNs);
    }

    void pinged(final long nowNs, final byte[] payload) {
        unanswered.add(new Ping(nowNs, payload));
    }

    /** An answer to a ping answers those before it too; a pong that nobody asked for answers nothing. */
    void pong(final byte[] payload) {
        for (final Ping ping : unanswered) {
            if (Arrays.equals(ping.payload, payload)) {
                while (unanswered.poll() != ping) {
                    continue;
                }
                return;
            }
        }
    }

    /** When the oldest unanswered ping was sent, Long.MAX_VALUE when all are answered. */
    long unansweredSinceNs() {
        final Ping oldest = unanswered.peek();
        return oldest == null ? Long.MAX_VALUE : oldest.sentNs;
    }
}
