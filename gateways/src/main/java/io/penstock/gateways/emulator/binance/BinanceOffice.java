package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.fault.PrivateGate;

/** What the venue's own people can see and do: accounts, the truth, other rules, maintenance. The venue's thread. */
public final class BinanceOffice {
    private final PrivateHalf half;
    private final PrivateSocket socket;
    private final Publisher publisher;
    private final PrivateHalf.Dialect dialect;

    BinanceOffice(final PrivateHalf half, final PrivateSocket socket, final Publisher publisher,
        final PrivateHalf.Dialect dialect) {
        this.half = half;
        this.socket = socket;
        this.publisher = publisher;
        this.dialect = dialect;
    }

    /**
     * Accounts, orders and the truth about them.
     *
     * @return live
     */
    public OwnOrders accounts() {
        return half.orders();
    }

    /**
     * Counts the faults of the private half.
     *
     * @return live
     */
    public PrivateGate gate() {
        return half.gate();
    }

    /**
     * All instruments are halted, or traded again; exchangeInfo says so too.
     *
     * @param halted true: neither orders nor cancels are taken
     */
    public void maintenance(final boolean halted) {
        half.status(halted ? InstrumentRules.Status.HALTED : InstrumentRules.Status.TRADING,
            halted ? "BREAK" : "TRADING");
    }

    /**
     * Other rules for orders of an instrument from now on; exchangeInfo says so too.
     *
     * @param instrument  number
     * @param tick        decimal text, a multiple of the market's own
     * @param lot         decimal text, a multiple of the market's own
     * @param minNotional decimal text
     */
    public void rules(final int instrument, final String tick, final String lot, final String minNotional) {
        half.orders().rules(instrument).change(tick, lot, minNotional);
        dialect.describe(instrument, null);
    }

    /**
     * A key is revoked: sessions that it opened are told, and end.
     *
     * @param key   public half
     * @param nowNs when
     */
    public void revoke(final String key, final long nowNs) {
        half.orders().keys().find(key).revoke();
        for (final int connection : publisher.connections()) {
            final BinanceClient client = publisher.client(connection);
            if (client.session != null && client.session.key().equals(key)) {
                socket.revoked(client, nowNs);
            }
        }
    }
}
