package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * Double-entry book of amounts, per wallet and asset: what one account gets, another of the same wallet and asset
 * gives.
 *
 * <p>Amounts are fixed point with exponent -8. An account that would leave the range of a long is an
 * {@link ArithmeticException} and changes nothing. Engine thread only; allocates in the constructor.
 */
public final class Ledger implements Stateful {
    /** What we hold. */
    public static final int CASH = 0;
    /** The other side of our trades: what venues gave us, negated. */
    public static final int VENUE = 1;
    /** Fees paid. */
    public static final int FEES = 2;
    /** Where opening balances and deposits came from, negated; withdrawals went there. */
    public static final int DEPOSITS = 3;
    /** Funding paid. */
    public static final int FUNDING = 4;
    /** The other ends of transfers between wallets; over all wallets zero once both ends were told. */
    public static final int TRANSFERS = 5;
    /** What venues took, negated where they gave, by any other word. */
    public static final int ADJUSTMENTS = 6;
    /** Costs of liquidations paid. */
    public static final int LIQUIDATION = 7;
    /** Accounts per wallet and asset. */
    public static final int ACCOUNTS = 8;

    private static final int STATE_VERSION = 2;
    private static final int PER_ASSET = Wallet.COUNT * ACCOUNTS;

    private final long[] balances;

    /**
     * All accounts at zero.
     *
     * @param assets most assets
     */
    public Ledger(final int assets) {
        balances = new long[assets * PER_ASSET];
    }

    /**
     * Moves an amount from one account to another.
     *
     * @param wallet see {@link Wallet}
     * @param asset  dense index
     * @param from   account that gives
     * @param to     account that gets
     * @param amount exponent -8; negative moves the other way
     */
    public void post(final int wallet, final int asset, final int from, final int to, final long amount) {
        final int fromIndex = index(wallet, asset) + from;
        final int toIndex = index(wallet, asset) + to;
        final long given = Math.subtractExact(balances[fromIndex], amount);
        balances[toIndex] = Math.addExact(balances[toIndex], amount);
        balances[fromIndex] = given;
    }

    private static int index(final int wallet, final int asset) {
        return asset * PER_ASSET + wallet * ACCOUNTS;
    }

    /**
     * Balance of an account.
     *
     * @param wallet  see {@link Wallet}
     * @param asset   dense index
     * @param account e.g. {@link #CASH}
     * @return amount, exponent -8
     */
    public long balance(final int wallet, final int asset, final int account) {
        return balances[index(wallet, asset) + account];
    }

    /**
     * Balance of an account over all wallets.
     *
     * @param asset   dense index
     * @param account e.g. {@link #CASH}
     * @return amount, exponent -8
     */
    public long balance(final int asset, final int account) {
        long sum = 0;
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            sum = Math.addExact(sum, balances[index(wallet, asset) + account]);
        }
        return sum;
    }

    /**
     * Whether the accounts of an asset sum to exactly zero in every wallet, in 128 bits.
     *
     * @param asset dense index
     * @return true unless money was made or lost
     */
    public boolean conserved(final int asset) {
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            if (!conserved(wallet, asset)) {
                return false;
            }
        }
        return true;
    }

    private boolean conserved(final int wallet, final int asset) {
        final int first = index(wallet, asset);
        long lowSum = 0;
        long highSum = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            final long balance = balances[first + account];
            lowSum += balance & 0xFFFF_FFFFL;
            highSum += balance >> 32;
        }
        return (lowSum & 0xFFFF_FFFFL) == 0 && highSum + (lowSum >>> 32) == 0;
    }

    /**
     * Whether every asset is conserved.
     *
     * @return true unless money was made or lost
     */
    public boolean conserved() {
        for (int asset = 0; asset < balances.length / PER_ASSET; asset++) {
            if (!conserved(asset)) {
                return false;
            }
        }
        return true;
    }

    /** Only what is not zero, in order. */
    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        int used = 0;
        for (final long balance : balances) {
            used += balance == 0 ? 0 : 1;
        }
        out.putInt(used);
        for (int i = 0; i < balances.length; i++) {
            if (balances[i] != 0) {
                out.putInt(i);
                out.putLong(balances[i]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException(
                "ledger: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        Arrays.fill(balances, 0);
        for (int used = in.getInt(); used > 0; used--) {
            final int at = in.getInt();
            balances[at] = in.getLong();
        }
    }
}
