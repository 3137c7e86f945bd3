package io.penstock.engine.signal;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What a strategy holds of an instrument by its own fills, and which part of it can be traded. Engine thread only; does
 * not allocate.
 */
final class Holdings {
    private final Portfolio portfolio;

    Holdings(final Portfolio portfolio) {
        this.portfolio = portfolio;
    }

    /** Signed quantity units. */
    long quantity(final Market market, final int strategyId) {
        final int id = market.definition().id();
        return portfolio.position(id).quantityOf(portfolio.attribution().units(id, strategyId));
    }

    /** The part of a quantity that an order can have: whole lots, at most what the venue takes at once. */
    static long orderable(final Instrument instrument, final long quantity) {
        final long most = instrument.maxQuantity() > 0 ? Math.min(quantity, instrument.maxQuantity()) : quantity;
        return most - most % instrument.lotSize();
    }

    /** Whether a quantity is too little for an order, whatever its price. */
    static boolean tooFew(final Instrument instrument, final long quantity) {
        return quantity <= 0 || quantity < instrument.minQuantity();
    }

    /** Whether a quantity is worth too little for an order. */
    static boolean tooCheap(final Instrument instrument, final long quantity, final long price) {
        if (price == BookView.NO_PRICE) {
            return false;
        }
        final long notional = FixedPoint.notional(
            price, instrument.priceExponent(), quantity, instrument.quantityExponent());
        return notional != FixedPoint.OVERFLOW && notional < instrument.minNotional();
    }
}
