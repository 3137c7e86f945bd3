package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A running emulator, and how a configuration is pointed at it. Any thread. */
final class Emulation implements AutoCloseable {
    private final Emulator emulator;
    private final List<Venue> venues;

    /**
     * Starts one.
     *
     * @param config  what it is
     * @param factory makes its venues
     * @throws UserError when it cannot be started, for example because a port is taken
     */
    Emulation(final EmulatorConfig config, final VenueFactory factory) {
        venues = config.venues().stream().map(EmulatorConfig.VenueConfig::venue).toList();
        try {
            emulator = Emulator.start(config, factory);
        } catch (final IllegalArgumentException | IllegalStateException e) {
            throw new UserError(e.getMessage(), "the emulator", "other options; --port 0 takes any free ports");
        }
    }

    /** The venues it has. */
    List<Venue> venues() {
        return venues;
    }

    /** Where a venue is reached. */
    VenueEndpoints endpoints(final Venue venue) {
        return emulator.endpoints(venue);
    }

    /** Points a configuration at all its venues. */
    void apply(final ConfigLoader loader) {
        for (final Venue venue : venues) {
            final String section = "venue." + venue.name().toLowerCase(Locale.ROOT);
            loader.option("--emulator", section + ".rest", endpoints(venue).rest());
            loader.option("--emulator", section + ".stream", endpoints(venue).stream());
        }
    }

    /** The certificate that clients must trust, as text; empty without TLS. */
    String certificatePem() {
        return emulator.certificatePem();
    }

    /** The certificate that clients must trust. */
    Optional<X509Certificate> trusted() {
        return certificatePem().isEmpty() ? Optional.empty() : Optional.of(certificate(certificatePem()));
    }

    /** Reads a certificate. */
    static X509Certificate certificate(final String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (final CertificateException e) {
            throw new UserError("this is no certificate: " + e.getMessage(), "--trust", "a file in PEM form");
        }
    }

    /** Faults done so far, all venues together. */
    long faults() {
        long done = 0;
        for (final Venue venue : venues) {
            done += emulator.look(venue, one -> {
                long sum = 0;
                for (final Fault fault : Fault.values()) {
                    sum += one.count(fault);
                }
                return sum;
            });
        }
        return done;
    }

    @Override
    public void close() {
        emulator.close();
    }
}
