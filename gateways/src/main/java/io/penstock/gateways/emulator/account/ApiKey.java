package io.penstock.gateways.emulator.account;

import java.util.EnumSet;
import java.util.Set;

/** A key that opens an account, and what it may do. The venue's thread. */
public final class ApiKey {
    /** What a key may do. */
    public enum Right {
        /** Look at orders and balances. */
        READ,
        /** Trade on spot. */
        SPOT,
        /** Trade futures. */
        FUTURES,
        /** Move money out. */
        WITHDRAW
    }

    /** The key of the emulator's demo account. */
    public static final String DEMO_KEY = "demo-key";
    /** Its secret; it opens nothing but an emulator. */
    public static final String DEMO_SECRET = "demo-secret-0123456789";

    private final String key;
    private final Credential credential;
    private final VenueAccount account;
    private final Set<Right> rights = EnumSet.of(Right.READ, Right.SPOT, Right.FUTURES);
    private boolean ipRestricted = true;
    private boolean addressAllowed = true;
    private boolean revoked;

    ApiKey(final String key, final Credential credential, final VenueAccount account) {
        this.key = key;
        this.credential = credential;
        this.account = account;
    }

    /**
     * Its public half.
     *
     * @return the text that requests carry
     */
    public String key() {
        return key;
    }

    /**
     * What its signatures are checked with.
     *
     * @return a shared secret or a public key
     */
    public Credential credential() {
        return credential;
    }

    /**
     * The account it opens.
     *
     * @return an account
     */
    public VenueAccount account() {
        return account;
    }

    /**
     * Whether it may do something.
     *
     * @param right what
     * @return false when it may not, or is revoked
     */
    public boolean may(final Right right) {
        return !revoked && rights.contains(right);
    }

    /**
     * Gives or takes a right.
     *
     * @param right   what
     * @param granted true: it may from now on
     */
    public void grant(final Right right, final boolean granted) {
        if (granted) {
            rights.add(right);
        } else {
            rights.remove(right);
        }
    }

    /**
     * Whether it works from some addresses only.
     *
     * @return true when it is restricted
     */
    public boolean ipRestricted() {
        return ipRestricted;
    }

    /**
     * Restricts it, or not, and says whether this machine is among its addresses.
     *
     * @param restricted works from some addresses only
     * @param allowed    this machine's is one of them
     */
    public void addresses(final boolean restricted, final boolean allowed) {
        ipRestricted = restricted;
        addressAllowed = allowed;
    }

    /** From now on it opens nothing. */
    public void revoke() {
        revoked = true;
    }

    /**
     * Whether it opens its account from here.
     *
     * @return false when it is revoked, or this machine's address is not among its own
     */
    public boolean valid() {
        return !revoked && (!ipRestricted || addressAllowed);
    }
}
