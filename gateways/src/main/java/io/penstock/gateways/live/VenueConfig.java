package io.penstock.gateways.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueEndpoints;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What is wanted of one venue. Immutable; any thread.
 *
 * @param venue         which
 * @param environment   which of its worlds
 * @param endpoints     other addresses than the venue's own, for emulators and proxies
 * @param universe      which instruments
 * @param streams       which streams of each
 * @param perConnection most instruments of one connection, 0 = as many as the venue allows
 * @param trusted       a certificate that is trusted beside what the Java runtime trusts
 */
public record VenueConfig(
    Venue venue, Environment environment, Optional<VenueEndpoints> endpoints, UniverseRules universe,
    StreamSelection streams, int perConnection, Optional<X509Certificate> trusted) {
}
