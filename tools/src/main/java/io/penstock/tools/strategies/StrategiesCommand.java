package io.penstock.tools.strategies;

import io.penstock.api.RunMode;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock strategies [NAME]}. Main thread. */
@Command(name = "strategies", mixinStandardHelpOptions = true,
    description = "Every strategy there is: parameters, indicators, warm-up, and what is configured.")
public final class StrategiesCommand implements Callable<Integer> {
    @Option(names = "--mode", defaultValue = "BACKTEST",
        description = "What would run: ${COMPLETION-CANDIDATES}. Default: backtest.")
    private RunMode mode;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this strategy.")
    private String name;

    @Override
    public Integer call() {
        final List<StrategyConfig> configured = options.load(mode).engine().strategies();
        final List<StrategySheet> sheets = new ArrayList<>();
        for (final StrategyFactory factory : Strategies.all()) {
            if (name == null || name.equals(factory.name())) {
                sheets.addAll(StrategySheet.of(factory, configured));
            }
        }
        if (sheets.isEmpty()) {
            throw new UserError("there is no strategy " + name, "penstock strategies " + name, "the nearest is "
                + NearestWord.of(name, Strategies.all().stream().map(StrategyFactory::name).toList()));
        }
        if (json.on()) {
            JsonOption.print(sheets.stream().map(StrategyText::map).toList(), System.out);
            return ExitCodes.OK;
        }
        if (name == null) {
            System.out.println(StrategyText.overview(sheets));
        }
        System.out.print(String.join("\n", sheets.stream().map(StrategyText::section).toList()));
        return ExitCodes.OK;
    }
}
