package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.regime.HmmModel;
import io.penstock.engine.regime.RegimeDetector;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock regime label}: the regime at the end of each bar of a range. Main thread. */
@Command(name = "label", mixinStandardHelpOptions = true,
    description = "Labels bars with the regime that was known when each ended. Labels never depend on later bars.")
public final class LabelCommand implements Callable<Integer> {
    @Mixin
    private BarOptions options;

    @Option(names = "--model", paramLabel = "FILE",
        description = "A model of penstock regime train. Default: that of the configuration, or the rules alone.")
    private Path model;

    @Option(names = "--out", paramLabel = "CSV", description = "Where the labels are written.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final RegimeConfig config = config();
        final RegimeSummary summary = new RegimeSummary();
        final RegimeBars bars = options.bars();
        if (out == null) {
            new RegimeLabels(config).run(bars, options.fromNs(), options.toNs(), summary);
            check(config, bars, summary);
        } else {
            OutFile.check(out, bars, model);
            write(config, bars, summary);
        }
        if (json.on()) {
            JsonOption.print(LabelReport.fields(config, summary, out), System.out);
        } else {
            System.out.print(LabelReport.text(config, summary, out));
        }
        return ExitCodes.OK;
    }

    /** As the configuration says, but for what the command line says. */
    private RegimeConfig config() {
        final RegimeConfig configured = options.regime();
        final HmmModel known = model != null ? ModelFile.read(model)
            : configured.model().isEmpty() ? null : HmmModel.parse(configured.model());
        final BarSpec timeframe = options.timeframe(known == null ? configured.timeframe() : known.timeframe());
        if (known == null) {
            return configured.withTimeframe(timeframe);
        }
        if (!timeframe.equals(known.timeframe())) {
            throw new UserError("the model was trained on bars of " + known.timeframe().text(),
                "--timeframe " + timeframe.text(), "no --timeframe, or a model of such bars");
        }
        return configured.withTimeframe(timeframe).withModel(known.text());
    }

    private void write(final RegimeConfig config, final RegimeBars bars, final RegimeSummary summary) {
        final long fromNs = options.fromNs();
        final long toNs = options.toNs();
        try (OutFile file = new OutFile(out)) {
            try (BufferedWriter writer = Files.newBufferedWriter(file.part(), StandardCharsets.US_ASCII)) {
                writer.write(head());
                new RegimeLabels(config).run(bars, fromNs, toNs, (endNs, close, detector) -> {
                    summary.label(endNs, close, detector);
                    line(writer, endNs, close, detector);
                });
            }
            check(config, bars, summary);
            file.done();
        } catch (final IOException | UncheckedIOException e) {
            throw new UserError("the labels cannot be written: " + e.getMessage(), out.toString(),
                "--out with a file in a directory that can be written", ExitCodes.REFUSED, e);
        }
    }

    /** Refuses a range in which there is nothing to tell. */
    private static void check(final RegimeConfig config, final RegimeBars bars, final RegimeSummary summary) {
        summary.end();
        if (summary.all() == 0) {
            throw new UserError("there is no bar of " + config.timeframe().text() + " in the range", bars.where(),
                "--from and --to within the bars, or another --timeframe");
        }
    }

    private static String head() {
        final StringBuilder line = new StringBuilder("time,close,regime,confidence");
        for (final String source : new String[] {"", "rules_", "model_"}) {
            for (int code = 1; code < Regime.values().length; code++) {
                line.append(',').append(source).append(Regime.of(code).word());
            }
        }
        return line.append('\n').toString();
    }

    private static void line(
        final BufferedWriter writer, final long endNs, final double close, final RegimeDetector detector) {
        final StringBuilder line = new StringBuilder(200).append(BarOptions.text(endNs)).append(',').append(close)
            .append(',').append(detector.regime().word());
        number(line, detector.confidence());
        final int count = Regime.BREAKOUT.code();
        for (int i = 0; i < 3 * count; i++) {
            final Regime regime = Regime.of(1 + i % count);
            number(line, i < count ? detector.probability(regime) : i < 2 * count ? detector.rules(regime)
                : detector.hmm(regime));
        }
        try {
            writer.write(line.append('\n').toString());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing stands for what is not known; numbers so that reading them gives the same bits. */
    private static void number(final StringBuilder line, final double value) {
        line.append(',');
        if (!Double.isNaN(value)) {
            line.append(value);
        }
    }
}
