package io.penstock.tools.replay;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.RunEndedDecoder;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.OutputMismatchException;
import io.penstock.engine.host.OutputRecovery;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replays a run from its input log and holds every output it derives against the run's output log. One thread.
 */
public final class Verification {
    /**
     * What was found.
     *
     * @param identical     whether every recorded output was derived again, byte for byte
     * @param prefix        the run has no RunEnded: what is recorded is the beginning of what was derived
     * @param inputs        records read
     * @param outputs       outputs compared, RunStarted copies apart
     * @param sha256        over the outputs derived
     * @param otherCode     the run was made by another build
     * @param differsAt     first output that differs, -1 when none does
     * @param inputSequence input at which it differed
     * @param recorded      what the log holds there, {@code null} when it holds nothing
     * @param derived       what was derived there, {@code null} when nothing was
     */
    public record Result(
        boolean identical, boolean prefix, long inputs, long outputs, String sha256, boolean otherCode,
        long differsAt, long inputSequence, byte[] recorded, byte[] derived) {
    }

    private Verification() {
    }

    /**
     * Verifies a run.
     *
     * @param journal directory of the input log
     * @param run     directory of the output log
     * @return what was found
     */
    public static Result run(final Path journal, final Path run) {
        final InputLog input = InputLog.open(journal);
        final RunRecord start = RunDirectory.read(run);
        final Configuration configuration =
            ConfigLoader.with(Strategies.all()).text(start.configText(), run + " (RunStarted)").load();
        final boolean otherCode = !Arrays.equals(start.codeHash(), CodeHash.ofEngine());
        final LastTemplate last = new LastTemplate(run);
        try (JournalReader outputs = JournalReader.open(run, LogKind.OUTPUT);
            JournalReader inputs = JournalReader.open(input.directory(), LogKind.INPUT);
            Progress progress = Progress.start("verify", inputs.estimateBytesTotal(), "bytes")) {
            final OutputLog hash = new OutputLog(null);
            final OutputRecovery compare = new OutputRecovery(outputs, (record, offset, length) -> { });
            final TradingEngine engine = Backtest.engine(configuration, tee(hash, compare));
            final boolean own = start.mode() != RunMode.BACKTEST;
            long read = 0;
            try {
                if (!own) {
                    final UnsafeBuffer record = start.encode(input.firstTimeNs());
                    engine.begin(record, 0, record.capacity());
                }
                read = new ReplayHost(
                    engine, inputs, own ? ReplayHost.FoundRuns.FOLLOW : ReplayHost.FoundRuns.SKIP,
                    sequence -> progress.update(inputs.bytesDone())).run(Long.MAX_VALUE);
                if (!own) {
                    engine.end();
                }
            } catch (final OutputMismatchException e) {
                return new Result(
                    false, false, engine.nextSequence(), hash.outputs(), hash.sha256(), otherCode, e.sequence(),
                    engine.nextSequence() - 1, e.recorded(), e.derived());
            }
            if (compare.recordedMore()) {
                return new Result(false, false, read, hash.outputs(), hash.sha256(), otherCode, compare.sequence(),
                    engine.nextSequence() - 1, compare.lastRecorded(), null);
            }
            final boolean prefix = last.template() != RunEndedDecoder.TEMPLATE_ID;
            final boolean complete = prefix || compare.sequence() == last.count();
            return new Result(complete, prefix, read, hash.outputs(), hash.sha256(), otherCode,
                complete ? -1 : last.count(), engine.nextSequence() - 1, null, null);
        }
    }

    private static OutboundPort tee(final OutboundPort first, final OutboundPort second) {
        return (record, offset, length) -> {
            first.publish(record, offset, length);
            second.publish(record, offset, length);
        };
    }

    /** Reads an output log to its end for its last record's template and the number of its records. */
    private static final class LastTemplate {
        private int template;
        private long count;

        LastTemplate(final Path run) {
            try (JournalReader reader = JournalReader.open(run, LogKind.OUTPUT)) {
                while (reader.read((buffer, offset, length) -> template = Records.templateId(buffer, offset))) {
                    count++;
                }
            }
        }

        int template() {
            return template;
        }

        long count() {
            return count;
        }
    }
}
