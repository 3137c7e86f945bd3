package io.penstock.engine.config;

/**
 * How the fold deals with what it does not know of a venue. Only live uses it. Times are milliseconds.
 *
 * @param receiveWindowMs    how long after it was signed a venue may still take a request, margin included
 * @param settleMs           what was touched so lately is not judged; so long a fill may be missing
 * @param silenceMs          a new order or a cancel without any word for so long is asked for
 * @param unknownMs          an order unknown for so long stops its instrument
 * @param ordersIntervalMs   time between two listings of open orders
 * @param accountIntervalMs  time between two listings of balances and positions too
 * @param listingTimeoutMs   a listing that has not ended by then has failed
 * @param disconnectGraceMs  every order is canceled after the private stream was lost for so long
 * @param countdownMs        after which a venue that can cancels everything by itself; 0 = never
 * @param countdownEveryMs   how often the countdown is started anew
 * @param killAmount         a break worth more kills when it is seen again; quote, exponent -8
 * @param killRepeats        a break seen so often in a row kills
 * @param adopt              whether positions and foreign orders found at the opening are taken over as EXTERNAL
 */
public record ReconcileConfig(
    long receiveWindowMs, long settleMs, long silenceMs, long unknownMs, long ordersIntervalMs,
    long accountIntervalMs, long listingTimeoutMs, long disconnectGraceMs, long countdownMs, long countdownEveryMs,
    long killAmount, int killRepeats, boolean adopt) {
    /**
     * The defaults.
     *
     * @return a window of 5 s and 1 s of margin, listings each 10 and 30 s, 60 s until an instrument stops
     */
    public static ReconcileConfig defaults() {
        return new ReconcileConfig(
            6_000, 5_000, 3_000, 60_000, 10_000, 30_000, 30_000, 10_000, 120_000, 30_000, 1_000_00000000L, 3, false);
    }
}
