package io.penstock.tools.live;

import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.SessionSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What paper and record have in common on the command line ({@code @Mixin}). Main thread. */
final class LiveOptions {
    @Option(names = "--venue", paramLabel = "VENUE", split = ",",
        description = "binance-spot, binance-usdm, bybit-linear, bybit-spot, mexc-spot; short for venue.enabled."
            + " Repeatable.")
    private final List<String> venues = new ArrayList<>();

    @Option(names = "--symbols", paramLabel = "SYMBOL", split = ",",
        description = "As the venues write them; short for universe.symbols. Repeatable.")
    private final List<String> symbols = new ArrayList<>();

    @Option(names = "--trust", paramLabel = "FILE",
        description = "A certificate in PEM form that is trusted beside those of the Java runtime.")
    private Path trust;

    @Option(names = "--duration", paramLabel = "TIME",
        description = "End after so long: 30s, 5m or 2h. Default: until Ctrl-C.")
    private String duration;

    @Option(names = "--warm-up", paramLabel = "[VENUE:]SYMBOL=FILE",
        description = "Candles of the past that are journaled before live data comes, so that bars, indicators and"
            + " regimes are ready sooner; files as for import --candles. Repeatable.")
    private final List<String> warmUp = new ArrayList<>();

    @Option(names = "--continue", paramLabel = "DIR",
        description = "Begin the new journal where that one stopped cleanly: for another build or configuration.")
    private Path before;

    @Option(names = "--reconcile",
        description = "With --continue: take over nothing but the count of starts; the venue says what there is.")
    private boolean fromVenue;

    /** The same setup, going on from another journal if the user named one. */
    SessionSetup goingOn(final SessionSetup setup) {
        if (before == null && fromVenue) {
            throw new UserError("--reconcile says how to go on from another journal, and none is named",
                "--reconcile", "--continue DIR --reconcile");
        }
        return before == null ? setup : setup.goingOnFrom(before, fromVenue);
    }

    /** What is known of the past; its files are looked through. */
    WarmUp warmUp(final Configuration configuration) {
        return WarmUp.of(warmUp, configuration.marketData());
    }

    /** The venues named, as the user wrote them. */
    List<String> venues() {
        return venues;
    }

    /** The certificate named. */
    Optional<X509Certificate> trusted() {
        if (trust == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Emulation.certificate(Files.readString(trust)));
        } catch (final IOException e) {
            throw new UserError("the file cannot be read", "--trust " + trust, "a certificate in PEM form");
        }
    }

    /** Puts the short words in the place of keys. */
    void apply(final ConfigLoader loader) {
        if (!venues.isEmpty()) {
            loader.option("--venue", "venue.enabled", String.join(",", venues));
        }
        if (!symbols.isEmpty()) {
            loader.option("--symbols", "universe.symbols", String.join(",", symbols));
        }
    }

    /** How long to run, Long.MAX_VALUE for ever. */
    long durationNs() {
        return Durations.ns(duration);
    }
}
