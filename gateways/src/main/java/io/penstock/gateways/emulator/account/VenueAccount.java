package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account of a venue: balances, positions, leverage. The venue's thread. */
public final class VenueAccount {
    private static final class Wallet {
        private BigDecimal free = BigDecimal.ZERO;
        private BigDecimal locked = BigDecimal.ZERO;
    }

    private final String name;
    private Map<String, Wallet> wallets = new TreeMap<>();
    private final Map<Integer, Position> positions = new TreeMap<>();
    private final Map<Integer, Integer> leverages = new TreeMap<>();
    private final int usualLeverage;
    private boolean disabled;
    private long updatedNs;

    VenueAccount(final String name, final int usualLeverage) {
        this.name = name;
        this.usualLeverage = usualLeverage;
    }

    private Wallet wallet(final String asset) {
        return wallets.computeIfAbsent(asset, a -> new Wallet());
    }

    void add(final String asset, final BigDecimal amount, final long nowNs) {
        wallet(asset).free = wallet(asset).free.add(amount);
        updatedNs = nowNs;
    }

    void lock(final String asset, final BigDecimal amount, final long nowNs) {
        final Wallet wallet = wallet(asset);
        wallet.free = wallet.free.subtract(amount);
        wallet.locked = wallet.locked.add(amount);
        updatedNs = nowNs;
    }

    /**
     * From now on this account and another one have the same money: two halves of one unified account. What the other
     * one has of an asset counts; assets that only this one has are kept.
     *
     * @param other of a venue on the same thread
     */
    public void share(final VenueAccount other) {
        wallets.forEach(other.wallets::putIfAbsent);
        wallets = other.wallets;
    }

    Position open(final int instrument) {
        return positions.computeIfAbsent(instrument, Position::new);
    }

    /**
     * Its name.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    /**
     * What can be used.
     *
     * @param asset which; of perpetual venues this is the wallet balance
     * @return zero when there is none
     */
    public BigDecimal free(final String asset) {
        final Wallet wallet = wallets.get(asset);
        return wallet == null ? BigDecimal.ZERO : wallet.free;
    }

    /**
     * What open orders hold.
     *
     * @param asset which
     * @return zero when there is none
     */
    public BigDecimal locked(final String asset) {
        final Wallet wallet = wallets.get(asset);
        return wallet == null ? BigDecimal.ZERO : wallet.locked;
    }

    /**
     * The assets it has or had.
     *
     * @return in alphabetical order
     */
    public List<String> assets() {
        return new ArrayList<>(wallets.keySet());
    }

    /**
     * A position.
     *
     * @param instrument number
     * @return flat when there is none
     */
    public Position position(final int instrument) {
        final Position found = positions.get(instrument);
        return found == null ? new Position(instrument) : found;
    }

    /**
     * The instruments in which it has or had a position.
     *
     * @return in order of their numbers
     */
    public List<Integer> positions() {
        return new ArrayList<>(positions.keySet());
    }

    /**
     * Leverage of an instrument.
     *
     * @param instrument number
     * @return 1 or more
     */
    public int leverage(final int instrument) {
        return leverages.getOrDefault(instrument, usualLeverage);
    }

    /**
     * Changes the leverage of an instrument.
     *
     * @param instrument number
     * @param leverage   1 or more
     */
    public void leverage(final int instrument, final int leverage) {
        leverages.put(instrument, leverage);
    }

    /**
     * Stops or lets trade.
     *
     * @param stopped true: orders are refused, cancels are not
     */
    public void disable(final boolean stopped) {
        disabled = stopped;
    }

    /**
     * Whether it may not trade.
     *
     * @return true when orders are refused
     */
    public boolean disabled() {
        return disabled;
    }

    /**
     * When a balance last changed.
     *
     * @return nanoseconds since 1970, 0 = never
     */
    public long updatedNs() {
        return updatedNs;
    }
}
