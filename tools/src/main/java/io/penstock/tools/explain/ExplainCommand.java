package io.penstock.tools.explain;

import io.penstock.engine.host.RunRecord;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.replay.CodeHash;
import io.penstock.tools.replay.InputLog;
import io.penstock.tools.replay.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock explain}: shows why a run decided as it did, also when it refused. Main thread. */
@Command(name = "explain", mixinStandardHelpOptions = true,
    description = "Re-runs one moment of a run and prints input, book, features, every rule and check, and outputs.")
public final class ExplainCommand implements Callable<Integer> {
    /** Which moment; exactly one of these. */
    static final class Question {
        @Option(names = "--order", paramLabel = "ID", description = "Where this order was decided, and its later life.")
        String order;

        @Option(names = "--seq", paramLabel = "N", description = "This input.")
        Long sequence;

        @Option(names = "--last", description = "The last decision of risk.")
        boolean last;

        @Option(names = "--refused", description = "The last intent that risk denied.")
        boolean refused;

        @Option(names = "--signal", paramLabel = "STRATEGY[@TIME]",
            description = "The last signal that the strategy stated, with a TIME the last one until then, UTC.")
        String signal;

        @Option(names = "--last-signal", paramLabel = "VERDICT", arity = "0..1", fallbackValue = "",
            description = "The last judgement on a signal; with a VERDICT the last of that kind, e.g. COST_TOO_HIGH.")
        String judged;
    }

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--run", paramLabel = "DIR",
        description = "The output log. Default: the journal's own run, else its last backtest.")
    private Path run;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Question question;

    @Option(names = "--other-code", description = "Explain with this build although another one made the run.")
    private boolean otherCode;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final Path directory = run == null ? RunDirectory.of(journal) : run;
        final RunRecord start = RunDirectory.read(directory);
        if (!otherCode && !Arrays.equals(start.codeHash(), CodeHash.ofEngine())) {
            throw new UserError("the run was made by another build, which may have decided otherwise",
                directory.toString(), "the build that made it, or --other-code to ask this one");
        }
        final Explanation explanation = new Explanation(InputLog.open(journal), start, directory.toString());
        final Target target = target(explanation.strategies());
        if (target != null) {
            explanation.find(target);
        }
        final long sequence = target == null ? question.sequence : target.sequence();
        if (sequence < 0) {
            throw new UserError("the run has no such decision", directory.toString(), whatElse());
        }
        final Map<String, Object> fields = explanation.explain(sequence);
        if (fields == null) {
            throw new UserError("the journal has no sequence " + sequence, journal.toString(),
                "a sequence of the journal; penstock journal info --journal " + journal + " shows its range");
        }
        if (question.order != null) {
            final List<Map<String, Object>> later = new ArrayList<>();
            target.later().forEach(record -> later.add(explanation.record(record)));
            fields.put("life", later);
        }
        if (json.on()) {
            JsonOption.print(fields, System.out);
        } else {
            System.out.print(ExplanationText.of(fields));
        }
        return ExitCodes.OK;
    }

    private Target target(final List<String> strategies) {
        if (question.sequence != null) {
            return null;
        }
        if (question.order != null) {
            return Target.order(OrderName.parse(question.order));
        }
        if (question.signal != null) {
            return SignalName.parse(question.signal, strategies);
        }
        return question.judged != null ? Target.judged(SignalName.verdict(question.judged))
            : Target.decision(question.refused);
    }

    private String whatElse() {
        if (question.order != null) {
            return "a client order id of this run; penstock dump --journal RUN --template OrderCommand lists them";
        }
        if (question.signal != null || question.judged != null) {
            return "a signal of this run; penstock dump --journal RUN --template "
                + (question.signal != null ? "Signal" : "SignalJudged") + " lists them";
        }
        return question.refused ? "nothing was denied in this run; --last shows the last decision"
            : "risk was never asked in this run; --last-signal shows the last signal, --seq N any input";
    }
}
