package io.penstock.tools.config;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Venue;

/**
 * The definition of an instrument as {@code instruments.toml} gives it. Immutable; any thread.
 *
 * @param venue            where it trades
 * @param symbol           as the venue writes it
 * @param kind             spot or perpetual
 * @param base             asset that is bought and sold
 * @param quote            asset it is priced in
 * @param priceExponent    decimal exponent of prices, -18 to 0
 * @param quantityExponent decimal exponent of quantities, -18 to 0
 * @param tickSize         in priceExponent
 * @param lotSize          in quantityExponent
 * @param minQuantity      in quantityExponent
 * @param maxQuantity      in quantityExponent; 0 = no limit
 * @param minNotional      amount with exponent -8; 0 = no limit
 */
public record InstrumentConfig(
    Venue venue, String symbol, InstrumentKind kind, String base, String quote, int priceExponent,
    int quantityExponent, long tickSize, long lotSize, long minQuantity, long maxQuantity, long minNotional) {
}
