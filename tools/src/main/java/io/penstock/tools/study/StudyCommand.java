package io.penstock.tools.study;

import io.penstock.api.RunMode;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.regime.HmmModel;
import io.penstock.tools.capture.CandleImport;
import io.penstock.tools.cli.Dates;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.regime.ModelFile;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock regime study}: what regimes are worth on a series. Main thread. */
@Command(name = "study", mixinStandardHelpOptions = true,
    description = "What regimes are worth on a series: shares and dwell times, price coloured by regime, and each"
        + " signal strategy gated and ungated, in and out of sample, after costs. Writes regimes.md, regimes.png and"
        + " regimes.html.")
public final class StudyCommand implements Callable<Integer> {
    private static final double PERCENT = 1e-6;

    @Option(names = "--candles", paramLabel = "[VENUE:]SYMBOL=FILE",
        description = "Candles of one market, as for penstock import.")
    private String candles;

    @Option(names = "--journal", paramLabel = "DIR", description = "Or an input log.")
    private Path journal;

    @Option(names = "--instrument", paramLabel = "SYMBOL",
        description = "Which of the journal: SYMBOL, or venue:SYMBOL. Default: the only one.")
    private String instrument;

    @Option(names = "--split", required = true, paramLabel = "DATE",
        description = "End of the part that may be learned from, e.g. 2024-01-01, UTC.")
    private String split;

    @Option(names = "--timeframe", paramLabel = "BARS",
        description = "Bars of regimes and strategies, e.g. 4h. Default: regime.timeframe of the configuration.")
    private String timeframe;

    @Option(names = "--model", paramLabel = "FILE",
        description = "A model of penstock regime train, joined with the rules. Default: that of the configuration.")
    private Path model;

    @Option(names = "--train-states", paramLabel = "N",
        description = "Or train one with N states on the bars before --split; it is kept as regimes.hmm.")
    private Integer states;

    @Option(names = "--features", paramLabel = "NAMES", defaultValue = ModelFile.USUAL_FEATURES,
        description = "What a model that is trained looks at. Default: ${DEFAULT-VALUE}.")
    private String features;

