package io.penstock.gateways.emulator.server;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an {@link Emulator} is. Immutable; any thread.
 *
 * @param venues   one port each, in this order
 * @param seed     of the markets
 * @param speed    the venues' clocks run so many times faster than the machine's, 0.01 to 10,000
 * @param tls      https and wss instead of http and ws
 * @param basePort of the first venue, the next has the next; 0 = any free ports
 */
public record EmulatorConfig(List<VenueConfig> venues, long seed, double speed, boolean tls, int basePort) {

    /**
     * One venue.
     *
     * @param venue       which
     * @param instruments of this venue, at least one
     * @param faults      what goes wrong
     * @param balances    of the demo account, decimal texts by asset; empty = those of the venue's own settings
     */
    public record VenueConfig(
        Venue venue, List<EmulatedInstrument> instruments, FaultPlan faults, Map<String, String> balances) {
        /**
         * With the usual balances.
         *
         * @param venue       which
         * @param instruments of this venue, at least one
         * @param faults      what goes wrong
         */
        public VenueConfig(final Venue venue, final List<EmulatedInstrument> instruments, final FaultPlan faults) {
            this(venue, instruments, faults, Map.of());
        }

        /** Copies the list and checks it. */
        public VenueConfig {
            instruments = List.copyOf(instruments);
            balances = Map.copyOf(balances);
            if (instruments.isEmpty()) {
                throw new IllegalArgumentException(venue + " has no instruments; at least one is needed");
            }
            for (final EmulatedInstrument one : instruments) {
                if (one.venue() != venue) {
                    throw new IllegalArgumentException(one.symbol() + " is of " + one.venue() + ", not of " + venue);
                }
            }
        }
    }

    /** Copies the list and checks the numbers. */
    public EmulatorConfig {
        venues = List.copyOf(venues);
        if (venues.isEmpty()) {
            throw new IllegalArgumentException("an emulator needs at least one venue");
        }
        if (venues.stream().map(VenueConfig::venue).distinct().count() != venues.size()) {
            throw new IllegalArgumentException("a venue is named twice");
        }
        if (!(speed >= 0.01 && speed <= 10_000)) {
            throw new IllegalArgumentException("speed " + speed + " must be between 0.01 and 10000");
        }
        if (basePort < 0 || basePort + venues.size() > 65_536) {
            throw new IllegalArgumentException("basePort " + basePort + " leaves no room for " + venues.size()
                + " ports below 65536");
        }
    }

    /**
     * Well-known instruments, no faults, real time, plain, any free ports.
     *
     * @param seed   of the markets
     * @param venues which
     * @return a configuration
     */
    public static EmulatorConfig of(final long seed, final Venue... venues) {
        final List<VenueConfig> configs = new ArrayList<>();
        for (final Venue venue : venues) {
            configs.add(new VenueConfig(venue, EmulatedInstruments.known(venue), FaultPlan.none(seed)));
        }
        return new EmulatorConfig(configs, seed, 1, false, 0);
    }

    /**
     * With TLS.
     *
     * @return another configuration
     */
    public EmulatorConfig secured() {
        return new EmulatorConfig(venues, seed, speed, true, basePort);
    }

    /**
     * At another speed.
     *
     * @param factor of the clock
     * @return another configuration
     */
    public EmulatorConfig faster(final double factor) {
        return new EmulatorConfig(venues, seed, factor, tls, basePort);
    }

    /**
     * With faults on every venue.
     *
     * @param faults what goes wrong
     * @return another configuration
     */
    public EmulatorConfig faulty(final FaultPlan faults) {
        return new EmulatorConfig(venues.stream().map(one -> new VenueConfig(one.venue(), one.instruments(), faults,
            one.balances()))
            .toList(), seed, speed, tls, basePort);
    }
}
