package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dialect's private half begins with. Immutable; any thread.
 *
 * @param accounts how orders and money are treated
 * @param faults   what goes wrong in the private half
 * @param listener hears of those faults
 * @param balances of the demo account, decimal texts by asset
 */
public record PrivateSettings(
    AccountSettings accounts, FaultPlan faults, FaultListener listener, Map<String, String> balances) {
    /** Name of the demo account. */
    public static final String DEMO = "demo";
    /** Key of the demo account whose signatures are Ed25519. */
    public static final String DEMO_PAIR_KEY = "demo-key-ed25519";
    /** Public half of that key pair; its private half has the seed 000102..1f (RFC 8032 keys). */
    public static final String DEMO_PAIR_PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";

    /** Copies the map. */
    public PrivateSettings {
        balances = Map.copyOf(balances);
    }

    /**
     * No faults; money enough for everything.
     *
     * @param accounts how orders and money are treated
     * @return settings
     */
    public static PrivateSettings of(final AccountSettings accounts) {
        return new PrivateSettings(accounts, FaultPlan.none(1), FaultListener.NONE,
            accounts.perpetual() ? Map.of("USDT", "100000")
                : Map.of("USDT", "100000", "BTC", "2", "ETH", "30", "SOL", "500", "XRP", "50000"));
    }

    /**
     * With faults.
     *
     * @param plan what goes wrong
     * @param told hears of it
     * @return other settings
     */
    public PrivateSettings faulty(final FaultPlan plan, final FaultListener told) {
        return new PrivateSettings(accounts, plan, told, balances);
    }

    /**
     * With other money.
     *
     * @param other decimal texts by asset
     * @return other settings
     */
    public PrivateSettings rich(final Map<String, String> other) {
        return new PrivateSettings(accounts, faults, listener, other);
    }

    /**
     * Opens the demo account with its money and its two keys.
     *
     * @param orders of the venue
     * @param nowNs  when
     * @return the account
     */
    public VenueAccount open(final OwnOrders orders, final long nowNs) {
        final VenueAccount account = orders.open(DEMO);
        new TreeMap<>(balances).forEach((asset, amount) ->
            orders.transfer(account, asset, new BigDecimal(amount), nowNs));
        orders.keys().add(ApiKey.DEMO_KEY, Credential.hmac(ApiKey.DEMO_SECRET), account);
        orders.keys().add(DEMO_PAIR_KEY, Credential.ed25519(DEMO_PAIR_PUBLIC), account);
        return account;
    }
}
