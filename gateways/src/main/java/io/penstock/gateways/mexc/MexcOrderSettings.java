package io.penstock.gateways.mexc;

/**
 * How a private session of MEXC behaves. Immutable; any thread.
 *
 * @param streamBase       address of the streams without a path, e.g. {@code wss://wbs-api.mexc.com}
 * @param recvWindowMs     how old a request may be at the venue
 * @param requestTimeoutMs after which the outcome of a request is unknown
 * @param historyMs        how far back the first reconciliation looks for trades, at most 30 days
 * @param keyAttested      the operator vouches that the key neither withdraws nor transfers and is bound to addresses:
 *                         MEXC has no way to ask
 */
public record MexcOrderSettings(
    String streamBase, int recvWindowMs, int requestTimeoutMs, long historyMs, boolean keyAttested) {
    /** The venue lists trades of at most a month. */
    static final long MOST_HISTORY_MS = 30L * 24 * 3_600_000;

    /** Checks the limits. */
    public MexcOrderSettings {
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
     * The usual: 5 s, 5 s, one day.
     *
     * @param streamBase  address without a path
     * @param keyAttested as above
     * @return settings
     */
    public static MexcOrderSettings of(final String streamBase, final boolean keyAttested) {
        return new MexcOrderSettings(streamBase, 5_000, 5_000, 24L * 3_600_000, keyAttested);
    }
}
