package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.AccountValue;

/** Small sums and products of risk. {@link FixedPoint#OVERFLOW} goes in and comes out. Any thread; no allocation. */
final class Amounts {
    private Amounts() {
    }

    /** The sum, or the end of the range that it passed. */
    static long saturatingAdd(final long a, final long b) {
        final long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        return sum;
    }

    /** The sum of two amounts, or OVERFLOW. */
    static long add(final long a, final long b) {
        final long sum = a + b;
        return a == FixedPoint.OVERFLOW || b == FixedPoint.OVERFLOW || ((a ^ sum) & (b ^ sum)) < 0
            ? FixedPoint.OVERFLOW : sum;
    }

    /** An amount times a rate with exponent -8. */
    static long share(final long amount, final long rateE8) {
        return FixedPoint.multiplyDivide(amount, rateE8, FixedPoint.ONE_E8);
    }

    /**
     * What a rate of equity allows: nothing while equity is unknown; a product beyond the range of amounts forbids
     * nothing.
     */
    static long allowance(final long equity, final long rateE8) {
        if (equity == AccountValue.UNKNOWN) {
            return 0;
        }
        final long share = share(equity, rateE8);
        return share == FixedPoint.OVERFLOW && equity > 0 ? Long.MAX_VALUE : share;
    }

    /** Value of a quantity at a price, in quote. */
    static long notional(final Instrument instrument, final long price, final long quantity) {
        return price == BookView.NO_PRICE ? FixedPoint.OVERFLOW : FixedPoint.notional(
            price, instrument.priceExponent(), quantity, instrument.quantityExponent());
    }
}
