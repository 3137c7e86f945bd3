package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.regime.HmmModel;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock regime train}: trains a hidden Markov model of regimes on bars. Main thread. */
@Command(name = "train", mixinStandardHelpOptions = true,
    description = "Trains a Gaussian hidden Markov model (Baum-Welch) and writes its parameters with their hash."
        + " The same bars and seed give the same file.")
public final class TrainCommand implements Callable<Integer> {
    private static final int MOST_RESTARTS = 1_000;

    @Mixin
    private BarOptions options;

    @Option(names = "--states", paramLabel = "N", defaultValue = "4",
        description = "States to tell apart, 1 to 16. Default: ${DEFAULT-VALUE}.")
    private int states;

    @Option(names = "--features", paramLabel = "NAMES", defaultValue = "return72,range72",
        description = "What of the bars: return, absolute (size of the return) and range, each over a number of bars."
            + " Default: ${DEFAULT-VALUE}.")
    private String features;

    @Option(names = "--regimes", paramLabel = "NAMES",
        description = "What each state means, in ascending order of the first feature's mean. Default: a trend when its"
            + " mean return exceeds what it moves while it lasts, else volatile or sideways.")
    private String regimes;

    @Option(names = "--restarts", paramLabel = "N", defaultValue = "8",
        description = "Seeded guesses to begin with; the likeliest end is kept. Default: ${DEFAULT-VALUE}.")
    private int restarts;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
        description = "Of the guesses. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the model is written.")
    private Path out;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final RegimeTraining.Plan plan = plan();
        final RegimeBars bars = options.bars();
        OutFile.check(out, bars, null);
        final RegimeTraining.Result result = new RegimeTraining(plan).run(bars);
        ModelFile.write(result.model(), out);
        if (json.on()) {
            JsonOption.print(TrainReport.fields(plan, result, out), System.out);
        } else {
            System.out.print(TrainReport.text(plan, result, out));
        }
        return ExitCodes.OK;
    }

    private RegimeTraining.Plan plan() {
        if (states < 1 || states > HmmModel.MOST_STATES) {
            throw new UserError("a model has 1 to " + HmmModel.MOST_STATES + " states", "--states " + states,
                "a number from 1 to " + HmmModel.MOST_STATES);
        }
        if (restarts < 1 || restarts > MOST_RESTARTS) {
            throw new UserError("a training begins 1 to " + MOST_RESTARTS + " times", "--restarts " + restarts,
                "a number from 1 to " + MOST_RESTARTS);
        }
        return new RegimeTraining.Plan(options.timeframe(options.regime().timeframe()), ModelFile.features(features),
            states, restarts, seed, regimes(), options.fromNs(), options.toNs());
    }

    private List<Regime> regimes() {
        if (regimes == null) {
            return null;
        }
        final List<Regime> found = new ArrayList<>();
        for (final String word : regimes.split(",")) {
            final Regime regime = Regime.ofWord(word.trim());
            if (regime == null || regime == Regime.UNKNOWN) {
                throw new UserError("'" + word.trim() + "' is no regime a state can mean", "--regimes " + regimes,
                    "bull, bear, sideways, volatile, breakout");
            }
            found.add(regime);
        }
        if (found.size() != states) {
            throw new UserError("there are " + found.size() + " regimes for " + states + " states",
                "--regimes " + regimes, "as many as --states");
        }
        return found;
    }
}
