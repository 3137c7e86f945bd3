package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.trade.EmergencyCancel;
import io.penstock.tools.secrets.PasswordPrompt;
import io.penstock.tools.secrets.SecretNames;
import io.penstock.tools.secrets.SecretSources;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the way to cancel everything, with the watchdog's own keys. Stateless; main thread. */
final class EmergencyKeys {
    private EmergencyKeys() {
    }

    /** Connects to every enabled venue. */
    static EmergencyCancel open(
        final Configuration configuration, final Optional<X509Certificate> trusted, final boolean attested,
        final Consumer<String> words) {
        final SecretSources sources = SecretSources.open(System.getenv(), PasswordPrompt.TERMINAL);
        final Map<Venue, VenueKey> keys = new EnumMap<>(Venue.class);
        for (final Venue venue : configuration.marketData().enabled()) {
            keys.put(venue, SecretNames.of(venue, SecretNames.WATCHDOG, sources));
        }
        return new EmergencyCancel(GatewaySettings.of(configuration, trusted), keys, attested, words);
    }
}
