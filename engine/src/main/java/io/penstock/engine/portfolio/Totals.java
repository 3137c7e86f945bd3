package io.penstock.engine.portfolio;

import java.util.Arrays;

/**
 * Sums of amounts per numeraire, wallet and kind, in 128 bits, so that taking away what was added once leaves exactly
 * what was there before.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class Totals {
    /** Cash that serves as margin: base currency and stable assets. */
    static final int COLLATERAL = 0;
    /** Cash of all other assets. */
    static final int HOLDINGS = 1;
    /** Unrealised P&amp;L of perpetuals. */
    static final int UNREALIZED = 2;
    /** Initial margin of perpetuals. */
    static final int INITIAL = 3;
    /** Maintenance margin of perpetuals. */
    static final int MAINTENANCE = 4;
    /** Values of positions without their signs. */
    static final int GROSS = 5;
    /** Values of positions. */
    static final int NET = 6;

    private static final int KINDS = 7;

    private final Prices prices;
    private final long[] low;
    private final long[] high;

    Totals(final Prices prices, final int numeraires) {
        this.prices = prices;
        low = new long[numeraires * Wallet.COUNT * KINDS];
        high = new long[low.length];
    }

    private static int at(final int numeraire, final int wallet, final int kind) {
        return (numeraire * Wallet.COUNT + wallet) * KINDS + kind;
    }

    /** Adds an amount, any but Long.MIN_VALUE. */
    void add(final int numeraire, final int wallet, final int kind, final long amount) {
        final int at = at(numeraire, wallet, kind);
        final long sum = low[at] + amount;
        high[at] += (amount >> 63) + (Long.compareUnsigned(sum, amount) < 0 ? 1 : 0);
        low[at] = sum;
    }

    /** One kind of a wallet in the base currency, or UNKNOWN. */
    long sum(final int wallet, final int kind) {
        long sum = 0;
        for (int numeraire = 0; numeraire < prices.count(); numeraire++) {
            final int at = at(numeraire, wallet, kind);
            final long amount = high[at] == low[at] >> 63 ? low[at] : AccountValue.UNKNOWN;
            sum = plus(sum, prices.inBase(numeraire, amount));
        }
        return sum;
    }

    /** One kind of all wallets in the base currency, or UNKNOWN. */
    long sum(final int kind) {
        long sum = 0;
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            sum = plus(sum, sum(wallet, kind));
        }
        return sum;
    }

    /** Sum of two amounts, UNKNOWN when one is or it does not fit. */
    static long plus(final long a, final long b) {
        final long sum = a + b;
        return a == AccountValue.UNKNOWN || b == AccountValue.UNKNOWN || ((a ^ sum) & (b ^ sum)) < 0
            ? AccountValue.UNKNOWN : sum;
    }

    static long minus(final long a, final long b) {
        return b == AccountValue.UNKNOWN ? AccountValue.UNKNOWN : plus(a, -b);
    }

    void clear() {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
    }
}
