package io.penstock.gateways.emulator;

import io.penstock.api.Venue;

/**
 * An instrument of the emulator. Prices and quantities are whole numbers of ticks and lots inside the emulator.
 * Immutable; any thread.
 *
 * @param venue         where it trades
 * @param symbol        the venue's name
 * @param baseAsset     what is traded
 * @param quoteAsset    what it is paid in
 * @param tick          decimal text, e.g. {@code 0.01}
 * @param lot           decimal text
 * @param minNotional   decimal text
 * @param startPrice    decimal text, a multiple of the tick
 * @param stepsPerSecond order flow of the synthetic market
 */
public record EmulatedInstrument(
    Venue venue, String symbol, String baseAsset, String quoteAsset, String tick, String lot, String minNotional,
    String startPrice, int stepsPerSecond) {
}
