package io.penstock.engine.portfolio;

import java.util.Arrays;

/**
 * Holds the ledger against the positions: what the identities of {@link Portfolio} say. Engine thread only; allocates
 * in the constructor.
 */
final class Conservation {
    private final long[] flow;
    private final long[] fees;
    private final long[] funding;

    Conservation(final int assets) {
        flow = new long[assets * Wallet.COUNT];
        fees = new long[assets * Wallet.COUNT];
        funding = new long[assets * Wallet.COUNT];
    }

    boolean holds(
        final Ledger ledger, final Terms terms, final Position[] positions, final int assets, final long[] otherFees,
        final long[] otherFunding) {
        Arrays.fill(flow, 0);
        System.arraycopy(otherFees, 0, fees, 0, fees.length);
        System.arraycopy(otherFunding, 0, funding, 0, funding.length);
        for (int id = 0; id < terms.count(); id++) {
            if (terms.isDefined(id)) {
                expect(positions[id], at(terms.wallet(id), terms.baseAsset(id)),
                    at(terms.wallet(id), terms.quoteAsset(id)), terms.isSpot(id));
            }
        }
        for (int asset = 0; asset < assets; asset++) {
            for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
                final int at = at(wallet, asset);
                if (-ledger.balance(wallet, asset, Ledger.VENUE) != flow[at]
                    || ledger.balance(wallet, asset, Ledger.FEES) != fees[at]
                    || ledger.balance(wallet, asset, Ledger.FUNDING) != funding[at]) {
                    return false;
                }
            }
            if (!ledger.conserved(asset)) {
                return false;
            }
        }
        return true;
    }

    static int at(final int wallet, final int asset) {
        return asset * Wallet.COUNT + wallet;
    }

    private void expect(final Position position, final int base, final int quote, final boolean spot) {
        fees[quote] += position.quoteFees();
        fees[base] += position.baseFees();
        funding[quote] += position.funding();
        flow[quote] += position.realizedPnl();
        if (spot) {
            flow[base] += position.units() + position.baseFees();
            flow[quote] -= position.costBasis() + position.baseFeesValue();
        }
    }
}
