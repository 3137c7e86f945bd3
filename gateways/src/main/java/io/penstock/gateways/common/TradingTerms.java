package io.penstock.gateways.common;

/**
 * What a venue says of trading in an instrument beside its sizes. Rates have exponent -8. Immutable; any thread.
 *
 * @param initialMarginRate     margin that opening takes, of the notional; 0 = none
 * @param maintenanceMarginRate margin below which the venue liquidates, of the notional
 * @param bandUpRate            most a price may lie above the venue's reference; 0 = no band
 * @param bandDownRate          most a price may lie below it; 0 = no band
 * @param makerFeeRate          fee of a maker; negative = rebate
 * @param takerFeeRate          fee of a taker
 * @param maxOpenOrders         of the venue, per instrument; 0 = not told
 * @param maxLeverage           0 = no leverage
 * @param capabilities          bits of {@link io.penstock.api.OrderCapability}
 */
public record TradingTerms(
    long initialMarginRate, long maintenanceMarginRate, long bandUpRate, long bandDownRate, long makerFeeRate,
    long takerFeeRate, int maxOpenOrders, int maxLeverage, int capabilities) {
    /** Nothing is told. */
    public static final TradingTerms NONE = new TradingTerms(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Checks what cannot be. */
    public TradingTerms {
        if (initialMarginRate < 0 || maintenanceMarginRate < 0 || bandUpRate < 0 || bandDownRate < 0
            || maxOpenOrders < 0 || maxLeverage < 0) {
            throw new IllegalArgumentException("margins, bands and limits must not be negative; 0 means none");
        }
    }
}
