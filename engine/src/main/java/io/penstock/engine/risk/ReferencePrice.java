package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Market;

/**
 * The price that limits are measured against (P3): the mid of a book that may be read, is young enough and not too
 * wide; of a perpetual only while mid and mark price agree, else the mark price; else none.
 *
 * <p>A book that is only too old still gives its mid, marked as old: what reduces a position may use it, and
 * {@link StaleBookCheck} denies the rest. Engine thread only; one instance, set anew for each intent; does not
 * allocate.
 */
final class ReferencePrice {
    /** The mid is good. */
    static final int MID = 0;
    /** The mark price stands in. */
    static final int MARK = 1;
    /** The mid of an old book. */
    static final int OLD = 2;
    /** The book may not be read, and there is no mark price. */
    static final int NONE = 3;
    /** The book is too wide, and there is no mark price. */
    static final int WIDE = 4;
    /** A mark price is required and missing. */
    static final int UNMARKED = 5;

    private final Limits limits;
    private final MarkPrices marks;
    private long price;
    private int kind;
    private long limit;
    private long observed;

    ReferencePrice(final Limits limits, final MarkPrices marks) {
        this.limits = limits;
        this.marks = marks;
    }

    /** The price, or {@link BookView#NO_PRICE}. */
    long price() {
        return price;
    }

    /** One of the words above. */
    int kind() {
        return kind;
    }

    /** What was asked of it, when there is none. */
    long limit() {
        return limit;
    }

    /** What there was instead. */
    long observed() {
        return observed;
    }

    /** Sets it for an instrument at a moment. */
    void set(final Market market, final long nowNs) {
        final boolean perpetual = market.definition().kind() == InstrumentKind.LINEAR_PERPETUAL;
        final long mark = perpetual
            ? marks.price(market.definition().id(), limits.nanos(RiskLimit.MAX_MARK_AGE_MS), nowNs) : 0;
        if (!market.readable()) {
            fallBack(mark, NONE, 1, 0);
            return;
        }
        if (mark == 0 && perpetual && limits.get(RiskLimit.MARK_REQUIRED) != 0) {
            price = BookView.NO_PRICE;
            kind = UNMARKED;
            limit = 1;
            observed = 0;
            return;
        }
        final long bid = market.book().bestBidPrice();
        final long spread = market.book().bestAskPrice() - bid;
        final long mid = bid + spread / 2;
        if (exceeds(spread, mid, limits.get(RiskLimit.MAX_SPREAD_RATE))) {
            fallBack(mark, WIDE, limits.get(RiskLimit.MAX_SPREAD_RATE),
                FixedPoint.multiplyDivide(spread, FixedPoint.ONE_E8, mid));
        } else if (mark > 0
            && exceeds(Math.abs(mid - mark), mark, limits.get(RiskLimit.MAX_MARK_DISTANCE_RATE))) {
            price = mark;
            kind = MARK;
        } else if (nowNs - market.bookTimeNs() > limits.nanos(RiskLimit.MAX_BOOK_AGE_MS)) {
            price = mark > 0 ? mark : mid;
            kind = mark > 0 ? MARK : OLD;
        } else {
            price = mid;
            kind = MID;
        }
    }

    private void fallBack(final long mark, final int without, final long wanted, final long found) {
        price = mark > 0 ? mark : BookView.NO_PRICE;
        kind = mark > 0 ? MARK : without;
        limit = wanted;
        observed = found;
    }

    /** Whether a distance is more than a rate of a price, without a division; both are not negative. */
    static boolean exceeds(final long distance, final long of, final long rateE8) {
        final long high = Math.multiplyHigh(distance, FixedPoint.ONE_E8);
        final long otherHigh = Math.multiplyHigh(of, rateE8);
        return high != otherHigh ? high > otherHigh
            : Long.compareUnsigned(distance * FixedPoint.ONE_E8, of * rateE8) > 0;
    }
}
