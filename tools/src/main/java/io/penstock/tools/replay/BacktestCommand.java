package io.penstock.tools.replay;

import io.penstock.api.RunMode;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock backtest}: trades a journal on the simulated exchange. Main thread. */
@Command(name = "backtest", mixinStandardHelpOptions = true,
    description = "Trades a journal on the simulated exchange: orders, fills, P&L, and a hash that repeats.")
public final class BacktestCommand implements Callable<Integer> {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--out", paramLabel = "DIR",
        description = "Where the output log is kept. Default: backtest, inside the journal's directory.")
    private Path out;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final Configuration configuration = options.load(RunMode.BACKTEST);
        final Path run = out == null ? journal.resolve(RunDirectory.BACKTEST) : out;
        final Backtest.Result result = Backtest.run(journal, configuration, run);
        if (json.on()) {
            JsonOption.print(fields(result, run), System.out);
        } else {
            System.out.print(text(result, run));
        }
        return ExitCodes.OK;
    }

    private static Map<String, Object> fields(final Backtest.Result result, final Path run) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inputs", result.inputs());
        fields.put("outputs", result.outputs());
        fields.put("sha256", result.sha256());
        fields.put("run", run.toString());
        fields.putAll(RunReport.fields(result.summary(), result.fold()));
        return fields;
    }

    private static String text(final Backtest.Result result, final Path run) {
        final double seconds = result.elapsedNs() / 1e9;
        return String.format(Locale.ROOT, "inputs   %,d in %.2f s (%,.0f/s)%n", result.inputs(), seconds,
            result.inputs() / seconds)
            + RunReport.text(result.summary(), result.fold())
            + String.format(Locale.ROOT, "outputs  %,d, sha256 %s%n", result.outputs(), result.sha256())
            + "kept in  " + run + System.lineSeparator();
    }
}
