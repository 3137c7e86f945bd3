package io.penstock.gateways.synthetic;

import io.penstock.api.InstrumentKind;

/**
 * One instrument of the synthetic market. Fixed point with the instrument's own exponents. Immutable; any thread.
 *
 * @param symbol           at most 32 characters
 * @param baseAsset        at most 16 characters
 * @param quoteAsset       at most 16 characters
 * @param kind             what is traded
 * @param priceExponent    -18 to 0
 * @param quantityExponent -18 to 0
 * @param tickSize         in price units
 * @param lotSize          in quantity units
 * @param minQuantity      in quantity units
 * @param maxQuantity      in quantity units, 0 = no limit
 * @param minNotional      amount, exponent -8, 0 = no limit
 * @param startPrice       where the market begins, in price units, a multiple of the tick size
 * @param touchLots        mean quantity at the touch, in lots
 * @param volatilityTicks  volatility before the regime shift, in ticks per square-root second
 */
public record SyntheticInstrument(
    String symbol, String baseAsset, String quoteAsset, InstrumentKind kind, int priceExponent, int quantityExponent,
    long tickSize, long lotSize, long minQuantity, long maxQuantity, long minNotional, long startPrice,
    long touchLots, double volatilityTicks) {
    /** Fewest ticks between zero and the start price, so that the band of the book fits. */
    static final long MIN_START_TICKS = 8_192;

    /**
     * Checks the definition.
     *
     * @throws IllegalArgumentException naming the symbol and what is wrong
     */
    public SyntheticInstrument {
        require(symbol, symbol.length() >= 1 && symbol.length() <= 32, "symbol must have 1 to 32 characters");
        require(symbol, baseAsset.length() <= 16 && quoteAsset.length() <= 16,
            "assets must have at most 16 characters");
        require(symbol, priceExponent >= -18 && priceExponent <= 0 && quantityExponent >= -18 && quantityExponent <= 0,
            "exponents must be -18 to 0");
        require(symbol, tickSize > 0 && lotSize > 0, "tick size and lot size must be positive");
        require(symbol, minQuantity >= 0 && maxQuantity >= 0 && minNotional >= 0, "limits must not be negative");
        require(symbol, startPrice % tickSize == 0 && startPrice / tickSize >= MIN_START_TICKS,
            "startPrice must be a multiple of the tick size and at least " + MIN_START_TICKS + " ticks");
        require(symbol, touchLots > 0 && touchLots <= 1_000_000_000L, "touchLots must be 1 to 1000000000");
        require(symbol, volatilityTicks > 0 && volatilityTicks <= 100, "volatilityTicks must be above 0, at most 100");
    }

    private static void require(final String symbol, final boolean holds, final String rule) {
        if (!holds) {
            throw new IllegalArgumentException("synthetic instrument '" + symbol + "': " + rule);
        }
    }

    /**
     * A spot instrument: price 250.00, tick 0.01, lot 0.01.
     *
     * @return PENUSDT
     */
    public static SyntheticInstrument pen() {
        return new SyntheticInstrument("PENUSDT", "PEN", "USDT", InstrumentKind.SPOT, -4, -4, 100, 100, 100,
            100_000_000_000L, 5_00000000L, 2_500_000, 1_000, 7.0);
    }

    /**
     * A linear perpetual: price 1.2500, tick 0.0001, lot 1.
     *
     * @return STKUSDT
     */
    public static SyntheticInstrument stk() {
        return new SyntheticInstrument("STKUSDT", "STK", "USDT", InstrumentKind.LINEAR_PERPETUAL, -6, -2, 100, 100,
            100, 1_000_000_000_000L, 5_00000000L, 1_250_000, 2_000, 4.0);
    }
}
