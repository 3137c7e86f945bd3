package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.PositionView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Our position in one instrument by the average-cost method, in whole numbers.
 *
 * <p>A change of size d is worth a signed quote amount v (paid when positive). Opening adds v to the cost basis.
 * Closing part of it takes cost out in proportion, cost x d / position, rounded half away from zero; the rest stays in
 * the cost basis, so that at any time realised P&amp;L minus cost basis equals minus the sum of all v. A change
 * through zero is a close and an open, v split in proportion.
 *
 * <p>Units. A spot position is kept in amounts of the base asset (exponent -8), because base fees are amounts: what the
 * ledger holds of the base asset has then changed by exactly the position. {@link #position} gives whole quantity units
 * of the instrument, cut towards zero; the two are the same where the quantity exponent is -8. A position of a
 * perpetual is kept in quantity units. Engine thread only; does not allocate.
 */
public final class Position implements PositionView {
    private int priceExponent;
    private int unitExponent = FixedPoint.AMOUNT_EXPONENT;
    private long unitsPerQuantity = 1;
    private long units;
    private long costBasis;
    private long realizedPnl;
    private long quoteFees;
    private long baseFees;
    private long baseFeesValue;
    private long funding;

    Position() {
    }

    /** Takes the exponents; spot quantities must not be finer than amounts. */
    void define(final int newPriceExponent, final int quantityExponent, final boolean spot) {
        priceExponent = newPriceExponent;
        unitExponent = spot ? FixedPoint.AMOUNT_EXPONENT : quantityExponent;
        unitsPerQuantity = FixedPoint.powerOfTen(quantityExponent - unitExponent);
    }

    @Override
    public long position() {
        return quantityOf(units);
    }

    /**
     * The position to the last unit.
     *
     * @return signed, with {@link #unitExponent}
     */
    public long units() {
        return units;
    }

    /**
     * Exponent of {@link #units}.
     *
     * @return -8 for spot, the quantity exponent for perpetuals
     */
    public int unitExponent() {
        return unitExponent;
    }

    @Override
    public long costBasis() {
        return costBasis;
    }

    @Override
    public long realizedPnl() {
        return realizedPnl;
    }

    /**
     * {@inheritDoc} Fees in the quote asset as they are, fees in the base asset at the price of their fill. Fees in any
     * other asset are in the ledger only, since nothing here has a price for them.
     */
    @Override
    public long fees() {
        return quoteFees + baseFeesValue;
    }

    /**
     * Fees paid in the base asset.
     *
     * @return base amount, exponent -8
     */
    public long baseFees() {
        return baseFees;
    }

    /**
     * What the base fees were worth at the prices of their fills.
     *
     * @return quote amount, exponent -8
     */
    public long baseFeesValue() {
        return baseFeesValue;
    }

    /**
     * Fees paid in the quote asset.
     *
     * @return quote amount, exponent -8
     */
    public long quoteFees() {
        return quoteFees;
    }

    /**
     * Funding paid for it so far.
     *
     * @return quote amount, exponent -8; negative when more was received
     */
    public long funding() {
        return funding;
    }

    /**
     * Average price of the open position, for display; rounded half away from zero.
     *
     * @return price units; 0 when FLAT, {@link FixedPoint#OVERFLOW} when it does not fit
     */
    public long averagePrice() {
        if (units == 0) {
            return 0;
        }
        return priceOf(units < 0 ? -costBasis : costBasis);
    }

    /**
     * The price at which the open position's size is worth an amount; rounded half away from zero.
     *
     * @param amount quote amount, exponent -8
     * @return price units; {@link FixedPoint#OVERFLOW} when it does not fit
     */
    long priceOf(final long amount) {
        final long size = Math.abs(units);
        final int shift = FixedPoint.AMOUNT_EXPONENT - unitExponent - priceExponent;
        if (shift > 18) {
            return FixedPoint.multiplyDivide(FixedPoint.multiplyDivide(amount, FixedPoint.powerOfTen(18), size),
                FixedPoint.powerOfTen(shift - 18), 1);
        }
        if (shift >= 0) {
            return FixedPoint.multiplyDivide(amount, FixedPoint.powerOfTen(shift), size);
        }
        final long divisor = FixedPoint.multiplyDivide(size, FixedPoint.powerOfTen(-shift), 1);
        // A divisor beyond a long is beyond any amount, so the price is below half a unit.
        return divisor == FixedPoint.OVERFLOW ? 0 : FixedPoint.multiplyDivide(amount, 1, divisor);
    }

    /**
     * What closing at a price would realise, fees apart.
     *
     * @param markPrice price units; 0 or less = there is none
     * @return quote amount, exponent -8; 0 without a mark, {@link FixedPoint#OVERFLOW} when it does not fit
     */
    public long unrealizedPnl(final long markPrice) {
        if (markPrice <= 0 || units == 0 && costBasis == 0) {
            return 0;
        }
        final long value = FixedPoint.notional(markPrice, priceExponent, units, unitExponent);
        final long pnl = value - costBasis;
        final boolean overflow = value == FixedPoint.OVERFLOW || ((value ^ costBasis) & (value ^ pnl)) < 0;
        return overflow ? FixedPoint.OVERFLOW : pnl;
    }

    /**
     * Whole quantity units of the instrument.
     *
     * @param anyUnits signed, with {@link #unitExponent}
     * @return cut towards zero: what is finer, such as fees taken in the base asset leave, is dropped
     */
    public long quantityOf(final long anyUnits) {
        return anyUnits / unitsPerQuantity;
    }

    /** Units of a quantity of the instrument. */
    long unitsOf(final long quantity) {
        return Math.multiplyExact(quantity, unitsPerQuantity);
    }

    /**
     * Changes the position. Computes everything before it changes anything.
     *
     * @param delta signed units
     * @param value signed quote amount paid for them, exponent -8
     * @return the P&amp;L realised by this change, fees apart
     * @throws ArithmeticException when a sum leaves the range of a long
     */
    long apply(final long delta, final long value) {
        final long newUnits = Math.addExact(units, delta);
        final long newCost = costAfter(units, costBasis, delta, value);
        final long realized = Math.subtractExact(Math.subtractExact(newCost, costBasis), value);
        realizedPnl = Math.addExact(realizedPnl, realized);
        units = newUnits;
        costBasis = newCost;
        return realized;
    }

    /** The cost basis after a change; what was paid and is not in it any more was realised. */
    static long costAfter(final long units, final long costBasis, final long delta, final long value) {
        final long newUnits = Math.addExact(units, delta);
        if (newUnits == 0) {
            // a value without any units is a gain or loss by itself
            return 0;
        }
        if (units == 0 || delta == 0 || (units ^ delta) >= 0) {
            return Math.addExact(costBasis, value);
        }
        if ((newUnits ^ units) >= 0) {
            return Math.subtractExact(
                costBasis, FixedPoint.multiplyDivide(costBasis, Math.abs(delta), Math.abs(units)));
        }
        return Math.subtractExact(value, FixedPoint.multiplyDivide(value, Math.abs(units), Math.abs(delta)));
    }

    void addQuoteFee(final long amount) {
        quoteFees = Math.addExact(quoteFees, amount);
    }

    void addBaseFee(final long amount, final long value) {
        final long sum = Math.addExact(baseFees, amount);
        baseFeesValue = Math.addExact(baseFeesValue, value);
        baseFees = sum;
    }

    void addFunding(final long amount) {
        funding = Math.addExact(funding, amount);
    }

    void clear() {
        funding = 0;
        units = 0;
        costBasis = 0;
        realizedPnl = 0;
        quoteFees = 0;
        baseFees = 0;
        baseFeesValue = 0;
    }

    void writeTo(final StateWriter out) {
        out.putLong(units);
        out.putLong(costBasis);
        out.putLong(realizedPnl);
        out.putLong(quoteFees);
        out.putLong(baseFees);
        out.putLong(baseFeesValue);
        out.putLong(funding);
    }

    void readFrom(final StateReader in) {
        units = in.getLong();
        costBasis = in.getLong();
        realizedPnl = in.getLong();
        quoteFees = in.getLong();
        baseFees = in.getLong();
        baseFeesValue = in.getLong();
        funding = in.getLong();
    }
}