    @Option(names = "--gate", paramLabel = "STRATEGY=REGIMES",
        description = "Regimes that a strategy is admitted to when gated, e.g. trend=bull,bear. Repeatable.")
    private List<String> gates = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where text, picture and page go.")
    private Path out;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (candles == null == (journal == null)) {
            throw new UserError(candles == null ? "no bars are named" : "bars are named twice",
                "--candles, --journal", "one of --candles SYMBOL=FILE and --journal DIR");
        }
        if (model != null && states != null) {
            throw new UserError("there are two models", "--model, --train-states", "one of them");
        }
        if (states != null && (states < 1 || states > HmmModel.MOST_STATES)) {
            throw new UserError("a model has 1 to " + HmmModel.MOST_STATES + " states", "--train-states " + states,
                "a number from 1 to " + HmmModel.MOST_STATES);
        }
        if (model != null) {
            ModelFile.read(model);
        }
        final long splitNs = Dates.parse("--split", split);
        final Configuration configuration = options.loader(RunMode.BACKTEST)
            .text(new Gates(gates, false).names(), "the strategies of the study").load();
        final BarSpec bars = bars(configuration);
        prepare();
        if (journal != null) {
            run(journal, configuration, bars, splitNs);
            return ExitCodes.OK;
        }
        Path temporary = null;
        try {
            temporary = Files.createTempDirectory("penstock-study");
            CandleImport.run(candles, configuration.journal().input(temporary).withFixedDay());
            run(temporary, configuration, bars, splitNs);
        } catch (final IOException e) {
            throw new UserError("a journal cannot be made for a while: " + e.getMessage(), "java.io.tmpdir",
                "a directory that can be written", ExitCodes.REFUSED, e);
        } finally {
            remove(temporary);
        }
        return ExitCodes.OK;
    }

    private void run(
        final Path log, final Configuration configuration, final BarSpec bars, final long splitNs) {
        final StudyMarket market = StudyMarket.of(log, instrument);
        final Gates admitted = new Gates(gates, market.spot());
        Path file = model;
        if (states != null) {
            file = out.resolve("regimes.hmm");
            ModelFile.write(
                ModelFile.train(log, market.name(), configuration.engine(), bars, features, states, splitNs), file);
        }
        final StudyConfig settings = new StudyConfig(
            () -> options.loader(RunMode.BACKTEST), market, bars, admitted, file);
        final List<Study.Row> rows = new ArrayList<>();
        RegimeHistory history = null;
        String costs = "";
        final List<String> names = admitted.strategies();
        try (Progress progress = Progress.start("study", 2L * names.size(), "runs")) {
            for (final String name : names) {
                final RunWatch[] watches = new RunWatch[2];
                final long[] signals = new long[2];
                final long[] denied = new long[2];
                for (int gated = 0; gated < 2; gated++) {
                    final Configuration one = settings.of(name, gated == 1).load();
                    watches[gated] = new RunWatch(market, bars);
                    final RunSummary summary = Backtest.listen(log, one, watches[gated]).summary();
                    signals[gated] = summary.signals();
                    denied[gated] = summary.total().denied;
                    check(watches[gated].history(), bars, log, splitNs);
                    costs = costs(one.engine().simulation());
                    progress.step(2L * rows.size() + gated + 1, 2L * names.size());
                }
                history = watches[0].history();
                rows.add(Study.row(name, watches[0], watches[1], signals, denied, splitNs));
            }
        }
        final String last = settings.text(names.get(names.size() - 1), true);
        write(new Study(market, bars, splitNs, admitted, regimes(file, configuration), last, costs, history, rows));
    }

    private BarSpec bars(final Configuration configuration) {
        try {
            return timeframe == null ? configuration.engine().analysis().regime().timeframe()
                : BarSpec.parse(timeframe);
        } catch (final IllegalArgumentException e) {
            throw new UserError("there are no such bars", "--timeframe " + timeframe, e.getMessage(),
                ExitCodes.REFUSED, e);
        }
    }

    private static void check(
        final RegimeHistory history, final BarSpec bars, final Path log, final long splitNs) {
        if (history.count() < 2) {
            throw new UserError("there are " + history.count() + " bars of " + bars.text(), log.toString(),
                "a longer series, or another --timeframe: bars cannot be shorter than the candles");
        }
        if (splitNs <= history.endNs(0) || splitNs >= history.endNs(history.count() - 1)) {
            throw new UserError("the split leaves nothing on one side", "--split " + Dates.text(splitNs),
                "a moment between " + Dates.text(history.endNs(0)) + " and "
                + Dates.text(history.endNs(history.count() - 1)));
        }
    }

    private String regimes(final Path file, final Configuration configuration) {
        final String name = file == null || file.getFileName() == null ? "" : file.getFileName().toString();
        final boolean rules = file == null && configuration.engine().analysis().regime().model().isEmpty();
        return "Regimes are those of the fold's own detector, which knows nothing of later bars: " + (rules
            ? "rules alone; nothing was trained." : states == null
            ? "rules joined with a model that was trained before" + (file == null ? "." : ", " + name + ".")
            : "rules joined with a hidden Markov model of " + states + " states (" + features + ") that was trained on"
            + " the bars in sample alone.");
    }

    private static String costs(final SimulationConfig simulation) {
        return String.format(Locale.ROOT, "fee of a taker %.3f %%, of a maker %.3f %%, spread %.3f %%",
            simulation.takerFeeRateE8() * PERCENT, simulation.makerFeeRateE8() * PERCENT,
            simulation.candleSpreadE8() * PERCENT);
    }

    /** Before minutes of work and not after it. */
    private void prepare() {
        try {
            Files.createDirectories(out);
        } catch (final IOException e) {
            throw unwritable(e);
        }
    }

    private UserError unwritable(final IOException e) {
        return new UserError("the study cannot be written: " + e.getMessage(), out.toString(),
            "--out with a directory that can be written", ExitCodes.REFUSED, e);
    }

    private void write(final Study study) {
        try {
            Files.writeString(out.resolve("regimes.md"), StudyText.of(study), StandardCharsets.UTF_8);
            Files.write(out.resolve("regimes.png"), StudyPicture.of(study));
            Files.writeString(out.resolve("regimes.html"), StudyPage.of(study), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw unwritable(e);
        }
        if (json.on()) {
            JsonOption.print(StudyFields.of(study, out), System.out);
            return;
        }
        System.out.println(StudyText.head(study));
        StudyReading.of(study).forEach(System.out::println);
        System.out.println("kept in " + out.resolve("regimes.md") + ", regimes.png, regimes.html");
    }

    private static void remove(final Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            System.err.println("penstock: " + directory + " could not be removed: " + e.getMessage());
        }
    }
}
