package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock record}: live market data into a journal, no strategies. Main thread. */
@Command(name = "record", mixinStandardHelpOptions = true,
    description = "Records live market data into a journal to backtest on, until Ctrl-C. No strategy runs.")
public final class RecordCommand implements Callable<Integer> {
    @Mixin
    private SessionOptions options;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "New, or recorded before.")
    private Path journal;

    @Option(names = "--raw", description = "Keep the venues' frames too, in raw inside the journal's directory.")
    private boolean raw;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        return options.run(options.loader(RunMode.PAPER).withoutStrategies(), Map.of(), this::run);
    }

    private int run(
        final Configuration configuration, final Optional<X509Certificate> trusted, final long durationNs,
        final StopSignal signal) {
        final StatusDisplay display = StatusDisplay.of(json.on());
        try (RawFrames frames = raw ? new RawFrames(journal.resolve("raw")) : null;
            LiveSession session = new LiveSession(journal, configuration, RunMode.PAPER, "record",
                GatewaySettings.of(configuration, trusted), raw ? frames : FrameTap.NONE, display::say)) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("journal", journal.toString());
            fields.put("inputs", session.session().inputs());
            fields.put("rawFrames", raw ? frames.kept() : 0);
            fields.put("venues", FeedText.fields(feeds));
            if (json.on()) {
                JsonOption.print(fields, System.out);
            } else {
                System.out.print(FeedText.table(feeds) + String.format(Locale.ROOT, "events   %,d journaled%n",
                    session.session().inputs()) + (raw ? String.format(Locale.ROOT, "raw      %,d frames in %s%n",
                    frames.kept(), journal.resolve("raw")) : "") + "next     ./penstock backtest --journal " + journal
                    + "\n");
            }
            return ExitCodes.OK;
        }
    }
}
