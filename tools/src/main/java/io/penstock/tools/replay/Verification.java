package io.penstock.tools.replay;

import io.penstock.api.RunMode;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.RunEndedDecoder;
import io.penstock.engine.event.RunStartedDecoder;
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
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replays a run from its input log and holds every output it derives against the run's output log. One thread.
 *
 * <p>A journal's own run may consist of several starts, each with its RunStarted in the input log and a copy of it in
 * the output log, ended or killed. What is recorded must be what is derived, up to where recording ended; it may end
 * early only where a start has no RunEnded yet.
 */
public final class Verification {
    /**
     * What was found.
     *
     * @param identical     whether every recorded output was derived again, byte for byte
     * @param prefix        the last start has no RunEnded: what is recorded is the beginning of what was derived
     * @param inputs        records read
     * @param outputs       outputs derived, RunStarted copies apart
     * @param sha256        over the outputs derived
     * @param stateHash     of the fold at the end
     * @param otherCode     the run was made by another build
     * @param stopped       why the fold cannot pass the input after the last, {@code null} when it came to the end
     * @param differsAt     first output that differs, -1 when none does
     * @param inputSequence input at which it differed
     * @param recorded      what the log holds there, {@code null} when it holds nothing
     * @param derived       what was derived there, {@code null} when nothing was
     */
    public record Result(
        boolean identical, boolean prefix, long inputs, long outputs, String sha256, long stateHash, boolean otherCode,
        String stopped, long differsAt, long inputSequence, byte[] recorded, byte[] derived) {
    }

    private final InputLog input;
    private final RunRecord start;
    private final RecordedEnd end;
    private final Beyond beyond;
    private final OutputRecovery compare;
    private final OutputLog hash = new OutputLog(null);
    private final TradingEngine engine;

    private Verification(
        final InputLog input, final RunRecord start, final Path run, final JournalReader outputs) {
        this.input = input;
        this.start = start;
        end = new RecordedEnd(run);
        beyond = new Beyond();
        compare = new OutputRecovery(outputs, beyond);
        final Configuration configuration =
            ConfigLoader.with(Strategies.all()).text(start.configText(), run + " (RunStarted)").load();
        engine = Backtest.begin(input, start.mode(), configuration, this::onOutput);
    }

    private void onOutput(final MutableDirectBuffer record, final int offset, final int length) {
        hash.publish(record, offset, length);
        beyond.inputSequence = engine.nextSequence() - 1;
        compare.publish(record, offset, length);
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
        try (JournalReader outputs = JournalReader.open(run, LogKind.OUTPUT);
            JournalReader inputs = JournalReader.open(journal, LogKind.INPUT);
            Progress progress = Progress.start("verify", inputs.estimateBytesTotal(), "bytes")) {
            return new Verification(input, start, run, outputs).replay(inputs, progress);
        }
    }

    private Result replay(final JournalReader inputs, final Progress progress) {
        final boolean own = start.mode() != RunMode.BACKTEST;
        final ReplayHost host = new ReplayHost(
            engine, inputs, own ? ReplayHost.FoundRuns.FOLLOW : ReplayHost.FoundRuns.SKIP,
            sequence -> progress.update(inputs.bytesDone()), Skips.of(input.directory()));
        String stopped = null;
        try {
            if (!own) {
                final UnsafeBuffer record = start.encode(input.firstTimeNs());
                engine.begin(record, 0, record.capacity());
            }
            host.run(Long.MAX_VALUE);
            if (!own) {
                engine.end();
            }
        } catch (final OutputMismatchException e) {
            return result(false, null, e.sequence(), engine.nextSequence() - 1, e.recorded(), e.derived());
        } catch (final FoldFaultException e) {
            stopped = e.getMessage();
        }
        if (compare.recordedMore()) {
            return result(
                false, stopped, compare.sequence(), engine.nextSequence() - 1, compare.lastRecorded(), null);
        }
        final boolean recordedAll = compare.sequence() == end.count;
        // a RunEnded that is the last recorded ends the log, unless another start followed and was killed early
        if (!recordedAll && end.template == RunEndedDecoder.TEMPLATE_ID && !beyond.started) {
            return result(false, stopped, end.count, beyond.inputSequenceOfFirst, null, beyond.first);
        }
        return result(true, stopped, -1, engine.nextSequence() - 1, null, null);
    }

    private Result result(
        final boolean identical, final String stopped, final long differsAt, final long inputSequence,
        final byte[] recorded, final byte[] derived) {
        final boolean ended = end.template == RunEndedDecoder.TEMPLATE_ID && compare.sequence() == end.count;
        return new Result(
            identical, identical && !ended, engine.nextSequence(), hash.outputs(), hash.sha256(), engine.stateHash(),
            !Arrays.equals(start.codeHash(), CodeHash.ofEngine()), stopped, differsAt, inputSequence, recorded,
            derived);
    }

    /** How an output log ends: the template of its last record, and how many there are. */
    private static final class RecordedEnd {
        private int template;
        private long count;

        RecordedEnd(final Path run) {
            try (JournalReader reader = JournalReader.open(run, LogKind.OUTPUT)) {
                while (reader.read((buffer, offset, length) -> template = Records.templateId(buffer, offset))) {
                    count++;
                }
            }
        }
    }

    /** What is derived and was never recorded: the first of it, and whether a start is among it. */
    private static final class Beyond implements OutboundPort {
        private byte[] first;
        private boolean started;
        private long inputSequence;
        private long inputSequenceOfFirst;

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            if (first == null) {
                first = new byte[length];
                record.getBytes(offset, first);
                inputSequenceOfFirst = inputSequence;
            }
            started |= Records.templateId(record, offset) == RunStartedDecoder.TEMPLATE_ID;
        }
    }
}
