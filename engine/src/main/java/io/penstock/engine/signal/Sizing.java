package io.penstock.engine.signal;

import io.penstock.api.FixedPoint;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.AccountValue;

/**
 * How much is wanted of a signal that passed: a share of equity, and the quantity that it buys. The share is worked out
 * in doubles and becomes a rate with exponent -8; from there on everything is exact and rounded down. A strategy's
 * weight has no part in this: it only enters the score.
 *
 * <p>Engine thread only; does not allocate.
 */
final class Sizing {
    /** Markets of this kind do not close. */
    private static final double YEAR_NS = 365.0 * 86_400_000_000_000.0;
    private static final double RATE_PER_PERCENT = 1e6;
    private static final double RATE_PER_WHOLE = 1e8;
    /** So much of the quote asset is valued to learn its price, so that a cheap one has digits enough. */
    private static final long VALUED = 10_000 * FixedPoint.ONE_E8;

    private final SignalConfig.Method method;
    private final SignalSettings settings;

    Sizing(final SignalConfig.Method method, final SignalSettings settings) {
        this.method = method;
        this.settings = settings;
    }

    /**
     * The share of equity that is wanted.
     *
     * @param capPct     the strategy's own cap in percent of equity
     * @param confidence of the signal
     * @param expected   relative move in its direction, what it costs to take it apart
     * @param deviation  of the move over the horizon, NaN = there is no forecast: sized by confidence then
     * @param horizonNs  of the forecast
     * @return rate, exponent -8; 0 to the cap
     */
    long rate(
        final double capPct, final double confidence, final double expected, final double deviation,
        final long horizonNs) {
        final double cap = capPct * RATE_PER_PERCENT;
        final double wanted;
        if (method == SignalConfig.Method.CONFIDENCE || Double.isNaN(deviation)) {
            wanted = cap * confidence;
        } else if (method == SignalConfig.Method.VOLATILITY) {
            final double annual = deviation / Math.sqrt(horizonNs / YEAR_NS);
            wanted = settings.targetVolatility() / annual * confidence * RATE_PER_WHOLE;
        } else {
            wanted = settings.kellyFraction() * expected / (deviation * deviation) * RATE_PER_WHOLE;
        }
        // what is not a number is nothing
        return wanted > 0 ? (long) Math.floor(Math.min(cap, wanted)) : 0;
    }

    /**
     * The quantity that a share of equity buys.
     *
     * @param equity     amount of the base currency
     * @param rate       share of it, exponent -8
     * @param quoteValue what {@link #valued()} of the quote asset is worth in the base currency
     * @param price      price units, positive
     * @param instrument traded
     * @return quantity units in whole lots, rounded down; {@link FixedPoint#OVERFLOW} when it does not fit
     */
    static long quantity(
        final long equity, final long rate, final long quoteValue, final long price, final Instrument instrument) {
        final long wanted = floorDivide(Math.max(0, equity), rate, FixedPoint.ONE_E8);
        final long notional = floorDivide(wanted, VALUED, quoteValue);
        final int shift = FixedPoint.AMOUNT_EXPONENT - instrument.priceExponent() - instrument.quantityExponent();
        final long quantity = shift >= 0
            ? floorDivide(notional, FixedPoint.powerOfTen(shift), price)
            : notional == FixedPoint.OVERFLOW ? FixedPoint.OVERFLOW
            : notional / FixedPoint.powerOfTen(-shift) / price;
        return quantity == FixedPoint.OVERFLOW ? quantity : quantity - quantity % instrument.lotSize();
    }

    /** How much of the quote asset {@link #quantity} wants valued. */
    static long valued() {
        return VALUED;
    }

    /** Whether a value of the account can be worked with. */
    static boolean known(final long value) {
        return value != AccountValue.UNKNOWN && value != FixedPoint.OVERFLOW;
    }

    /** {@code a x b / divisor} rounded down, of numbers that are not negative; OVERFLOW goes in and comes out. */
    static long floorDivide(final long a, final long b, final long divisor) {
        final long nearest = FixedPoint.multiplyDivide(a, b, divisor);
        if (nearest == FixedPoint.OVERFLOW) {
            return FixedPoint.OVERFLOW;
        }
        final long high = Math.multiplyHigh(a, b);
        final long backHigh = Math.multiplyHigh(nearest, divisor);
        final boolean above = backHigh != high ? backHigh > high
            : Long.compareUnsigned(nearest * divisor, a * b) > 0;
        return above ? nearest - 1 : nearest;
    }
}
