package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.PrivateGate;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the venue itself does to its clients, by plan or by hand. The venue's thread. */
final class BybitStrikes implements PrivateGate.Striker, VenueOffice {
    private static final BigDecimal COARSER = BigDecimal.valueOf(5);

    private final PrivateHalf half;
    private final PrivateHalf.Dialect dialect;
    private final StreamClock clock;
    private final long maintenanceNs;
    private final int instruments;

    BybitStrikes(final PrivateHalf half, final PrivateHalf.Dialect dialect, final StreamClock clock,
        final long maintenanceNs, final int instruments) {
        this.half = half;
        this.dialect = dialect;
        this.clock = clock;
        this.maintenanceNs = maintenanceNs;
        this.instruments = instruments;
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
        for (int i = 0; i < instruments; i++) {
            half.orders().rules(i).status(
                halted ? InstrumentRules.Status.HALTED : InstrumentRules.Status.TRADING);
            dialect.describe(i, halted ? "Closed" : "Trading");
        }
    }

    @Override
    public void rules(final int instrument, final String tick, final String lot, final String minNotional) {
        half.orders().rules(instrument).change(tick, lot, minNotional);
        dialect.describe(instrument, null);
    }

    @Override
    public void revoke(final String key, final long nowNs) {
        half.orders().keys().find(key).revoke();
        for (final BybitClient client : half.pushes().clients()) {
            if (client.key != null && client.key.key().equals(key)) {
                dialect.end(client.connection, EmulatorWire.Ending.CLOSE_FRAME);
            }
        }
    }

    @Override
    public void cut(final int connection) {
        dialect.end(connection, null);
    }

    @Override
    public boolean strike(final Fault fault, final SeededRandom random, final long nowNs) {
        return switch (fault) {
            case STREAM_CUT -> {
                final BybitClient client = half.pushes().any(random);
                if (client != null) {
                    dialect.end(client.connection, EmulatorWire.Ending.FIN);
                }
                yield client != null;
            }
            case RULES_CHANGED -> {
                coarser(random.below(instruments));
                yield true;
            }
            case MAINTENANCE -> {
                maintenance(true);
                clock.at(nowNs + maintenanceNs, due -> maintenance(false));
                yield true;
            }
            case LIQUIDATED, DELEVERAGED -> takeOver(fault, random, nowNs);
            default -> false; // streams have no keys that could expire
        };
    }

    /** The tick becomes five times as big, or goes back. */
    private void coarser(final int instrument) {
        final InstrumentRules rules = half.orders().rules(instrument);
        final BigDecimal market = BigDecimal.valueOf(rules.scale().tick(), 8);
        final boolean back = new BigDecimal(rules.instrument().tick()).compareTo(market) > 0;
        rules(instrument, (back ? market : market.multiply(COARSER)).stripTrailingZeros().toPlainString(),
            rules.instrument().lot(), rules.instrument().minNotional());
    }

    private boolean takeOver(final Fault fault, final SeededRandom random, final long nowNs) {
        final List<Runnable> choices = new ArrayList<>();
        for (final VenueAccount account : half.orders().accounts()) {
            for (final int instrument : account.positions()) {
                if (account.position(instrument).quantity().signum() != 0) {
                    choices.add(fault == Fault.LIQUIDATED
                        ? () -> half.orders().perpetuals().liquidate(account, instrument, nowNs)
                        : () -> half.orders().perpetuals().deleverage(account, instrument, nowNs));
                }
            }
        }
        if (!choices.isEmpty()) {
            choices.get(random.below(choices.size())).run();
            half.pushes().flush(nowNs);
        }
        return !choices.isEmpty();
    }
}
