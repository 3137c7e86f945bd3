package io.penstock.tools.regime;

import io.penstock.tools.cli.UserError;
import picocli.CommandLine.Command;

/** {@code penstock regime}: trains models of regimes, and labels bars. Main thread. */
@Command(name = "regime", mixinStandardHelpOptions = true,
    description = "Regimes of a market: trains a model, labels bars.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TrainCommand.class, LabelCommand.class})
public final class RegimeCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("which regime command is missing", "penstock regime", "penstock regime train or label");
    }
}
