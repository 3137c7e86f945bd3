package io.penstock.tools.capture;

import io.penstock.api.InstrumentStatus;
import io.penstock.api.RunMode;
import io.penstock.engine.port.LogAppender;
import io.penstock.gateways.capture.CaptureException;
import io.penstock.gateways.capture.CaptureImport;
import io.penstock.gateways.capture.CaptureSource;
import io.penstock.gateways.capture.ImportSummary;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalRecovery;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.InstrumentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock import}: recorded captures, candles and series into a new input log. Main thread. */
@Command(name = "import", mixinStandardHelpOptions = true,
    description = "Reads recorded captures through the gateways' own decoders, candles and outside series into a new"
        + " journal, all in order of time.")
public final class ImportCommand implements Callable<Integer> {
    @Option(names = "--venue", paramLabel = "VENUE",
        description = "Venue of captures and candles that do not name theirs: binance-spot, binance-usdm, bybit-linear,"
            + " bybit-spot or mexc-spot.")
    private String venue;
    @Option(names = "--capture", paramLabel = "[VENUE:]FILE", arity = "1..*",
        description = "A capture, plain or gzip. Repeatable; several are merged by receive time.")
    private List<String> captures = new ArrayList<>();
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The new journal.")
    private Path journal;
    @Option(names = "--instruments", paramLabel = "FILE",
        description = "TOML with [[instrument]] tables. Without it one scan finds tick and lot: of captures as"
            + " greatest common divisors, of candles from the decimals seen.")
    private Path instruments;
    @Mixin
    private FeedOptions feeds;
    @Mixin
    private ConfigOptions options;
    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final List<CaptureSource> sources = new ArrayList<>();
        for (final String capture : captures) {
            sources.add(source(capture));
        }
        if (Files.exists(journal.resolve("metadata.cq4t"))) {
            throw new UserError("there is a journal already", "--journal " + journal,
                "a new directory; several captures of one time go into one import: --capture A B");
        }
        final JournalConfig log = options.load(RunMode.BACKTEST).journal().input(journal).withFixedDay();
        final FeedPlan plan = feeds.plan(
            venue == null ? null : FeedOptions.venue(venue, "--venue " + venue), definitions());
        if (plan.isEmpty()) {
            if (sources.isEmpty()) {
                throw new UserError("there is nothing to import", "import",
                    "--capture FILE, --candles SYMBOL=FILE or --series NAME=FILE");
            }
            final ImportSummary summary = guarded(() -> captures(sources, log));
            print(summary, summary.text());
        } else {
            print(guarded(() -> all(sources, plan, log)));
        }
        return ExitCodes.OK;
    }

    /**
     * What an import of captures with candles and series did.
     *
     * @param captures what their own import says, or {@code null}
     * @param feeds    the rest
     */
    private record Done(ImportSummary captures, FeedSummary feeds) {
    }

    private void print(final Done done) {
        print(done, (done.captures == null ? "" : done.captures.text()) + done.feeds.text());
    }

    private void print(final Object summary, final String text) {
        if (json.on()) {
            JsonOption.print(summary, System.out);
        } else {
            System.out.print(text);
        }
    }

    private ImportSummary captures(final List<CaptureSource> sources, final JournalConfig log) {
        try (Progress progress = Progress.start("importing", 0, "kB");
            JournalAppender appender = JournalRecovery.open(log).appender()) {
            return captures(sources, appender, progress);
        }
    }

    private ImportSummary captures(
        final List<CaptureSource> sources, final LogAppender log, final Progress progress) {
        return new CaptureImport(sources, definitions(),
            (phase, done, total) -> progress.step(done >> 10, total >> 10)).run(log);
    }

    private Done all(final List<CaptureSource> sources, final FeedPlan plan, final JournalConfig log) {
        try (Progress captured = Progress.start("importing", 0, "kB");
            Progress progress = Progress.start("importing", plan.size(), "bars and values");
            MergedLog merged = new MergedLog(JournalRecovery.open(log).appender(), plan, sources.isEmpty()
                ? progress::step : (done, total) -> { })) {
            final ImportSummary summary = sources.isEmpty() ? null : captures(sources, merged, captured);
            merged.finish();
            return new Done(summary, merged.summary(instruments == null));
        }
    }

    /** Does it, and leaves no half journal behind when it fails, for whatever reason. */
    private <T> T guarded(final Supplier<T> work) {
        final FreshFiles files = FreshFiles.in(journal);
        try {
            return work.get();
        } catch (final CaptureException e) {
            files.remove();
            throw new UserError(e.getMessage(), "--capture " + String.join(" ", captures),
                "captures as recorded from the venue: lines of a receive stamp and a frame", ExitCodes.REFUSED, e);
        } catch (final RuntimeException | Error e) {
            files.remove();
            throw e;
        }
    }

    private CaptureSource source(final String capture) {
        final int colon = capture.indexOf(':');
        final boolean named = colon > 1 && capture.substring(0, colon).matches("[a-z]+-[a-z]+");
        if (!named && venue == null) {
            throw new UserError("the venue is missing", "--capture " + capture,
                "--venue binance-spot, or --capture binance-spot:" + capture);
        }
        final Path file = Path.of(named ? capture.substring(colon + 1) : capture);
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no such capture", file.toString(), "the path of a file that can be read");
        }
        return new CaptureSource(named ? FeedOptions.venue(capture.substring(0, colon), "--capture " + capture)
            : FeedOptions.venue(venue, "--venue " + venue), file);
    }

    private List<InstrumentDefinition> definitions() {
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        if (instruments == null) {
            return definitions;
        }
        for (final InstrumentConfig x : ConfigLoader.with(List.of()).file(instruments).load().instruments()) {
            definitions.add(new InstrumentDefinition(x.venue(), x.kind(), InstrumentStatus.TRADING, x.symbol(),
                x.base(), x.quote(), x.priceExponent(), x.quantityExponent(), x.tickSize(), x.lotSize(),
                x.minQuantity(), x.maxQuantity(), x.minNotional()));
        }
        if (definitions.isEmpty()) {
            throw new UserError("no instrument is defined", instruments.toString(), "[[instrument]] tables, as in"
                + " config/instruments.toml");
        }
        return definitions;
    }
}
