package io.penstock.tools.live;

import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.TradingState;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.operator.Counter;
import io.penstock.tools.operator.OperatorUser;
import io.penstock.tools.operator.OperatorWord;
import io.penstock.tools.operator.QueueAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of everything that an operator says to an engine ({@code @Mixin}). Main thread. */
final class CounterOptions {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The engine's input log.")
    private Path journal;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "",
        description = "Why; stays in the journal. Needed for everything but status.")
    private String reason;

    @Option(names = "--scope", paramLabel = "SCOPE", defaultValue = OperatorWord.GLOBAL,
        description = "global, venue:binance-spot, instrument:binance-spot:BTCUSDT or strategy:flash. Default: global.")
    private String scope;

    @Option(names = "--id", paramLabel = "HEX",
        description = "Of an earlier call that was not answered: the same word is said again, and done once.")
    private String id;

    @Option(names = "--wait", paramLabel = "TIME", defaultValue = "5s",
        description = "How long to wait for the engine's answer. Default: 5s.")
    private String wait;

    @Option(names = "--confirm", description = "For what lets more through than before, or closes positions.")
    private boolean confirmed;

    @Mixin
    private JsonOption json;

    Path journal() {
        return journal;
    }

    String scope() {
        return scope;
    }

    boolean confirmed() {
        return confirmed;
    }

    /** The engine's counter. */
    Counter open() {
        if (!Files.isDirectory(journal)) {
            throw new UserError("there is no such directory", "--journal " + journal,
                "the journal of an engine that was started before");
        }
        return new Counter(journal, Durations.ns(wait));
    }

    /** Tells how it stands. */
    void show(final Counter desk) {
        if (json.on()) {
            JsonOption.print(Map.of("status", desk.status().lines().toList()), System.out);
        } else {
            System.out.print(desk.status());
        }
    }

    /** Something on the way; nothing for programs, who read the answer. */
    void say(final String text) {
        if (!json.on()) {
            System.out.println(text);
        }
    }

    /** What was asked, as one word. */
    OperatorWord word(
        final OperatorAction action, final TradingState state, final long argument, final String body) {
        return new OperatorWord(id == null ? OperatorWord.newId() : id, action, state, scope, argument, body,
            OperatorUser.name(), reason);
    }

    /** Refuses what was not said twice. */
    void requireConfirmation(final String what) {
        if (!confirmed) {
            throw new UserError("not done yet: " + what, "--confirm is not given",
                "the same command with --confirm, if that is meant");
        }
    }

    /** Tells the answer, or that there is none. */
    int tell(final Counter desk, final Optional<QueueAnswer> answer) {
        return tell(desk, answer, true);
    }

    /** The same; what to do when there is none is told only when nothing was done yet. */
    int tell(final Counter desk, final Optional<QueueAnswer> answer, final boolean advised) {
        if (json.on()) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", desk.last());
            fields.put("answer", answer.map(one -> one.code().name()).orElse("QUEUED"));
            fields.put("affected", answer.map(QueueAnswer::affected).orElse(0));
            fields.put("input", answer.map(QueueAnswer::sequence).orElse(-1L));
            JsonOption.print(fields, System.out);
        } else if (answer.isEmpty()) {
            System.out.println("queued   " + desk.last() + "\n" + desk.engine(advised));
        } else {
            System.out.println("answer   " + answer.get().words() + "\nid       " + desk.last());
        }
        return answer.isPresent() && answer.get().code() == OperatorAnswerCode.DONE
            ? ExitCodes.OK : ExitCodes.BAD_ANSWER;
    }
}
