package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.capture.CaptureSettings;
import io.penstock.gateways.emulator.capture.Captures;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock emulator}: emulated venues as a process of their own, until Ctrl-C. Main thread. */
@Command(name = "emulator", mixinStandardHelpOptions = true,
    description = "Runs emulated venues on 127.0.0.1 that speak the real protocols, until Ctrl-C.")
public final class EmulatorCommand implements Callable<Integer> {
    private static final double MOST_SPEED = 10_000;

    @Option(names = "--venues", paramLabel = "VENUE", split = ",", description = "Which. Default: all five.")
    private final List<String> venues = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", defaultValue = "7380",
        description = "Of the first venue; each next one has the next. 0: any free ports. Default: 7380.")
    private int port;

    @Option(names = "--speed", paramLabel = "N", defaultValue = "1",
        description = "How many times faster than the wall clock the venues' clocks run. Default: 1.")
    private double speed;

    @Option(names = "--tls", description = "https and wss, with a certificate made at the start.")
    private boolean tls;

    @Option(names = "--certificate", paramLabel = "FILE", description = "With --tls: write the certificate there.")
    private Path certificate;

    @Option(names = "--instruments", paramLabel = "N", defaultValue = "0",
        description = "At least so many instruments per venue; beyond BTCUSDT, ETHUSDT, SOLUSDT and XRPUSDT they are"
            + " made up.")
    private int instruments;

    @Option(names = "--capture", paramLabel = "VENUE:FILE",
        description = "Serve a recorded session instead of a synthetic market, again and again. Repeatable.")
    private final List<String> captures = new ArrayList<>();

    @Option(names = "--duration", paramLabel = "TIME", description = "End after so long: 30s, 5m or 2h.")
    private String duration;

    @Option(names = "--balance", paramLabel = "ASSET=AMOUNT", split = ",",
        description = "What the demo account of each venue has, instead of a little of everything. Repeatable.")
    private final Map<String, String> balances = new LinkedHashMap<>();

    @Mixin
    private EmulatorOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final Map<Venue, List<Path>> recorded = recorded();
        final List<Venue> wanted = new ArrayList<>();
        for (final String word : venues) {
            wanted.add(VenueWords.venue(word, "--venues"));
        }
        if (wanted.isEmpty()) {
            wanted.addAll(recorded.isEmpty() ? VenueWords.all() : recorded.keySet());
        }
        if (!(speed > 0 && speed <= MOST_SPEED)) {
            throw new UserError("no clock runs so fast", "--speed " + speed, "above 0, at most 10000");
        }
        final long durationNs = Durations.ns(duration);
        try (StopSignal signal = new StopSignal();
            Emulation emulation = new Emulation(EmulatorOptions.withMoney(EmulatorOptions.config(
                wanted, instruments, options.plan(), options.seed(), speed, tls, port), balances),
                factory(recorded))) {
            writeCertificate(emulation);
            if (json.on()) {
                JsonOption.print(fields(emulation), System.out);
            } else {
                System.out.print(text(emulation));
            }
            System.out.flush();
            signal.await(durationNs);
            if (!json.on()) {
                System.out.println("ended    " + emulation.faults() + " faults were done");
            }
            return signal.end(ExitCodes.OK);
        }
    }

    private Map<Venue, List<Path>> recorded() {
        final Map<Venue, List<Path>> files = new EnumMap<>(Venue.class);
        for (final String text : captures) {
            final int colon = text.indexOf(':');
            final Path file = Path.of(text.substring(colon + 1));
            if (colon <= 0 || !Files.isReadable(file)) {
                throw new UserError(colon <= 0 ? "the venue is missing" : "the file cannot be read",
                    "--capture " + text, "--capture binance-spot:FILE");
            }
            files.computeIfAbsent(VenueWords.venue(text.substring(0, colon), "--capture"), v -> new ArrayList<>())
                .add(file);
        }
        return files;
    }

    private static VenueFactory factory(final Map<Venue, List<Path>> recorded) {
        final VenueFactory matching = VenueFactory.matching();
        return (final EmulatorConfig.VenueConfig config, final long seed, final long startNs) -> {
            final List<Path> files = recorded.get(config.venue());
            return files == null ? matching.create(config, seed, startNs)
                : Captures.venue(config.venue(), files, CaptureSettings.looped(1));
        };
    }

    private void writeCertificate(final Emulation emulation) {
        if (certificate == null) {
            return;
        }
        try {
            Files.writeString(certificate, emulation.certificatePem());
        } catch (final IOException e) {
            throw new UncheckedIOException("the certificate cannot be written to " + certificate, e);
        }
    }

    private static Map<String, Object> fields(final Emulation emulation) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        for (final Venue venue : emulation.venues()) {
            final VenueEndpoints at = emulation.endpoints(venue);
            fields.put(VenueWords.of(venue), Map.of("rest", at.rest(), "stream", at.stream()));
        }
        return fields;
    }

    private String text(final Emulation emulation) {
        final StringBuilder text = new StringBuilder();
        final StringBuilder command = new StringBuilder("./penstock paper --venue ");
        final List<String> words = emulation.venues().stream().map(VenueWords::of).toList();
        command.append(String.join(",", words));
        for (final Venue venue : emulation.venues()) {
            final VenueEndpoints at = emulation.endpoints(venue);
            final String section = " \\\n    --set venue." + venue.name().toLowerCase(Locale.ROOT);
            text.append(String.format(Locale.ROOT, "%-14s %s  %s%n", VenueWords.of(venue), at.rest(), at.stream()));
            command.append(section).append(".rest=").append(at.rest()).append(section).append(".stream=")
                .append(at.stream());
        }
        if (tls) {
            command.append(" \\\n    --trust ").append(certificate == null ? "CERTIFICATE" : certificate);
            text.append(certificate == null ? emulation.certificatePem() : "");
        }
        text.append("keys           ").append(ApiKey.DEMO_KEY).append(" with secret ").append(ApiKey.DEMO_SECRET)
            .append(" (HMAC); on Binance also ").append(PrivateSettings.DEMO_PAIR_KEY)
            .append(" (Ed25519, seed 000102..1f)\n");
        return text.append("point paper at it:\n  ").append(command).append("\nCtrl-C ends it\n").toString();
    }
}
