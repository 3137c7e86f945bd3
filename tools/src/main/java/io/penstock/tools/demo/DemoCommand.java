package io.penstock.tools.demo;

import io.penstock.api.RunMode;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.RingSettings;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.engine.port.EventSource;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.replay.RunReport;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code penstock demo}: a synthetic market through the whole engine, then the proof that its journal replays byte for
 * byte. Needs no network, no data, no account. Main thread.
 */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Trades a seeded synthetic market through the whole engine, then replays it byte for byte.")
public final class DemoCommand implements Callable<Integer> {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final double MICRO = 1_000.0;
    /** Virtual time at the beginning that is not measured: compilers and files are still cold. */
    private static final long WARM_UP_NS = 20_000_000_000L;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "Of the market. Default: 7.")
    private long seed;

    @Option(names = "--journal", paramLabel = "DIR",
        description = "Keep the journal here, to explain and verify it. Default: a temporary one, removed at the end.")
    private Path journal;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "10000",
        description = "Market steps published per second. Default: 10,000.")
    private int rate;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final Configuration configuration = options.load(RunMode.DEMO);
        if (rate < 1) {
            throw new UserError("--rate is not positive", "--rate " + rate, "steps per second, e.g. --rate 10000");
        }
        final Path directory = directory();
        try {
            return run(configuration, directory);
        } finally {
            if (journal == null) {
                delete(directory);
            }
        }
    }

    private int run(final Configuration configuration, final Path directory) {
        final SyntheticConfig market = SyntheticConfig.demo(seed);
        final RingSettings settings =
            Hosts.settings(configuration.host(), Runtime.getRuntime().availableProcessors(), true);
        WarmUp.run(configuration, seed + 1);
        final Map<String, Object> fields = new LinkedHashMap<>();
        final StringBuilder text = new StringBuilder();
        try (RingSession session = new RingSession(SessionSetup.of(
            directory, configuration, settings, RunMode.DEMO, "synthetic market, seed " + seed, market.startTimeNs(),
            GatewayClock::new))) {
            final long lastNs = feed(new SyntheticMarket(market, SOURCE), session);
            session.stop(lastNs);
            if (session.failure() != null) {
                throw new UserError("the engine stopped: " + session.failure().getMessage(), directory.toString(),
                    "penstock explain --journal DIR --seq N shows the input it stopped at", ExitCodes.BROKEN,
                    session.failure());
            }
            report(session, text, fields);
        }
        final Verification.Result result = Verification.run(directory, directory.resolve("output"));
        if (json.on()) {
            fields.put("identical", result.identical());
            JsonOption.print(fields, System.out);
        } else {
            System.out.print(text.append(VerifyCommand.text(result)));
            if (journal != null) {
                System.out.println("next     ./penstock explain --journal " + journal + " --last");
            }
        }
        return result.identical() ? ExitCodes.OK : ExitCodes.BAD_ANSWER;
    }

    /** Publishes the market at an even rate; returns the virtual time of its end. */
    private long feed(final SyntheticMarket market, final RingSession session) {
        final long intervalNs = 1_000_000_000L / rate;
        long dueNs = System.nanoTime();
        long lastNs = 0;
        try (Progress progress = Progress.start("demo", 0, "steps")) {
            final long warmNs = market.nextTimeNs() + WARM_UP_NS;
            boolean warm = false;
            while (!market.done() && session.failure() == null) {
                lastNs = market.nextTimeNs();
                if (!warm && lastNs >= warmNs) {
                    // nothing is in flight after the drain, so the engine thread is not recording
                    warm = true;
                    session.drain();
                    session.latencyNs().reset();
                    dueNs = System.nanoTime();
                }
                while (System.nanoTime() - dueNs < 0) {
                    Thread.onSpinWait();
                }
                if (market.step(session.sink())) {
                    dueNs += intervalNs;
                    progress.update(market.steps());
                }
            }
        }
        return lastNs;
    }

    private static void report(
        final RingSession session, final StringBuilder text, final Map<String, Object> fields) {
        final Histogram latency = session.latencyNs();
        final String sha256 = session.outputLog().sha256();
        text.append(String.format(Locale.ROOT, "events   %,d journaled, %,d outputs%n", session.inputs(),
            session.outputLog().outputs()));
        text.append(RunReport.text(session.summary(), session.engine().fold()));
        text.append(String.format(Locale.ROOT,
            "latency  publish to decision, warm, journal on: p50 %.1f us, p99 %.1f us, max %.1f us"
                + " (target 100,000 us)%n",
            latency.getValueAtPercentile(50) / MICRO, latency.getValueAtPercentile(99) / MICRO,
            latency.getMaxValue() / MICRO));
        text.append("output   sha256 ").append(sha256).append('\n');
        fields.put("inputs", session.inputs());
        fields.put("outputs", session.outputLog().outputs());
        fields.put("sha256", sha256);
        fields.put("latencyP50Ns", latency.getValueAtPercentile(50));
        fields.put("latencyP99Ns", latency.getValueAtPercentile(99));
        fields.put("latencyMaxNs", latency.getMaxValue());
        fields.putAll(RunReport.fields(session.summary(), session.engine().fold()));
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
