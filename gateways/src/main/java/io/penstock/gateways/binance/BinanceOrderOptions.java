package io.penstock.gateways.binance;

import io.penstock.gateways.common.VenueEndpoints;

/**
 * How an order session speaks to Binance. Immutable; any thread.
 *
 * @param endpoints        where the venue is
 * @param socketOrders     true to place and cancel over the WebSocket API, false over REST
 * @param recvWindowMs     for how long a request is good, 1 to 60,000
 * @param safetyMs         taken off every time stamp: the venue refuses those from its future beyond a second
 * @param requestTimeoutMs after which the outcome of a request counts as unknown
 * @param historyMs        how far back trades are asked for when none is known yet
 * @param keyCheckMs       how often the key's permissions are asked for, 0 = never
 */
public record BinanceOrderOptions(
    VenueEndpoints endpoints, boolean socketOrders, int recvWindowMs, int safetyMs, int requestTimeoutMs,
    long historyMs, long keyCheckMs) {
    /** Refuses what cannot be. */
    public BinanceOrderOptions {
        if (recvWindowMs < 1 || recvWindowMs > 60_000) {
            throw new IllegalArgumentException("recvWindowMs is " + recvWindowMs + "; Binance takes 1 to 60000");
        }
        if (safetyMs < 0 || safetyMs >= recvWindowMs || requestTimeoutMs < 1 || historyMs < 0 || keyCheckMs < 0) {
            throw new IllegalArgumentException("safetyMs " + safetyMs + " must be from 0 to less than recvWindowMs, "
                + "requestTimeoutMs " + requestTimeoutMs + " at least 1, historyMs " + historyMs + " and keyCheckMs "
                + keyCheckMs + " not negative");
        }
    }

    /**
     * What suits most: orders over the socket, 5 s of window, 100 ms of safety, 5 s of patience, a day of history, the
     * key looked at every 10 minutes.
     *
     * @param endpoints where the venue is
     * @return options
     */
    public static BinanceOrderOptions usual(final VenueEndpoints endpoints) {
        return new BinanceOrderOptions(endpoints, true, 5_000, 100, 5_000, 86_400_000L, 600_000L);
    }

    /**
     * The same with another way for orders.
     *
     * @param socket true for the WebSocket API, false for REST
     * @return other options
     */
    public BinanceOrderOptions ordersOverSocket(final boolean socket) {
        return new BinanceOrderOptions(
            endpoints, socket, recvWindowMs, safetyMs, requestTimeoutMs, historyMs, keyCheckMs);
    }
}
