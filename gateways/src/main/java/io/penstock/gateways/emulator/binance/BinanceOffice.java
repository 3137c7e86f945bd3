package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.fault.PrivateGate;

/** The office of a Binance venue. The venue's thread. */
final class BinanceOffice implements VenueOffice {
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

    @Override
    public OwnOrders accounts() {
        return half.orders();
    }

    @Override
    public PrivateGate gate() {
        return half.gate();
    }

    @Override
    public void maintenance(final boolean halted) {
        half.status(halted ? InstrumentRules.Status.HALTED : InstrumentRules.Status.TRADING,
            halted ? "BREAK" : "TRADING");
    }

    @Override
    public void rules(final int instrument, final String tick, final String lot, final String minNotional) {
        half.orders().rules(instrument).change(tick, lot, minNotional);
        dialect.describe(instrument, null);
    }

    @Override
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
