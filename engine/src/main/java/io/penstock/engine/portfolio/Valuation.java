package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Values positions: one at any price, or all of a quote asset at the prices remembered last.
 *
 * <p>Equity = realised + unrealised - fees - funding. Engine thread only; allocates in the constructor.
 */
public final class Valuation {
    private final Terms terms;
    private final Position[] positions;
    private final long[] markPrice;

    Valuation(final Terms terms, final Position[] positions) {
        this.terms = terms;
        this.positions = positions;
        markPrice = new long[positions.length];
    }

    /**
     * Unrealised P&amp;L of an instrument at a price.
     *
     * @param instrumentId dense index
     * @param price        price units; 0 = there is none
     * @return quote amount, exponent -8; 0 without a price, {@link FixedPoint#OVERFLOW} when it does not fit
     */
    public long unrealizedPnl(final int instrumentId, final long price) {
        return positions[instrumentId].unrealizedPnl(price);
    }

    /**
     * Equity of an instrument at a price: realised + unrealised - fees - funding.
     *
     * @param instrumentId dense index
     * @param price        price units; 0 = there is none
     * @return quote amount, exponent -8, or {@link FixedPoint#OVERFLOW}
     */
    public long equity(final int instrumentId, final long price) {
        final Position position = positions[instrumentId];
        final long unrealized = position.unrealizedPnl(price);
        return unrealized == FixedPoint.OVERFLOW ? FixedPoint.OVERFLOW
            : Math.subtractExact(Math.addExact(position.realizedPnl(), unrealized),
                Math.addExact(position.fees(), position.funding()));
    }

    /**
     * Remembers the price at which the totals value an instrument.
     *
     * @param instrumentId dense index
     * @param price        price units, positive
     * @return false, and the former mark is kept, when the position cannot be valued at this price
     */
    public boolean mark(final int instrumentId, final long price) {
        if (price <= 0 || positions[instrumentId].unrealizedPnl(price) == FixedPoint.OVERFLOW) {
            return false;
        }
        markPrice[instrumentId] = price;
        return true;
    }

    /**
     * The price of the last {@link #mark}.
     *
     * @param instrumentId dense index
     * @return price units, 0 when there is none
     */
    public long markPrice(final int instrumentId) {
        return markPrice[instrumentId];
    }

    /**
     * Realised P&amp;L of all instruments quoted in an asset.
     *
     * @param quote dense index of the asset
     * @return amount, exponent -8
     */
    public long totalRealizedPnl(final int quote) {
        long sum = 0;
        for (int id = 0; id < terms.count(); id++) {
            sum = terms.isQuotedIn(id, quote) ? Math.addExact(sum, positions[id].realizedPnl()) : sum;
        }
        return sum;
    }

    /**
     * Unrealised P&amp;L of all instruments quoted in an asset, at their marks; an instrument without one counts 0.
     *
     * @param quote dense index of the asset
     * @return amount, exponent -8
     */
    public long totalUnrealizedPnl(final int quote) {
        long sum = 0;
        for (int id = 0; id < terms.count(); id++) {
            sum = terms.isQuotedIn(id, quote)
                ? Math.addExact(sum, Terms.exact(positions[id].unrealizedPnl(markPrice[id]))) : sum;
        }
        return sum;
    }

    /**
     * Fees of all instruments quoted in an asset.
     *
     * @param quote dense index of the asset
     * @return amount, exponent -8
     */
    public long totalFees(final int quote) {
        long sum = 0;
        for (int id = 0; id < terms.count(); id++) {
            sum = terms.isQuotedIn(id, quote) ? Math.addExact(sum, positions[id].fees()) : sum;
        }
        return sum;
    }

    /**
     * Funding paid for all instruments quoted in an asset.
     *
     * @param quote dense index of the asset
     * @return amount, exponent -8
     */
    public long totalFunding(final int quote) {
        long sum = 0;
        for (int id = 0; id < terms.count(); id++) {
            sum = terms.isQuotedIn(id, quote) ? Math.addExact(sum, positions[id].funding()) : sum;
        }
        return sum;
    }

    /**
     * Equity of all instruments quoted in an asset, at their marks.
     *
     * @param quote dense index of the asset
     * @return amount, exponent -8
     */
    public long totalEquity(final int quote) {
        return Math.subtractExact(
            Math.addExact(totalRealizedPnl(quote), totalUnrealizedPnl(quote)),
            Math.addExact(totalFees(quote), totalFunding(quote)));
    }

    void writeTo(final StateWriter out) {
        for (int id = 0; id < terms.count(); id++) {
            out.putLong(markPrice[id]);
        }
    }

    void readFrom(final StateReader in) {
        for (int id = 0; id < markPrice.length; id++) {
            markPrice[id] = id < terms.count() ? in.getLong() : 0;
        }
    }
}
