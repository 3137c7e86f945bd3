package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code penstock demo}: paper trading on emulated venues in this process for a short time, with a few faults of the
 * wire on the way, then the proof that its journal replays byte for byte. Needs no network, no data, no account. Main
 * thread.
 */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Trades five emulated venues over real sockets for a short time, then replays it byte for byte.")
public final class DemoCommand implements Callable<Integer> {
    private static final double LOST_RATE = 0.2;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7",
        description = "Of the emulated markets and faults. Default: 7.")
    private long seed;

    @Option(names = "--journal", paramLabel = "DIR",
        description = "Keep the journal here, to explain and verify it. Default: a temporary one, removed at the end.")
    private Path journal;

    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "15s",
        description = "How long to trade: 15s, 5m or 2h. Default: 15s.")
    private String duration;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final long durationNs = Durations.ns(duration);
        final ConfigLoader loader = options.loader(RunMode.DEMO);
        final List<Venue> venues = loader.load().marketData().enabled();
        final Path directory = directory();
        try (StopSignal signal = new StopSignal(); Emulation emulation = new Emulation(
            emulator(venues, durationNs), VenueFactory.matching())) {
            emulation.apply(loader);
            return signal.end(run(loader.load(), emulation, directory, durationNs, signal));
        } finally {
            if (journal == null) {
                delete(directory);
            }
        }
    }

    /** Every venue loses frames for a while; the first also loses connections, hard. */
    private EmulatorConfig emulator(final List<Venue> venues, final long durationNs) {
        final long tenthNs = durationNs / 10;
        final List<EmulatorConfig.VenueConfig> configs = new ArrayList<>();
        for (final Venue venue : venues) {
            final FaultPlan lossy =
                FaultPlan.none(seed).with(Fault.DROP, LOST_RATE).between(5 * tenthNs, 7 * tenthNs);
            configs.add(new EmulatorConfig.VenueConfig(venue, EmulatedInstruments.known(venue), configs.isEmpty()
                ? lossy.at(Fault.CUT_RST, 6 * tenthNs).at(Fault.CUT_RST, 8 * tenthNs) : lossy));
        }
        return new EmulatorConfig(configs, seed, 1, false, 0);
    }

    private int run(
        final Configuration configuration, final Emulation emulation, final Path directory, final long durationNs,
        final StopSignal signal) {
        final StatusDisplay display = StatusDisplay.of(json.on());
        // each reads the hash of the outputs, which can be read once
        final Map<String, Object> fields = new LinkedHashMap<>();
        final StringBuilder text = new StringBuilder();
        try (LiveSession session = new LiveSession(directory, configuration, RunMode.DEMO,
            "emulated venues, seed " + seed, GatewaySettings.of(configuration, emulation.trusted()), FrameTap.NONE,
            display::say)) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            if (json.on()) {
                fields.putAll(LiveReport.fields(session.session(), feeds));
            } else {
                text.append(LiveReport.text(session.session(), session.counters(), feeds));
            }
        }
        final long faults = emulation.faults();
        final Verification.Result result = Verification.run(directory, directory.resolve("output"));
        if (json.on()) {
            fields.put("faults", faults);
            fields.put("identical", result.identical());
            JsonOption.print(fields, System.out);
        } else {
            System.out.print(text.append("faults   ").append(faults).append(" done to the feeds on purpose\n")
                .append(VerifyCommand.text(result)));
            if (journal != null) {
                System.out.println("next     ./penstock explain --journal " + journal + " --last");
            }
        }
        return result.identical() ? ExitCodes.OK : ExitCodes.BAD_ANSWER;
    }

    private Path directory() {
        try {
            if (journal == null) {
                return Files.createTempDirectory("penstock-demo-");
            }
            if (Files.exists(journal) && !isEmpty(journal)) {
                throw new UserError("the directory is not empty", "--journal " + journal,
                    "a new or empty directory: a journal is never written over");
            }
            return Files.createDirectories(journal);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(final Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            final List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("the temporary journal could not be removed: " + directory, e);
        }
    }
}
