package io.penstock.tools;

import io.penstock.engine.port.LogFaultException;
import io.penstock.tools.audit.AuditCommand;
import io.penstock.tools.capture.ImportCommand;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigCommand;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.doctor.DoctorCommand;
import io.penstock.tools.dump.DumpCommand;
import io.penstock.tools.explain.ExplainCommand;
import io.penstock.tools.journal.JournalCommand;
import io.penstock.tools.journal.Logs;
import io.penstock.tools.journal.SkipCommand;
import io.penstock.tools.live.DemoCommand;
import io.penstock.tools.live.EmulatorCommand;
import io.penstock.tools.live.KillCommand;
import io.penstock.tools.live.LiveCommand;
import io.penstock.tools.live.OperatorCommand;
import io.penstock.tools.live.PaperCommand;
import io.penstock.tools.live.RecordCommand;
import io.penstock.tools.live.WatchdogCommand;
import io.penstock.tools.regime.RegimeCommand;
import io.penstock.tools.replay.BacktestCommand;
import io.penstock.tools.replay.BookCommand;
import io.penstock.tools.replay.VerifyCommand;
import io.penstock.tools.secrets.SecretsCommand;
import io.penstock.tools.strategies.StrategiesCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * The command line. Each command is a class of its own below {@code io.penstock.tools}; this one lists them and says
 * how errors look: what was wrong, where, what would be right, an exit code of {@link ExitCodes}, no stack trace.
 */
@Command(
    name = "penstock",
    description = "A deterministic crypto trading engine: one journaled input log, one fold, every run repeatable.",
    mixinStandardHelpOptions = true,
    version = "penstock 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DemoCommand.class, PaperCommand.class, LiveCommand.class, KillCommand.class, OperatorCommand.class,
        WatchdogCommand.class, RecordCommand.class, EmulatorCommand.class,
        ImportCommand.class, BacktestCommand.class, VerifyCommand.class,
        RegimeCommand.class, ExplainCommand.class, AuditCommand.class, BookCommand.class, DumpCommand.class,
        JournalCommand.class, SkipCommand.class, SecretsCommand.class, ConfigCommand.class,
        StrategiesCommand.class, DoctorCommand.class, HelpCommand.class})
public final class Penstock {
    private Penstock() {
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments of the command line
     */
    public static void main(final String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command.
     *
     * @param arguments of the command line
     * @return exit code, see {@link ExitCodes}
     */
    public static int run(final String... arguments) {
        return commandLine().execute(arguments);
    }

    /**
     * Every command with the house's way to fail.
     *
     * @return ready to execute once
     */
    static CommandLine commandLine() {
        final CommandLine line = new CommandLine(new Penstock());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(usageFaults());
        line.setExecutionExceptionHandler((e, command, parsed) -> report(e, parsed));
        line.setExecutionStrategy(Penstock::execute);
        return line;
    }

    private static int execute(final ParseResult parsed) {
        if (parsed.subcommand() == null && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.commandSpec().commandLine().usage(System.out);
            return ExitCodes.OK;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static IParameterExceptionHandler usageFaults() {
        return (e, arguments) -> {
            final CommandLine command = e.getCommandLine();
            final String name = command.getCommandSpec().qualifiedName();
            show(new UserError(firstLine(e.getMessage()), name + " " + String.join(" ", tail(arguments, name)),
                rightFor(e, command, name)), List.of(arguments).contains("--json"));
            return ExitCodes.REFUSED;
        };
    }

    private static String rightFor(final ParameterException e, final CommandLine command, final String name) {
        final List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().optionsMap().keySet().stream().filter(o -> o.startsWith("--")).forEach(known::add);
        final String help = name + " --help shows what there is";
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return "the nearest is " + NearestWord.of(unmatched.getUnmatched().get(0), known) + "; " + help;
        }
        return help;
    }

    private static List<String> tail(final String[] arguments, final String name) {
        final int skip = Math.min(arguments.length, name.split(" ").length - 1);
        return List.of(arguments).subList(skip, arguments.length);
    }

    private static int report(final Exception e, final ParseResult parsed) throws Exception {
        final boolean json = deepest(parsed).hasMatchedOption("--json");
        if (e instanceof UserError error) {
            show(error, json);
            return error.exitCode();
        }
        if (e instanceof LogFaultException fault) {
            final UserError error = Logs.explained(fault);
            show(error, json);
            return error.exitCode();
        }
        show(new UserError("Penstock itself failed: " + e, "command " + parsed.originalArgs(),
            "report it with the output of: penstock doctor; run again with PENSTOCK_JAVA_OPTS=-Dpenstock.trace=true for"
                + " the stack trace", ExitCodes.BROKEN, e), json);
        if (Boolean.getBoolean("penstock.trace")) {
            e.printStackTrace();
        }
        return ExitCodes.BROKEN;
    }

    private static ParseResult deepest(final ParseResult parsed) {
        ParseResult deepest = parsed;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return deepest;
    }

    private static void show(final UserError error, final boolean json) {
        if (!json) {
            System.err.println(error.text());
            return;
        }
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", error.getMessage());
        fields.put("where", error.where());
        fields.put("right", error.right());
        System.err.println(JsonOption.line(fields));
    }

    private static String firstLine(final String text) {
        final int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
