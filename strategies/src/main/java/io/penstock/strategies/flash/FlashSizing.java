package io.penstock.strategies.flash;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentView;

/**
 * From amounts to whole lots, in integers only. Any thread; does not allocate.
 */
final class FlashSizing {
    private FlashSizing() {
    }

    /**
     * The quantity that an amount buys at a price, to the nearest unit, then down to whole lots.
     *
     * @param amount     quote amount, exponent -8, positive
     * @param price      in price units, positive
     * @param instrument exponents and lot size
     * @return a multiple of the lot size; 0 when the amount does not buy a lot or the numbers leave the range
     */
    static long quantity(final long amount, final long price, final InstrumentView instrument) {
        final int shift = FixedPoint.AMOUNT_EXPONENT - instrument.priceExponent() - instrument.quantityExponent();
        final long quantity;
        if (shift > 18) {
            quantity = FixedPoint.multiplyDivide(
                FixedPoint.multiplyDivide(amount, FixedPoint.powerOfTen(18), price),
                FixedPoint.powerOfTen(shift - 18), 1);
        } else if (shift >= 0) {
            quantity = FixedPoint.multiplyDivide(amount, FixedPoint.powerOfTen(shift), price);
        } else {
            quantity = amount / FixedPoint.powerOfTen(-shift) / price;
        }
        return quantity == FixedPoint.OVERFLOW ? 0 : wholeLots(quantity, instrument);
    }

    /**
     * The part of a quantity that is whole lots.
     *
     * @param quantity   0 or more
     * @param instrument lot size
     * @return a multiple of the lot size, not above the quantity
     */
    static long wholeLots(final long quantity, final InstrumentView instrument) {
        return quantity - quantity % instrument.lotSize();
    }

    /**
     * What a quantity is worth at a price.
     *
     * @param price      in price units
     * @param quantity   in quantity units
     * @param instrument exponents
     * @return quote amount, exponent -8, or {@link FixedPoint#OVERFLOW}
     */
    static long notional(final long price, final long quantity, final InstrumentView instrument) {
        return FixedPoint.notional(price, instrument.priceExponent(), quantity, instrument.quantityExponent());
    }
}
