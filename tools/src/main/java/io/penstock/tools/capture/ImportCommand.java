package io.penstock.tools.capture;

import io.penstock.api.InstrumentStatus;
import io.penstock.api.RunMode;
import io.penstock.api.Venue;
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
import io.penstock.tools.config.NearestWord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock import}: recorded captures into a new input log. Main thread. */
@Command(name = "import", mixinStandardHelpOptions = true,
    description = "Reads recorded captures through the gateways' own decoders into a new journal.")
public final class ImportCommand implements Callable<Integer> {
    @Option(names = "--venue", paramLabel = "VENUE",
        description = "Venue of captures that do not name theirs: binance-spot, binance-usdm, bybit-linear,"
            + " bybit-spot or mexc-spot.")
    private String venue;
    @Option(names = "--capture", required = true, paramLabel = "[VENUE:]FILE", arity = "1..*",
        description = "A capture, plain or gzip. Repeatable; several are merged by receive time.")
    private List<String> captures;
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The new journal.")
    private Path journal;
    @Option(names = "--instruments", paramLabel = "FILE",
        description = "TOML with [[instrument]] tables. Without it one scan finds tick and lot as greatest common"
            + " divisors.")
    private Path instruments;
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
        final ImportSummary summary = run(sources, log);
        if (json.on()) {
            JsonOption.print(summary, System.out);
        } else {
            System.out.print(summary.text());
        }
        return ExitCodes.OK;
    }

    private ImportSummary run(final List<CaptureSource> sources, final JournalConfig log) {
        final boolean fresh = !Files.exists(journal);
        try (Progress progress = Progress.start("importing", 0, "kB")) {
            final CaptureImport work = new CaptureImport(sources, definitions(),
                (phase, done, total) -> progress.step(done >> 10, total >> 10));
            try (JournalAppender appender = JournalRecovery.open(log).appender()) {
                return work.run(appender);
            }
        } catch (final CaptureException e) {
            if (fresh) {
                remove();
            }
            throw new UserError(e.getMessage(), "--capture " + String.join(" ", captures),
                "captures as recorded from the venue: lines of a receive stamp and a frame", ExitCodes.REFUSED, e);
        }
    }

    /** Takes away the half journal of a failed import; it was not there before. */
    private void remove() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journal)) {
            for (final Path file : files) {
                Files.delete(file);
            }
            Files.delete(journal);
        } catch (final IOException e) {
            System.err.println("penstock: " + journal + " could not be removed: " + e.getMessage());
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
        return new CaptureSource(venue(named ? capture.substring(0, colon) : venue), file);
    }

    private static Venue venue(final String word) {
        final List<String> known = new ArrayList<>();
        for (final Venue value : Venue.values()) {
            known.add(ImportSummary.word(value));
            if (ImportSummary.word(value).equals(word)) {
                return value;
            }
        }
        throw new UserError("unknown venue " + word, "--venue", "the nearest is " + NearestWord.of(word, known));
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
