package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.Arrays;

/**
 * What every position adds to the totals, at its mark. Engine thread only; allocates in the constructor.
 */
final class PositionValues {
    static final int NOT_HELD = -1;
    static final int UNPRICED = -2;

    private final Terms terms;
    private final Prices prices;
    private final Position[] positions;
    private final Valuation valuation;
    private final Totals totals;
    private final long maxMarkAgeNs;
    private final long[] venueMark;
    private final long[] venueMarkNs;
    /** Per instrument: UNPRICED, NOT_HELD or the numeraire, and the amounts that are in the totals. */
    private final int[] numeraires;
    private final long[] exposure;
    private final long[] unrealized;
    private final long[] initial;
    private final long[] maintenance;
    private final int[] unpricedPerpetuals = new int[Wallet.COUNT];
    private final int[] unpricedSpot = new int[Wallet.COUNT];

    PositionValues(
        final Terms terms, final Prices prices, final Position[] positions, final Valuation valuation,
        final Totals totals, final long maxMarkAgeNs) {
        this.terms = terms;
        this.prices = prices;
        this.positions = positions;
        this.valuation = valuation;
        this.totals = totals;
        this.maxMarkAgeNs = maxMarkAgeNs;
        final int instruments = positions.length;
        venueMark = new long[instruments];
        venueMarkNs = new long[instruments];
        numeraires = new int[instruments];
        exposure = new long[instruments];
        unrealized = new long[instruments];
        initial = new long[instruments];
        maintenance = new long[instruments];
        Arrays.fill(numeraires, NOT_HELD);
    }

    void onMarkPrice(final int id, final long price, final long nowNs) {
        venueMark[id] = price;
        venueMarkNs[id] = nowNs;
        mark(id, price);
    }

    /** Marks at the last reference price, unless the venue's own mark is fresh. */
    void followReference(final int id, final long nowNs) {
        final long price = prices.reference(id);
        if (price > 0 && (venueMark[id] == 0 || nowNs - venueMarkNs[id] > maxMarkAgeNs)) {
            mark(id, price);
        }
    }

    private void mark(final int id, final long price) {
        if (price != valuation.markPrice(id) && valuation.mark(id, price) && positions[id].units() != 0) {
            refresh(id);
        }
    }

    /** A position, its mark or its margin rates changed. */
    void refresh(final int id) {
        final int wallet = terms.wallet(id);
        final boolean spot = terms.isSpot(id);
        if (numeraires[id] >= 0) {
            count(id, wallet, -1);
        } else if (numeraires[id] == UNPRICED) {
            unpriced(spot)[wallet]--;
        }
        final Position position = positions[id];
        exposure[id] = 0;
        unrealized[id] = 0;
        initial[id] = 0;
        maintenance[id] = 0;
        numeraires[id] = NOT_HELD;
        if (position.units() == 0) {
            return;
        }
        final long mark = valuation.markPrice(id);
        final long value = mark <= 0 ? AccountValue.UNKNOWN : FixedPoint.notional(
            mark, terms.priceExponent(id), position.units(), position.unitExponent());
        final long open = value == AccountValue.UNKNOWN || spot ? 0 : position.unrealizedPnl(mark);
        if (value == AccountValue.UNKNOWN || open == FixedPoint.OVERFLOW) {
            numeraires[id] = UNPRICED;
            unpriced(spot)[wallet]++;
            return;
        }
        numeraires[id] = prices.numeraireOfQuote(id);
        exposure[id] = value;
        if (!spot) {
            unrealized[id] = open;
            initial[id] = rated(value, terms.initialRate(id));
            maintenance[id] = rated(value, terms.maintenanceRate(id));
        }
        count(id, wallet, 1);
    }

    /** A part of a value without its sign; a margin that does not fit is the most there is. */
    private static long rated(final long value, final long rate) {
        final long part = FixedPoint.multiplyDivide(Math.abs(value), rate, FixedPoint.ONE_E8);
        return part == FixedPoint.OVERFLOW ? Long.MAX_VALUE : part;
    }

    private int[] unpriced(final boolean spot) {
        return spot ? unpricedSpot : unpricedPerpetuals;
    }

    private void count(final int id, final int wallet, final int sign) {
        final int numeraire = numeraires[id];
        totals.add(numeraire, wallet, Totals.UNREALIZED, sign * unrealized[id]);
        totals.add(numeraire, wallet, Totals.INITIAL, sign * initial[id]);
        totals.add(numeraire, wallet, Totals.MAINTENANCE, sign * maintenance[id]);
        totals.add(numeraire, wallet, Totals.GROSS, sign * Math.abs(exposure[id]));
        totals.add(numeraire, wallet, Totals.NET, sign * exposure[id]);
    }

    /** Numeraire of a position that is open and has a mark; else NOT_HELD or UNPRICED. */
    int numeraire(final int id) {
        return numeraires[id];
    }

    /** Signed value in quote. */
    long exposure(final int id) {
        return exposure[id];
    }

    /** In quote, 0 for spot. */
    long initialMargin(final int id) {
        return initial[id];
    }

    /** How many open perpetuals of a wallet have no mark. */
    int unpricedPerpetuals(final int wallet) {
        return unpricedPerpetuals[wallet];
    }

    /** How many open positions have no mark. */
    int unpriced() {
        int sum = 0;
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            sum += unpricedPerpetuals[wallet] + unpricedSpot[wallet];
        }
        return sum;
    }

    void writeTo(final StateWriter out) {
        for (int id = 0; id < terms.count(); id++) {
            out.putLong(venueMark[id]);
            out.putLong(venueMarkNs[id]);
        }
    }

    /** Reads the venues' marks, then counts everything anew; the totals have been cleared. */
    void readFrom(final StateReader in) {
        Arrays.fill(numeraires, NOT_HELD);
        Arrays.fill(unpricedPerpetuals, 0);
        Arrays.fill(unpricedSpot, 0);
        for (int id = 0; id < venueMark.length; id++) {
            final boolean written = id < terms.count();
            venueMark[id] = written ? in.getLong() : 0;
            venueMarkNs[id] = written ? in.getLong() : 0;
            if (terms.isDefined(id)) {
                refresh(id);
            }
        }
    }
}
