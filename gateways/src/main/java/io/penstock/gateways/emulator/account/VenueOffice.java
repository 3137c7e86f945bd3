package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.fault.PrivateGate;

/** What a venue's own people can see and do: accounts, the truth, other rules, maintenance. The venue's thread. */
public interface VenueOffice {
    /**
     * Accounts, orders and the truth about them.
     *
     * @return live
     */
    OwnOrders accounts();

    /**
     * Counts the faults of the private half.
     *
     * @return live
     */
    PrivateGate gate();

    /**
     * All instruments are halted, or traded again; the venue's listing says so too.
     *
     * @param halted true: neither orders nor cancels are taken
     */
    void maintenance(boolean halted);

    /**
     * Other rules for orders of an instrument from now on; the venue's listing says so too.
     *
     * @param instrument  number
     * @param tick        decimal text, a multiple of the market's own
     * @param lot         decimal text, a multiple of the market's own
     * @param minNotional decimal text
     */
    void rules(int instrument, String tick, String lot, String minNotional);

    /**
     * A key is revoked: sessions that it opened are told, and end.
     *
     * @param key   public half
     * @param nowNs when
     */
    void revoke(String key, long nowNs);
}
