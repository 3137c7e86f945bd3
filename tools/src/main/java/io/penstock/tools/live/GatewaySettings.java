package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.live.GatewayConfig;
import io.penstock.gateways.live.UniverseRules;
import io.penstock.gateways.live.VenueConfig;
import io.penstock.gateways.live.VenueProtocols;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.config.MarketDataConfig;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From configuration to what the gateway wants. Stateless; any thread. */
final class GatewaySettings {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long YEAR_NS = 365L * 24 * 60 * MINUTE_NS;

    private GatewaySettings() {
    }

    /**
     * The gateway's configuration.
     *
     * @param configuration of the run
     * @param trusted       a certificate beside those of the Java runtime, for an emulator with TLS
     * @return all enabled venues
     * @throws UserError when a venue has no such world
     */
    static GatewayConfig of(final Configuration configuration, final Optional<X509Certificate> trusted) {
        final MarketDataConfig data = configuration.marketData();
        final List<VenueConfig> venues = new ArrayList<>();
        for (final Venue venue : data.enabled()) {
            venues.add(new VenueConfig(venue, data.environment(), endpoints(data, venue), rules(data.universe()),
                data.streams(), data.instrumentsPerConnection(), trusted));
        }
        final int most = configuration.engine().capacity().instruments();
        final GatewayConfig usual = GatewayConfig.of(venues, most);
        final int refresh = data.universe().refreshMinutes();
        final long refreshNs = refresh == 0 ? YEAR_NS : refresh * MINUTE_NS;
        return new GatewayConfig(venues, usual.networkThreads(), most, Math.max(refreshNs, usual.definitionsNs()),
            refresh == 0 ? 0 : refreshNs, usual.serverTimeNs(), usual.serverTimeTellNs(), usual.seed());
    }

    private static UniverseRules rules(final MarketDataConfig.Selection selection) {
        return new UniverseRules(Set.copyOf(selection.symbols()), Set.copyOf(selection.quoteAssets()),
            selection.minQuoteVolume(), selection.maxSpreadRateE8(), Set.copyOf(selection.allow()),
            Set.copyOf(selection.deny()), selection.maxInstruments());
    }

    private static Optional<VenueEndpoints> endpoints(final MarketDataConfig data, final Venue venue) {
        final MarketDataConfig.Addresses set = data.addresses(venue);
        if (set.equals(MarketDataConfig.Addresses.OWN)) {
            return Optional.empty();
        }
        if (!set.rest().isEmpty() && !set.stream().isEmpty()) {
            return Optional.of(new VenueEndpoints(set.rest(), set.stream()));
        }
        try {
            final VenueProtocol protocol = VenueProtocols.of(venue);
            final VenueEndpoints own = protocol.endpoints(data.environment());
            return Optional.of(new VenueEndpoints(set.rest().isEmpty() ? own.rest() : set.rest(),
                set.stream().isEmpty() ? own.stream() : set.stream()));
        } catch (final IllegalArgumentException e) {
            throw new UserError(e.getMessage(), "venue.environment", "another environment, or both addresses of the"
                + " venue");
        }
    }
}
