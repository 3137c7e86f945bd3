package io.penstock.engine.portfolio;

import java.util.Arrays;

/**
 * What every balance adds to the totals. Engine thread only; allocates in the constructor.
 */
final class CashValues {
    private static final int NOT_HELD = -1;
    private static final int UNPRICED = -2;

    private final Prices prices;
    private final Ledger ledger;
    private final Totals totals;
    private final boolean[] ignored;
    /** Per asset and wallet: numeraire and amount that are in the totals. */
    private final int[] numeraires;
    private final long[] values;
    private final int[] unpriced = new int[Wallet.COUNT];

    CashValues(final Prices prices, final Ledger ledger, final Totals totals, final int assets) {
        this.prices = prices;
        this.ledger = ledger;
        this.totals = totals;
        ignored = new boolean[assets];
        numeraires = new int[assets * Wallet.COUNT];
        values = new long[assets * Wallet.COUNT];
        Arrays.fill(numeraires, NOT_HELD);
    }

    void ignore(final int asset) {
        ignored[asset] = true;
    }

    boolean isIgnored(final int asset) {
        return ignored[asset];
    }

    /** A balance or the price of its asset changed. */
    void refresh(final int wallet, final int asset) {
        final int at = asset * Wallet.COUNT + wallet;
        final int kind = prices.isUnit(asset) ? Totals.COLLATERAL : Totals.HOLDINGS;
        if (numeraires[at] >= 0) {
            totals.add(numeraires[at], wallet, kind, -values[at]);
        } else if (numeraires[at] == UNPRICED) {
            unpriced[wallet]--;
        }
        final long cash = ledger.balance(wallet, asset, Ledger.CASH);
        if (cash == 0 || ignored[asset]) {
            numeraires[at] = NOT_HELD;
            values[at] = 0;
            return;
        }
        values[at] = prices.inNumeraire(asset, cash);
        if (values[at] == AccountValue.UNKNOWN) {
            numeraires[at] = UNPRICED;
            unpriced[wallet]++;
        } else {
            numeraires[at] = prices.numeraire(asset);
            totals.add(numeraires[at], wallet, kind, values[at]);
        }
    }

    /** The price of an asset changed. */
    void reprice(final int asset) {
        for (int wallet = 0, at = asset * Wallet.COUNT; wallet < Wallet.COUNT; wallet++, at++) {
            // what is not held does not become held by a price
            if (numeraires[at] != NOT_HELD) {
                refresh(wallet, asset);
            }
        }
    }

    /** How many balances of a wallet have no price. */
    int unpriced(final int wallet) {
        return unpriced[wallet];
    }

    /** Counts everything anew; the totals have been cleared. */
    void rebuild(final int assets) {
        Arrays.fill(numeraires, NOT_HELD);
        Arrays.fill(values, 0);
        Arrays.fill(unpriced, 0);
        for (int asset = 0; asset < assets; asset++) {
            for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
                refresh(wallet, asset);
            }
        }
    }
}
