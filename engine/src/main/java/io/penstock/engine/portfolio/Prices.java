package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import java.util.Arrays;

/**
 * What an asset is worth: in which market of ours it is priced, and through which quote asset.
 *
 * <p>The base currency and the stable assets are worth one. Any other asset is priced in one market of which it is the
 * base: directly, when that market's quote asset is worth one; else via that quote asset, when it is priced directly
 * itself. Of several markets the best counts: quoted in the base currency before a stable asset before any other, spot
 * before perpetual, then the lowest index; only markets that have a price stand for choice, so the choice depends on
 * which markets ever had one and on nothing else.
 *
 * <p>Amounts are collected per numeraire: number 0 is the base currency with the stable assets, the others are the
 * remaining quote assets. So a new price of a quote asset touches one factor, not every amount quoted in it. Engine
 * thread only; allocates in the constructor.
 */
final class Prices {
    static final int NONE = -1;

    private static final int STABLE_RANK = 2;
    private static final int OTHER_RANK = 4;
    private static final int WORST_RANK = Integer.MAX_VALUE;

    private final Terms terms;
    private final int baseCurrency;
    private final boolean[] stable;
    private final long[] reference;
    private final int[] market;
    private final int[] rank;
    private final int[] numeraireOf;
    private final int[] numeraires;
    private int count;

    Prices(final Terms terms, final int instruments, final int assets, final int baseCurrency) {
        this.terms = terms;
        this.baseCurrency = baseCurrency;
        stable = new boolean[assets];
        reference = new long[instruments];
        market = new int[assets];
        rank = new int[assets];
        numeraireOf = new int[assets];
        numeraires = new int[instruments + 1];
        clear();
    }

    /** An asset worth one of the base currency. */
    void stable(final int asset) {
        stable[asset] = true;
        numeraireOf[asset] = 0;
    }

    /** Forgets prices and choices. */
    void clear() {
        Arrays.fill(reference, 0);
        Arrays.fill(market, NONE);
        Arrays.fill(rank, WORST_RANK);
        for (int asset = 0; asset < numeraireOf.length; asset++) {
            numeraireOf[asset] = isUnit(asset) ? 0 : NONE;
        }
        numeraires[0] = baseCurrency;
        count = 1;
    }

    /** Knows the quote asset of an instrument from now on. */
    void define(final int instrumentId) {
        final int quote = terms.quoteAsset(instrumentId);
        if (numeraireOf[quote] == NONE) {
            numeraires[count] = quote;
            numeraireOf[quote] = count++;
        }
    }

    /**
     * Takes a price of a market.
     *
     * @return whether its base asset is priced by it now
     */
    boolean reference(final int instrumentId, final long price) {
        final boolean first = reference[instrumentId] == 0;
        reference[instrumentId] = price;
        final int base = terms.baseAsset(instrumentId);
        if (first) {
            final int offered = rankOf(instrumentId);
            if (offered < rank[base] || offered == rank[base] && instrumentId < market[base]) {
                rank[base] = offered;
                market[base] = instrumentId;
            }
        }
        return market[base] == instrumentId;
    }

    private int rankOf(final int instrumentId) {
        final int quote = terms.quoteAsset(instrumentId);
        final int way = quote == baseCurrency ? 0 : stable[quote] ? STABLE_RANK : OTHER_RANK;
        return way + (terms.isSpot(instrumentId) ? 0 : 1);
    }

    /** The last reference price of an instrument; 0 = there was none. */
    long reference(final int instrumentId) {
        return reference[instrumentId];
    }

    boolean isUnit(final int asset) {
        return asset == baseCurrency || stable[asset];
    }

    /** How many numeraires there are. */
    int count() {
        return count;
    }

    /** The numeraire of an instrument's quote asset. */
    int numeraireOfQuote(final int instrumentId) {
        return numeraireOf[terms.quoteAsset(instrumentId)];
    }

    /** The numeraire in which an asset's amounts are collected, {@link #NONE} while it has no price. */
    int numeraire(final int asset) {
        return isUnit(asset) ? 0 : market[asset] == NONE ? NONE : numeraireOfQuote(market[asset]);
    }

    /** An amount of an asset in its {@link #numeraire}; UNKNOWN when there is no price or it does not fit. */
    long inNumeraire(final int asset, final long amount) {
        if (isUnit(asset)) {
            return amount;
        }
        final int id = market[asset];
        return id == NONE ? AccountValue.UNKNOWN : FixedPoint.notional(
            reference[id], terms.priceExponent(id), amount, FixedPoint.AMOUNT_EXPONENT);
    }

    /** An amount of a numeraire in the base currency; UNKNOWN when it is not priced directly or does not fit. */
    long inBase(final int numeraire, final long amount) {
        if (numeraire == 0 || amount == 0 || amount == AccountValue.UNKNOWN) {
            return amount;
        }
        final int asset = numeraires[numeraire];
        return numeraire(asset) == 0 ? inNumeraire(asset, amount) : AccountValue.UNKNOWN;
    }

    /** An amount of the base currency in a numeraire; the way back of {@link #inBase}. */
    long fromBase(final int numeraire, final long amount) {
        if (numeraire == 0 || amount == AccountValue.UNKNOWN) {
            return amount;
        }
        final int asset = numeraires[numeraire];
        return numeraire(asset) == 0 ? FixedPoint.multiplyDivide(amount,
            FixedPoint.powerOfTen(-terms.priceExponent(market[asset])), reference[market[asset]])
            : AccountValue.UNKNOWN;
    }

    /** What an amount of an asset is worth in the base currency, or UNKNOWN. */
    long value(final int asset, final long amount) {
        final int numeraire = numeraire(asset);
        return numeraire == NONE ? AccountValue.UNKNOWN : inBase(numeraire, inNumeraire(asset, amount));
    }
}
