package io.penstock.gateways.live;

import java.util.List;

/**
 * What is wanted of all venues. Immutable; any thread.
 *
 * @param venues          at most one entry per venue
 * @param networkThreads  event loops that the feeds share
 * @param maxInstruments  most instruments of all venues, as the engine is configured
 * @param definitionsNs   how often definitions are read again and the universe judged
 * @param universeNs      how often the universe is judged in between; 0 = only then
 * @param serverTimeNs    how often a venue's clock is asked
 * @param serverTimeTellNs after so long a venue's clock is told again, changed or not
 * @param seed            of the jitter
 */
public record GatewayConfig(
    List<VenueConfig> venues, int networkThreads, int maxInstruments, long definitionsNs, long universeNs,
    long serverTimeNs, long serverTimeTellNs, long seed) {

    private static final long MINUTE_NS = 60_000_000_000L;

    /** Copies the list. */
    public GatewayConfig {
        venues = List.copyOf(venues);
        final long different = venues.stream().map(VenueConfig::venue).distinct().count();
        if (different != venues.size()) {
            throw new IllegalArgumentException("a venue is configured twice: "
                + venues.stream().map(config -> config.venue().name()).toList());
        }
        if (networkThreads < 1 || maxInstruments < 1 || definitionsNs <= 0 || universeNs < 0 || serverTimeNs <= 0
            || serverTimeTellNs <= 0) {
            throw new IllegalArgumentException(
                "network threads, instruments and times between questions must be positive");
        }
    }

    /**
     * The usual times.
     *
     * @param venues         what is wanted of them
     * @param maxInstruments most instruments of all venues
     * @return one event loop; definitions every hour, universe every 15 minutes, clocks every 3 and told every 10
     */
    public static GatewayConfig of(final List<VenueConfig> venues, final int maxInstruments) {
        return new GatewayConfig(
            venues, 1, maxInstruments, 60 * MINUTE_NS, 15 * MINUTE_NS, 3 * MINUTE_NS, 10 * MINUTE_NS, 1);
    }
}
