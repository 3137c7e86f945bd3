package io.penstock.engine.config;

/**
 * Our own limits. Amounts are in quote with exponent -8; a limit of 0 denies everything (fail closed).
 *
 * @param maxOrderNotional    most notional of one order
 * @param maxOrderQuantityE8  most quantity of one order, base units with exponent -8 whatever the instrument's exponent
 * @param maxPositionNotional most worst-case position per instrument, valued at the reference price
 * @param collarRateE8        how far a price may lie from the reference on the bad side, as a rate with exponent -8
 * @param maxBookAgeMs        a book older than this is stale
 * @param maxOpenOrders       most working orders per instrument
 */
public record RiskConfig(
    long maxOrderNotional, long maxOrderQuantityE8, long maxPositionNotional, long collarRateE8, long maxBookAgeMs,
    int maxOpenOrders) {
    /**
     * The defaults.
     *
     * @return 10,000 quote per order, 25,000 quote per position, 0.5 % collar, 2 s, 8 orders
     */
    public static RiskConfig defaults() {
        return new RiskConfig(10_000_00000000L, 1_000_000_00000000L, 25_000_00000000L, 500_000L, 2_000, 8);
    }
}
