package io.penstock.gateways.bybit;

/**
 * How a private session of Bybit behaves. Immutable; any thread.
 *
 * @param streamBase       address of private and trade streams without a path, e.g. {@code wss://stream.bybit.com}
 * @param tradeSocket      true: orders leave over the trade stream, false: over REST
 * @param recvWindowMs     how old a request may be at the venue
 * @param requestTimeoutMs after which the outcome of a request is unknown
 * @param historyMs        how far back the first reconciliation looks for trades, at most 7 days
 */
public record BybitOrderSettings(
    String streamBase, boolean tradeSocket, int recvWindowMs, int requestTimeoutMs, long historyMs) {
    /** The venue lists trades of at most seven days at once. */
    static final long MOST_HISTORY_MS = 7L * 24 * 3_600_000;

    /** Checks the limits. */
    public BybitOrderSettings {
        if (recvWindowMs < 100 || recvWindowMs > 60_000 || requestTimeoutMs < 100 || requestTimeoutMs > 60_000) {
            throw new IllegalArgumentException("recvWindowMs " + recvWindowMs + " and requestTimeoutMs "
                + requestTimeoutMs + " must be between 100 and 60000");
        }
        if (historyMs <= 0 || historyMs > MOST_HISTORY_MS) {
            throw new IllegalArgumentException(
                "historyMs " + historyMs + " must be positive and at most " + MOST_HISTORY_MS);
        }
    }

    /**
     * The usual: trade stream, 5 s, 5 s, one day.
     *
     * @param streamBase address without a path
     * @return settings
     */
    public static BybitOrderSettings of(final String streamBase) {
        return new BybitOrderSettings(streamBase, true, 5_000, 5_000, 24L * 3_600_000);
    }
}
