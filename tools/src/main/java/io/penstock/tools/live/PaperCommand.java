package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock paper}: live market data, orders on the simulated exchange. Main thread. */
@Command(name = "paper", mixinStandardHelpOptions = true,
    description = "Trades live market data of the venues on the simulated exchange, until Ctrl-C. Started again on the"
        + " same journal it goes on where it stopped.")
public final class PaperCommand implements Callable<Integer> {
    @Mixin
    private LiveOptions live;

    @Option(names = "--emulator",
        description = "Start emulated venues in this process and connect to them: needs no network.")
    private boolean emulated;

    @Mixin
    private EmulatorOptions emulator;

    @Option(names = "--journal", paramLabel = "DIR",
        description = "Where the journal is kept. Default: journal.directory.")
    private Path journal;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final long durationNs = live.durationNs();
        final ConfigLoader loader = options.loader(RunMode.PAPER);
        live.apply(loader);
        try (StopSignal signal = new StopSignal()) {
            if (!emulated) {
                return signal.end(run(loader.load(), live.trusted(), durationNs, signal));
            }
            final List<Venue> venues = loader.load().marketData().enabled();
            try (Emulation emulation = new Emulation(EmulatorOptions.config(
                venues, 0, emulator.plan(), emulator.seed(), 1, false, 0), VenueFactory.matching())) {
                emulation.apply(loader);
                return signal.end(run(loader.load(), emulation.trusted(), durationNs, signal));
            }
        }
    }

    private int run(
        final Configuration configuration, final Optional<X509Certificate> trusted, final long durationNs,
        final StopSignal signal) {
        final Path directory = journal == null ? configuration.journal().directory() : journal;
        final StatusDisplay display = StatusDisplay.of(json.on());
        try (LiveSession session = new LiveSession(directory, configuration, RunMode.PAPER,
            emulated ? "paper, emulated venues, seed " + emulator.seed() : "paper",
            GatewaySettings.of(configuration, trusted), FrameTap.NONE, display::say, live::goingOn)) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            if (json.on()) {
                final Map<String, Object> fields = LiveReport.fields(session.session(), feeds);
                fields.put("journal", directory.toString());
                JsonOption.print(fields, System.out);
            } else {
                System.out.print(LiveReport.text(session.session(), session.counters(), feeds)
                    + "next     ./penstock verify --journal " + directory
                    + "\n         ./penstock explain --journal " + directory + " --last\n"
                    + "         ./penstock backtest --journal " + directory + "\n");
            }
            return ExitCodes.OK;
        }
    }
}
