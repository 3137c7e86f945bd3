package io.penstock.tools.crash;

import io.penstock.api.OrderCommandType;
import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.Records;
import io.penstock.journal.CheckReport;
import io.penstock.journal.JournalCheck;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Recovery;
import io.penstock.tools.host.SessionLogs;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.RunDirectory;
import io.penstock.tools.replay.Verification;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/** Looks at a journal whose process was killed. One thread. */
final class JournalJudge {
    private static final long NOTHING = -1;

    private final Path journal;
    private final Configuration configuration;
    private final OrderCommandDecoder command = new OrderCommandDecoder();

    JournalJudge(final Path journal, final Configuration configuration) {
        this.journal = journal;
        this.configuration = configuration;
    }

    /** How many acknowledged records are not there, or not as they were; writes nothing. */
    long lost(final AckFile acks) {
        final long first = acks.first();
        final long last = acks.last();
        if (last == NOTHING) {
            return 0;
        }
        final long[] seen = {0, 0};
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            while (seen[0] <= last && reader.read((buffer, offset, length) -> {
                if (seen[0]++ >= first) {
                    seen[1] = AckFile.hash(seen[1], buffer, offset);
                }
            })) {
                continue;
            }
        } catch (final LogFaultException e) {
            System.out.println("acknowledged up to " + last + ", but: " + e.getMessage());
        }
        final long missing = last + 1 - Math.min(seen[0], last + 1);
        return missing > 0 ? missing : seen[1] == acks.lastHash() ? 0 : last + 1 - first;
    }

    /**
     * What recovery made of it.
     *
     * @param records     inputs, 0 when the process died before it wrote one
     * @param regenerated outputs that were missing
     * @param elapsedNs   from opening the logs to the recovered state
     */
    record Recovered(long records, long regenerated, long elapsedNs) {
    }

    /** Recovers, then holds state and outputs against a fold of nothing but the journal. */
    Recovered recover() {
        final long startNs = System.nanoTime();
        final long stateHash;
        final Recovered recovered;
        try (SessionLogs logs = SessionLogs.open(journal, configuration.journal())) {
            if (logs.input().records() == 0) {
                return new Recovered(0, 0, System.nanoTime() - startNs);
            }
            final Recovery.Result result = new Recovery(logs, () -> Backtest.engine(configuration, logs),
                outputs -> { }, configuration, RunMode.DEMO, said -> { }).run();
            recovered = new Recovered(result.inputs(), result.regenerated(), System.nanoTime() - startNs);
            stateHash = result.engine().stateHash();
            if (logs.output().appender().nextSequence() == 0) {
                return recovered;
            }
        }
        requireSound(journal);
        requireSound(journal.resolve(RunDirectory.OUTPUT));
        requireFold(true, recovered.records(), stateHash);
        return recovered;
    }

    private static void requireSound(final Path log) {
        final CheckReport report = JournalCheck.run(log);
        if (!report.ok()) {
            throw new IllegalStateException(log + " is not sound after recovery: " + report);
        }
    }

    /** The journal replayed afresh must give the outputs recorded, and this state. */
    void requireFold(final boolean prefix, final long records, final long stateHash) {
        final Verification.Result fold = Verification.run(journal, journal.resolve(RunDirectory.OUTPUT));
        if (!fold.identical() || fold.prefix() != prefix || fold.inputs() != records
            || fold.stateHash() != stateHash) {
            throw new IllegalStateException("the state is not the fold of the journal: " + records + " inputs, hash "
                + stateHash + "; the journal gives " + fold.inputs() + ", hash " + fold.stateHash() + ", identical "
                + fold.identical() + ", prefix " + fold.prefix() + ", differs at output " + fold.differsAt()
                + ", input " + fold.inputSequence());
        }
    }

    /** How many client order ids were given twice, over all starts; the last order sent must be among them. */
    long idsUsedTwice(final AckFile acks) {
        final LongHashSet ids = new LongHashSet(0);
        final long[] twice = {0};
        try (JournalReader reader = JournalReader.open(journal.resolve(RunDirectory.OUTPUT), LogKind.OUTPUT)) {
            while (reader.read((buffer, offset, length) -> {
                if (isNewOrder(buffer, offset) && !ids.add(command.clientOrderId())) {
                    twice[0]++;
                }
            })) {
                continue;
            }
        }
        if (acks.lastOrder() != 0 && !ids.contains(acks.lastOrder())) {
            throw new IllegalStateException("order " + acks.lastOrder() + " had left, the log does not know it");
        }
        return twice[0];
    }

    private boolean isNewOrder(final DirectBuffer buffer, final int offset) {
        if (Records.templateId(buffer, offset) != OrderCommandDecoder.TEMPLATE_ID) {
            return false;
        }
        command.wrap(buffer, offset + Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH,
            OrderCommandDecoder.SCHEMA_VERSION);
        return command.command() == OrderCommandType.NEW.code();
    }
}
