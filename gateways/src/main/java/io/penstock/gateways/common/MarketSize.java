package io.penstock.gateways.common;

/**
 * How big a market is, as the venue's 24-hour statistics say. Immutable; any thread.
 *
 * @param symbol      the venue's name
 * @param quoteVolume of 24 hours, amount with exponent -8
 * @param bid         best bid with exponent -8, 0 = none
 * @param ask         best offer with exponent -8, 0 = none
 */
public record MarketSize(String symbol, long quoteVolume, long bid, long ask) {
}
