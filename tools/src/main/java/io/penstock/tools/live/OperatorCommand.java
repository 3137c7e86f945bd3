package io.penstock.tools.live;

import io.penstock.api.OperatorAction;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.OperatorWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock operator}: everything else that an operator can say to an engine. Main thread. */
@Command(name = "operator", mixinStandardHelpOptions = true,
    description = "Says one thing to the engine of a journal and waits for its answer: set-state STATE, release"
        + " CAUSE|all, enable, disable, set-limit KEY=VALUE, set-parameter NAME=VALUE, safe-mode on|off, snapshot,"
        + " reconcile, adopt, flatten,"
        + " cancel-all or note. What lets more through than before needs --confirm.")
public final class OperatorCommand implements Callable<Integer> {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern PARAMETER = Pattern.compile("[a-z0-9_]+(@[a-z_]+)?=-?[0-9]+(\\.[0-9]+)?");
    private static final List<String> VERBS = List.of("set-state", "release", "enable", "disable", "set-limit",
        "set-parameter", "safe-mode", "snapshot", "reconcile", "adopt", "flatten", "cancel-all", "note");

    @Parameters(index = "0", paramLabel = "VERB", description = "What is asked.")
    private String verb;

    @Parameters(index = "1", paramLabel = "VALUE", arity = "0..1", defaultValue = "",
        description = "As the verb wants it.")
    private String value;

    @Mixin
    private CounterOptions counter;

    @Override
    public Integer call() {
        final OperatorWord word = word();
        final Counter desk = counter.open();
        return counter.tell(desk, desk.say(word));
    }

    private OperatorWord word() {
        return switch (verb) {
            case "set-state" -> setState(named(TradingState.values(), "state"));
            case "release" -> release();
            case "enable" -> loosening(OperatorAction.ENABLE_STRATEGY, 0, "the strategy decides again");
            case "disable" -> plain(OperatorAction.DISABLE_STRATEGY);
            case "set-limit" -> counter.word(
                OperatorAction.SET_LIMIT, TradingState.ACTIVE, counter.confirmed() ? 1 : 0, limit());
            case "set-parameter" -> counter.word(
                OperatorAction.SET_PARAMETER, TradingState.ACTIVE, 0, parameter());
            case "safe-mode" -> safeMode();
            case "snapshot" -> plain(OperatorAction.SNAPSHOT);
            case "reconcile" -> plain(OperatorAction.RECONCILE);
            case "adopt" -> loosening(OperatorAction.ADOPT, 0, "foreign orders and positions become ours");
            case "flatten" -> loosening(OperatorAction.FLATTEN, 0, "every position of the scope is closed");
            case "cancel-all" -> plain(OperatorAction.CANCEL_ALL);
            case "note" -> plain(OperatorAction.NOTE);
            default -> throw new UserError("no command of an operator is called " + verb, "penstock operator " + verb,
                "the nearest is " + NearestWord.of(verb, VERBS) + "; there are " + String.join(", ", VERBS));
        };
    }

    private OperatorWord plain(final OperatorAction action) {
        return counter.word(action, TradingState.ACTIVE, 0, "");
    }

    private OperatorWord loosening(final OperatorAction action, final long argument, final String what) {
        counter.requireConfirmation(what);
        return counter.word(action, TradingState.ACTIVE, argument, "");
    }

    private OperatorWord setState(final TradingState state) {
        if (state == TradingState.ACTIVE || state == TradingState.REDUCE_ONLY) {
            counter.requireConfirmation("scope " + counter.scope() + " goes to " + state);
        }
        return counter.word(OperatorAction.SET_TRADING_STATE, state, 0, "");
    }

    private OperatorWord release() {
        return "all".equals(value) ? loosening(OperatorAction.RELEASE, -1, "every latched cause is undone")
            : loosening(OperatorAction.RELEASE, named(StateCause.values(), "cause").code(), value + " is undone");
    }

    private OperatorWord safeMode() {
        if ("on".equals(value)) {
            return counter.word(OperatorAction.SAFE_MODE, TradingState.ACTIVE, 1, "");
        }
        if ("off".equals(value)) {
            return loosening(OperatorAction.SAFE_MODE, 0, "safe mode is left: the whole limits count");
        }
        throw new UserError("safe mode is on or off", ("safe-mode " + value).strip(), "safe-mode on or safe-mode off");
    }

    private String limit() {
        if (value.indexOf('=') <= 0) {
            throw new UserError("a limit is set by KEY=VALUE", "set-limit " + value,
                "a key of [risk], for example set-limit max_order_notional=500");
        }
        final String key = value.substring(0, value.indexOf('=')).replaceFirst("^risk\\.", "");
        final List<String> keys = Arrays.stream(RiskLimit.values()).map(RiskLimit::key).toList();
        if (!keys.contains(key)) {
            throw new UserError("no limit is called " + key, "set-limit " + value,
                "the nearest is " + NearestWord.of(key, keys) + "; penstock config keys lists all of [risk]");
        }
        final RiskLimit limit = RiskLimit.values()[keys.indexOf(key)];
        if (!NUMBER.matcher(value.substring(value.indexOf('=') + 1)).matches()) {
            throw new UserError("the value of a limit is a plain number", "set-limit " + value, "a number of "
                + limit.unit() + ", " + limit.minimumText() + " to " + limit.maximumText());
        }
        return value;
    }

    /** What the engine would refuse is said here, with range and nearest name. */
    private String parameter() {
        if (!PARAMETER.matcher(value).matches()) {
            throw new UserError("a parameter is set by NAME=VALUE or NAME@SESSION=VALUE",
                ("set-parameter " + value).strip(), "for example --scope strategy:momentum set-parameter"
                    + " max_position_pct@weekend=2; penstock strategies lists all");
        }
        if (!counter.scope().startsWith("strategy:") && !OperatorWord.GLOBAL.equals(counter.scope())) {
            throw new UserError("a parameter is one of a strategy, or of [signal]", "--scope " + counter.scope(),
                "--scope strategy:NAME, penstock strategies lists their names; no scope for [signal]");
        }
        ParameterCheck.require(counter.journal(), counter.scope(), value);
        return value;
    }

    private <E extends Enum<E>> E named(final E[] all, final String what) {
        final String wanted = value.toUpperCase(Locale.ROOT).replace('-', '_');
        final List<String> names = Arrays.stream(all).map(Enum::name).toList();
        final int at = names.indexOf(wanted);
        if (at < 0) {
            throw new UserError(value.isEmpty() ? verb + " needs to know which " + what
                : "there is no " + what + " called " + value, (verb + " " + value).strip(),
                (value.isEmpty() ? "one of " : "the nearest is " + NearestWord.of(wanted, names) + "; there are ")
                    + String.join(", ", names));
        }
        return all[at];
    }
}
