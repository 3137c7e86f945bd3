package io.penstock.gateways.common;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;

/**
 * What a gateway must know of an instrument before it can decode it, and what it publishes as its definition.
 * Immutable; any thread.
 *
 * @param venue            where it trades
 * @param kind             what is traded
 * @param status           whether it trades
 * @param symbol           the venue's name, 1 to 32 ASCII characters
 * @param baseAsset        at most 16 ASCII characters
 * @param quoteAsset       at most 16 ASCII characters
 * @param priceExponent    -18 to 0
 * @param quantityExponent -18 to 0
 * @param tickSize         price units, positive
 * @param lotSize          quantity units, positive
 * @param minQuantity      quantity units, 0 = no limit
 * @param maxQuantity      quantity units, 0 = no limit
 * @param minNotional      amount, exponent -8, 0 = no limit
 * @param terms            margins, bands, fees and what the venue can do with orders
 */
public record InstrumentDefinition(
    Venue venue, InstrumentKind kind, InstrumentStatus status, String symbol, String baseAsset, String quoteAsset,
    int priceExponent, int quantityExponent, long tickSize, long lotSize, long minQuantity, long maxQuantity,
    long minNotional, TradingTerms terms) {

    /** Checks the limits above; the message names the field and what would be right. */
    public InstrumentDefinition {
        requireText("symbol", symbol, 32);
        requireText("baseAsset", baseAsset, 16);
        requireText("quoteAsset", quoteAsset, 16);
        if (symbol.isEmpty()) {
            throw new IllegalArgumentException("symbol is empty; 1 to 32 ASCII characters are needed");
        }
        if (priceExponent < -18 || priceExponent > 0 || quantityExponent < -18 || quantityExponent > 0) {
            throw new IllegalArgumentException(symbol + ": priceExponent " + priceExponent + " and quantityExponent "
                + quantityExponent + " must be between -18 and 0");
        }
        if (tickSize <= 0 || lotSize <= 0) {
            throw new IllegalArgumentException(
                symbol + ": tickSize " + tickSize + " and lotSize " + lotSize + " must be positive");
        }
        if (minQuantity < 0 || maxQuantity < 0 || minNotional < 0) {
            throw new IllegalArgumentException(symbol + ": limits must not be negative; 0 means none");
        }
    }

    /**
     * A definition of which only the sizes are known; parameters as above.
     *
     * @param venue            who lists it
     * @param kind             spot or perpetual
     * @param status           whether it trades
     * @param symbol           the venue's name
     * @param baseAsset        bought and sold
     * @param quoteAsset       priced in
     * @param priceExponent    -18 to 0
     * @param quantityExponent -18 to 0
     * @param tickSize         price units
     * @param lotSize          quantity units
     * @param minQuantity      quantity units
     * @param maxQuantity      quantity units
     * @param minNotional      amount
     */
    public InstrumentDefinition(
        final Venue venue, final InstrumentKind kind, final InstrumentStatus status, final String symbol,
        final String baseAsset, final String quoteAsset, final int priceExponent, final int quantityExponent,
        final long tickSize, final long lotSize, final long minQuantity, final long maxQuantity,
        final long minNotional) {
        this(venue, kind, status, symbol, baseAsset, quoteAsset, priceExponent, quantityExponent, tickSize, lotSize,
            minQuantity, maxQuantity, minNotional, TradingTerms.NONE);
    }

    /**
     * The same with terms.
     *
     * @param told what the venue says
     * @return a copy
     */
    public InstrumentDefinition with(final TradingTerms told) {
        return new InstrumentDefinition(venue, kind, status, symbol, baseAsset, quoteAsset, priceExponent,
            quantityExponent, tickSize, lotSize, minQuantity, maxQuantity, minNotional, told);
    }

    private static void requireText(final String name, final String text, final int most) {
        if (text.length() > most || text.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new IllegalArgumentException(
                name + " '" + text + "' must be at most " + most + " printable ASCII characters");
        }
    }
}
