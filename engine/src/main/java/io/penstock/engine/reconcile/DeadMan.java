package io.penstock.engine.reconcile;

import io.penstock.api.OrderCapability;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.instrument.Instrument;
import java.util.Arrays;

/**
 * Keeps a countdown running at venues that have one, for each instrument with open orders, and from running out as long
 * as this engine lives. Engine thread only; allocates in the constructor.
 */
final class DeadMan implements Stateful {
    private static final long OFF = 0;

    private final Links links;
    private final long millis;
    private final long everyNs;
    private final long[] nextNs;

    DeadMan(final ReconcileConfig config, final Links links, final int instruments) {
        this.links = links;
        millis = config.countdownMs();
        everyNs = config.countdownEveryMs() * 1_000_000L;
        nextNs = new long[instruments];
    }

    /** A run starts: what runs at the venue is not known. */
    void restart() {
        Arrays.fill(nextNs, OFF);
    }

    void onTick(final VenueWatch[] venues, final long nowNs) {
        if (millis == 0) {
            return;
        }
        for (int id = 0; id < links.instruments().count(); id++) {
            final boolean open = links.orders().openCount(id) > 0;
            if (nextNs[id] == OFF ? open : nowNs >= nextNs[id]) {
                tell(venues, id, open ? millis : 0, nowNs);
            }
        }
    }

    private void tell(final VenueWatch[] venues, final int id, final long argument, final long nowNs) {
        final Instrument instrument = links.instruments().get(id);
        final int venue = instrument.venue().code();
        if (instrument.can(OrderCapability.COUNTDOWN) && venues[venue].heardUp) {
            links.gate().countdown(venue, id, argument);
            nextNs[id] = argument == 0 ? OFF : nowNs + everyNs;
        }
    }

    /** A clean stop: no countdown must cancel what is meant to stay. */
    void stop(final VenueWatch[] venues, final long nowNs) {
        for (int id = 0; id < links.instruments().count(); id++) {
            if (nextNs[id] != OFF) {
                tell(venues, id, 0, nowNs);
            }
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        int used = 0;
        for (final long next : nextNs) {
            used += next == OFF ? 0 : 1;
        }
        out.putInt(used);
        for (int id = 0; id < nextNs.length; id++) {
            if (nextNs[id] != OFF) {
                out.putInt(id);
                out.putLong(nextNs[id]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        restart();
        for (int used = in.getInt(); used > 0; used--) {
            final int id = in.getInt();
            nextNs[id] = in.getLong();
        }
    }
}
