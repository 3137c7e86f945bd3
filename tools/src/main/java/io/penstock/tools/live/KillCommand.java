package io.penstock.tools.live;

import io.penstock.api.OperatorAction;
import io.penstock.api.RunMode;
import io.penstock.api.TradingState;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.live.trade.EmergencyCancel;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.OperatorWord;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock kill}: stops trading, whether the engine runs, hangs or is down. Main thread. */
@Command(name = "kill", mixinStandardHelpOptions = true,
    description = "Stops trading at once: the word is on the disk before anything else, a running engine answers it,"
        + " one that is down reads it first at its next start. With --emergency this process cancels everything itself,"
        + " with the watchdog's keys.")
public final class KillCommand implements Callable<Integer> {
    private static final long EMERGENCY_NS = 60_000_000_000L;

    /** What is asked. */
    enum Verb {
        /** Stop trading. */
        ON,
        /** Trade again. */
        OFF,
        /** How it stands. */
        STATUS
    }

    @Parameters(index = "0", paramLabel = "on|off|status", description = "Stop trading, trade again, or tell how it"
        + " stands.")
    private Verb verb;

    @Mixin
    private CounterOptions counter;

    @Option(names = "--flatten", description = "With on: close the positions too, with reduce-only orders.")
    private boolean flatten;

    @Option(names = "--emergency", description = "With on: do not wait for an engine; cancel at the venues from here.")
    private boolean emergency;

    @Option(names = "--keys-attested", description = "As in penstock live.")
    private boolean attested;

    @Mixin
    private LiveOptions live;

    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() {
        final Counter desk = counter.open();
        return switch (verb) {
            case STATUS -> {
                counter.show(desk);
                yield ExitCodes.OK;
            }
            case OFF -> {
                counter.requireConfirmation("trading is allowed again in scope " + counter.scope());
                yield counter.tell(desk, desk.say(
                    counter.word(OperatorAction.SET_TRADING_STATE, TradingState.ACTIVE, 0, "")));
            }
            case ON -> kill(desk);
        };
    }

    private int kill(final Counter desk) {
        final OperatorWord word = counter.word(OperatorAction.SET_TRADING_STATE, TradingState.KILLED, 0, "");
        if (emergency && !OperatorWord.GLOBAL.equals(word.scope())) {
            throw new UserError("an emergency is for everything", "--scope " + word.scope(),
                "no --scope, or no --emergency");
        }
        desk.put(word);
        boolean empty = true;
        if (emergency) {
            empty = cancel();
        }
        int code = counter.tell(desk, desk.await(word), !(emergency && empty));
        if (flatten) {
            final OperatorWord close = new OperatorWord(OperatorWord.newId(), OperatorAction.FLATTEN,
                TradingState.ACTIVE, word.scope(), 0, "", word.who(), word.reason());
            counter.say("flatten  every position is closed with reduce-only orders at the collar");
            code = Math.max(code, counter.tell(desk, desk.say(close)));
        }
        return emergency ? empty ? ExitCodes.OK : ExitCodes.BAD_ANSWER : code;
    }

    private boolean cancel() {
        final ConfigLoader loader = options.loader(RunMode.LIVE);
        live.apply(loader);
        final long startNs = System.nanoTime();
        try (EmergencyCancel cancel = EmergencyKeys.open(
            loader.load(), live.trusted(), attested, text -> System.err.println("kill: " + text))) {
            final boolean empty = cancel.cancelAll(EMERGENCY_NS, () -> { });
            counter.say(String.format(Locale.ROOT, "emergency: %s after %.1f s", cancel.words(),
                (System.nanoTime() - startNs) / 1e9));
            return empty;
        }
    }
}
