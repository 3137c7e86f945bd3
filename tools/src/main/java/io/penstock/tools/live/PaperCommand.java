package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.desk.PaperDesk;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock paper}: live market data, orders on the simulated exchange. Main thread. */
@Command(name = "paper", mixinStandardHelpOptions = true,
    description = "Trades live market data of the venues on the simulated exchange, until Ctrl-C. Started again on the"
        + " same journal it goes on where it stopped.")
public final class PaperCommand implements Callable<Integer> {
    @Mixin
    private SessionOptions options;

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() {
        return options.run(options.loader(RunMode.PAPER), Map.of(), this::run);
    }

    private int run(
        final Configuration configuration, final Optional<X509Certificate> trusted, final long durationNs,
        final StopSignal signal) {
        final WarmUp past = options.warmUp(configuration);
        final Path directory = journal.directory(configuration);
        final StatusDisplay display = StatusDisplay.of(journal.json());
        try (LiveSession session = new LiveSession(directory, configuration, RunMode.PAPER,
            options.origin("paper", "paper"), GatewaySettings.of(configuration, trusted), FrameTap.NONE, display::say,
            options::goingOn, past, new PaperDesk(directory, configuration, display::say))) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            journal.tell(session, feeds, directory, List.of("verify", "explain --last", "backtest"));
            return ExitCodes.OK;
        }
    }
}
