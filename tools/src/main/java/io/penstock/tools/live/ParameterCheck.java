package io.penstock.tools.live;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Session;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.signal.SignalSettings;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.operator.OperatorWord;
import io.penstock.tools.replay.RunDirectory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at a {@code set-parameter} before it is queued, so that what the engine would refuse is said with range and
 * nearest name. What cannot be known from here is left to the engine. Main thread.
 */
final class ParameterCheck {
    private static final String STRATEGY = "strategy:";

    private ParameterCheck() {
    }

    /**
     * Refuses what no engine on this journal would take.
     *
     * @param journal directory of the input log
     * @param scope   {@code global} or {@code strategy:NAME}
     * @param text    {@code NAME=VALUE} or {@code NAME@SESSION=VALUE}, of that form
     * @throws UserError when a name is not known, or the value is not allowed
     */
    static void require(final Path journal, final String scope, final String text) {
        final String where = "--scope " + scope + " set-parameter " + text;
        if (OperatorWord.GLOBAL.equals(scope)) {
            require("[signal]", SignalSettings.parameters(), text, where);
            return;
        }
        final String strategy = scope.substring(STRATEGY.length());
        final List<String> running = running(journal);
        if (!running.isEmpty() && !running.contains(strategy)) {
            throw new UserError("no strategy of the run is called " + strategy, where,
                "the nearest is " + STRATEGY + NearestWord.of(strategy, running) + "; there are "
                    + String.join(", ", running));
        }
        for (final StrategyFactory factory : Strategies.all()) {
            if (factory.name().equals(strategy)) {
                require(strategy, factory.allParameters(), text, where);
            }
        }
    }

    /** Strategies of the journal's own run, in which all starts have one configuration; none when it has none yet. */
    private static List<String> running(final Path journal) {
        final Path run = journal.resolve(RunDirectory.OUTPUT);
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try {
            return ConfigLoader.with(Strategies.all()).text(RunDirectory.read(run).configText(), run.toString()).load()
                .engine().strategies().stream().map(StrategyConfig::name).toList();
        } catch (final RuntimeException unknown) {
            // a run of another build, or one that only begins: the engine knows better
            return List.of();
        }
    }

    private static void require(
        final String whose, final List<Parameter> declared, final String text, final String where) {
        final int equals = text.indexOf('=');
        final String name = text.substring(0, equals);
        final int at = name.indexOf(ParameterValues.AT);
        final String plain = at < 0 ? name : name.substring(0, at);
        final List<String> names = declared.stream().map(Parameter::name).toList();
        if (!names.contains(plain)) {
            throw new UserError("no parameter of " + whose + " is called " + plain, where,
                "the nearest is " + NearestWord.of(plain, names) + "; penstock strategies lists all");
        }
        final Parameter parameter = declared.get(names.indexOf(plain));
        if (at >= 0 && Session.ofWord(name.substring(at + 1)) == null) {
            final List<String> sessions = Arrays.stream(Session.values()).map(Session::word).toList();
            throw new UserError("there is no session " + name.substring(at + 1), where, "the nearest is "
                + NearestWord.of(name.substring(at + 1), sessions) + "; there are " + String.join(", ", sessions));
        }
        if (!parameter.live()) {
            final List<String> live = declared.stream().filter(Parameter::live).map(Parameter::name).toList();
            throw new UserError(plain + " is read when the engine starts", where,
                "a value in the configuration and a new journal"
                    + (live.isEmpty() ? "" : "; while it runs there are " + String.join(", ", live)));
        }
        if (parameter.fault(Double.parseDouble(text.substring(equals + 1))) != null) {
            throw new UserError(plain + " cannot be " + text.substring(equals + 1), where,
                (parameter.type() == Parameter.Type.INTEGER ? "a whole number, " : "a number, ")
                    + number(parameter.minimum()) + " to " + number(parameter.maximum()) + " (" + parameter.unit()
                    + ")");
        }
    }

    private static String number(final double bound) {
        return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
    }
}
