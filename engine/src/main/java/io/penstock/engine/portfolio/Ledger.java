package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * Double-entry book of amounts: what one account of an asset gets, another account of the same asset gives.
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
    /** Where starting balances came from, negated. */
    public static final int DEPOSITS = 3;
    /** Accounts per asset. */
    public static final int ACCOUNTS = 4;

    private static final int STATE_VERSION = 1;

    private final long[] balances;

    /**
     * All accounts at zero.
     *
     * @param assets most assets
     */
    public Ledger(final int assets) {
        balances = new long[assets * ACCOUNTS];
    }

    /**
     * Moves an amount from one account to another.
     *
     * @param asset  dense index
     * @param from   account that gives
     * @param to     account that gets
     * @param amount exponent -8; negative moves the other way
     */
    public void post(final int asset, final int from, final int to, final long amount) {
        final int fromIndex = asset * ACCOUNTS + from;
        final int toIndex = asset * ACCOUNTS + to;
        final long given = Math.subtractExact(balances[fromIndex], amount);
        balances[toIndex] = Math.addExact(balances[toIndex], amount);
        balances[fromIndex] = given;
    }

    /**
     * Balance of an account.
     *
     * @param asset   dense index
     * @param account e.g. {@link #CASH}
     * @return amount, exponent -8
     */
    public long balance(final int asset, final int account) {
        return balances[asset * ACCOUNTS + account];
    }

    /**
     * Whether the accounts of an asset sum to exactly zero, in 128 bits.
     *
     * @param asset dense index
     * @return true unless money was made or lost
     */
    public boolean conserved(final int asset) {
        long lowSum = 0;
        long highSum = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            final long balance = balances[asset * ACCOUNTS + account];
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
        for (int asset = 0; asset < balances.length / ACCOUNTS; asset++) {
            if (!conserved(asset)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        int used = balances.length;
        while (used > 0 && balances[used - 1] == 0) {
            used--;
        }
        out.putInt(used);
        for (int i = 0; i < used; i++) {
            out.putLong(balances[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException("ledger: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        final int used = in.getInt();
        for (int i = 0; i < balances.length; i++) {
            balances[i] = i < used ? in.getLong() : 0;
        }
    }
}
