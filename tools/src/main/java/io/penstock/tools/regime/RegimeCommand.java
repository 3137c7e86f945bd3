package io.penstock.tools.regime;

import io.penstock.tools.cli.UserError;
import io.penstock.tools.study.StudyCommand;
import picocli.CommandLine.Command;

/** {@code penstock regime}: trains models of regimes, labels bars, shows what regimes are worth. Main thread. */
@Command(name = "regime", mixinStandardHelpOptions = true,
    description = "Regimes of a market: trains a model, labels bars, studies what they are worth.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TrainCommand.class, LabelCommand.class, StudyCommand.class})
public final class RegimeCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("which regime command is missing", "penstock regime",
            "penstock regime train, label or study");
    }
}
