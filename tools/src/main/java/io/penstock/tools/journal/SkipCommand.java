package io.penstock.tools.journal;

import io.penstock.api.OperatorAction;
import io.penstock.api.Scope;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalRecovery;
import io.penstock.journal.RecoveredJournal;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.replay.Skips;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock skip}: an operator's order to pass over an input at which the engine stops. Main thread. */
@Command(name = "skip", mixinStandardHelpOptions = true,
    description = "Orders that one input at which the engine stops is passed over by every replay from now on. The"
        + " order is journaled behind it, with its reason. For an engine that is down.")
public final class SkipCommand implements Callable<Integer> {
    private static final int MOST_TEXT = 400;

    @Parameters(index = "0", paramLabel = "SEQUENCE", description = "Of the input, as the refused start named it.")
    private long sequence;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; stays in the journal.")
    private String reason;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Logs.require(journal);
        if (reason.isBlank() || reason.length() > MOST_TEXT) {
            throw new UserError("the reason has " + reason.strip().length() + " characters", "--reason",
                "1 to " + MOST_TEXT + " characters that tell a later reader why");
        }
        if (Arrays.binarySearch(Skips.of(journal), sequence) >= 0) {
            return say(-1, String.format("input %,d is passed over already", sequence));
        }
        final long command;
        final RecoveredJournal log = JournalRecovery.open(JournalConfig.input(journal));
        try (JournalAppender appender = log.appender()) {
            if (sequence <= 0 || sequence >= log.records()) {
                throw new UserError("there is no input " + sequence + " that could be passed over",
                    "SEQUENCE, journal " + journal + " with inputs 0 to " + (log.records() - 1),
                    "the sequence that the refused start named; input 0 opens the journal and is needed");
            }
            final UnsafeBuffer record = record(Math.max(0, log.lastEngineTimeNs()));
            command = appender.append(record, 0, Records.length(record, 0));
        }
        Skips.rebuild(journal);
        return say(command, String.format("input %,d is passed over from now on, by order %,d: %s", sequence, command,
            reason));
    }

    private int say(final long command, final String words) {
        if (json.on()) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("skipped", sequence);
            fields.put("command", command);
            JsonOption.print(fields, System.out);
        } else {
            System.out.println(words);
        }
        return ExitCodes.OK;
    }

    private UnsafeBuffer record(final long engineTimeNs) {
        final UUID id = UUID.randomUUID();
        final UnsafeBuffer record = new UnsafeBuffer(new byte[4 * Records.SLOT_LENGTH]);
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(id.getMostSignificantBits()).commandIdLow(id.getLeastSignificantBits()).instrumentId(-1)
            .command((short) OperatorAction.SKIP.code()).tradingState((short) 0).role((short) 0).channel((short) 0)
            .argument(sequence).scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0)
            .scopeId(-1).who(System.getProperty("user.name", "")).body("").reason(reason);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, engineTimeNs);
        Records.stamp(record, 0, 0, engineTimeNs, 0, 0);
        return record;
    }
}
