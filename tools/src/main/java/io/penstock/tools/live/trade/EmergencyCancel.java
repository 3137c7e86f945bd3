package io.penstock.tools.live.trade;

import io.penstock.api.Venue;
import io.penstock.engine.host.WallClock;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.live.GatewayConfig;
import io.penstock.gateways.live.VenueAccess;
import io.penstock.gateways.live.VenueConfig;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.host.GatewayTime;
import io.penstock.tools.live.VenueWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Cancels every order at every venue with keys of its own, while no engine runs or one hangs. One thread; close it.
 */
public final class EmergencyCancel implements AutoCloseable {
    private static final long PARK_NS = 5_000_000L;

    private final GatewayTime time = new GatewayTime(WallClock.Source.MACHINE);
    private final NetworkThreads threads = new NetworkThreads(1);
    private final List<VenueSweep> sweeps = new ArrayList<>();

    /**
     * Connects to the venues.
     *
     * @param config   which venues, and where
     * @param keys     of each
     * @param attested the operator vouches for keys whose rights the venue does not tell
     * @param words    hears what people should know; any thread
     * @throws UserError when a venue has no such world
     */
    public EmergencyCancel(
        final GatewayConfig config, final Map<Venue, VenueKey> keys, final boolean attested,
        final Consumer<String> words) {
        try {
            for (final VenueConfig venue : config.venues()) {
                final VenueSweep sweep = new VenueSweep(VenueAccess.of(venue, time), keys.get(venue.venue()),
                    attested, threads, time, words);
                sweeps.add(sweep);
                final Set<String> symbols = new HashSet<>(venue.universe().symbols());
                if (!symbols.isEmpty()) {
                    symbols.addAll(venue.universe().allow());
                }
                sweep.open(symbols);
            }
        } catch (final IllegalArgumentException e) {
            close();
            throw new UserError(e.getMessage(), "venue.enabled, venue.environment", "a venue that has this world");
        }
    }

    /**
     * Cancels until nothing is open, or the time is over.
     *
     * @param mostNs how long to try
     * @param still  called every few milliseconds
     * @return true when every venue listed no open order, twice
     */
    public boolean cancelAll(final long mostNs, final Runnable still) {
        final long deadlineNs = System.nanoTime() + mostNs;
        sweeps.forEach(VenueSweep::fire);
        boolean done = false;
        while (!done && System.nanoTime() < deadlineNs) {
            done = true;
            for (final VenueSweep sweep : sweeps) {
                done &= sweep.step();
            }
            still.run();
            LockSupport.parkNanos(PARK_NS);
        }
        return done;
    }

    /**
     * How far it came.
     *
     * @return a word per venue
     */
    public String words() {
        final StringBuilder text = new StringBuilder();
        for (final VenueSweep sweep : sweeps) {
            text.append(text.length() == 0 ? "" : ", ").append(VenueWords.of(sweep.venue())).append(' ').append(
                sweep.last() < 0 ? sweep.heard() ? "is listing" : "did not answer" : sweep.last() + " open");
        }
        return text.toString();
    }

    @Override
    public void close() {
        sweeps.forEach(VenueSweep::close);
        threads.close();
    }
}
