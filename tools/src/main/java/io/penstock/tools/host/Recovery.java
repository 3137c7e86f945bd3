package io.penstock.tools.host;

import io.penstock.api.RunMode;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.JournalOpenedDecoder;
import io.penstock.engine.event.RecoveryMarkerDecoder;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.OutputMismatchException;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.CodeHash;
import io.penstock.tools.replay.InputLog;
import io.penstock.tools.replay.Skips;
import io.penstock.tools.snapshot.SnapshotFile;
import io.penstock.tools.snapshot.SnapshotHead;
import io.penstock.tools.snapshot.Snapshots;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * Brings a fold to the end of a journal: begins with the newest snapshot that can be trusted, or at the beginning;
 * replays the inputs behind it, holds what they derive against the output log, appends the outputs that a killed
 * process did not get to. Sends nothing. Used once; one thread.
 */
public final class Recovery {
    private static final int PROGRESS_MASK = 0xFFFF;
    private static final String ANOTHER_START = "the build and configuration it was written with; or go on from its"
        + " last clean stop in a new directory: --journal NEW --continue OLD";

    /**
     * What was found.
     *
     * @param input       the journal's own words
     * @param epoch       of the last start, 0 when there was none
     * @param lastTimeNs  engine time of the last record
     * @param inputs      records replayed
     * @param recorded    outputs that were in the output log, all equal to what the inputs make
     * @param regenerated outputs that were not, and are now
     * @param elapsedNs   time the replay took
     * @param engine      behind the last input
     * @param snapshot    first input that was not in the snapshot the replay began with, 0 when it began with none
     */
    public record Result(
        InputLog input, int epoch, long lastTimeNs, long inputs, long recorded, long regenerated, long elapsedNs,
        TradingEngine engine, long snapshot) {
    }

    private final SessionLogs logs;
    private final Supplier<TradingEngine> engines;
    private final LongConsumer beginsBehind;
    private final Consumer<String> words;
    private final Configuration configuration;
    private final RunMode mode;
    private int epoch;
    private long sequence;

    /**
     * A recovery.
     *
     * @param logs          of the session, the input log not empty
     * @param engines       makes engines without state, whose outputs come straight to {@link SessionLogs#publish}
     * @param beginsBehind  hears how many outputs come before the first that the engine makes
     * @param configuration of the start to come
     * @param mode          of the start to come
     * @param words         hears what people should know
     */
    public Recovery(
        final SessionLogs logs, final Supplier<TradingEngine> engines, final LongConsumer beginsBehind,
        final Configuration configuration, final RunMode mode, final Consumer<String> words) {
        this.logs = logs;
        this.engines = engines;
        this.beginsBehind = beginsBehind;
        this.configuration = configuration;
        this.mode = mode;
        this.words = words;
    }

    /**
     * Replays.
     *
     * @return what was found; the engine stands behind the last input
     * @throws UserError when the journal cannot be gone on with; nothing of it was changed then, apart from outputs
     *                   that were missing
     */
    public Result run() {
        final long startNs = System.nanoTime();
        final InputLog input = InputLog.open(logs.journal());
        final TradingEngine engine = begin(input);
        final long snapshot = engine.nextSequence();
        try (JournalReader reader = JournalReader.open(logs.journal(), LogKind.INPUT);
            Progress progress = Progress.start("recover", reader.estimateBytesTotal(), "bytes")) {
            reader.moveTo(snapshot);
            final ReplayHost host = new ReplayHost(engine, reader, ReplayHost.FoundRuns.FOLLOW,
                ReplayHost.Progress.NONE, Skips.of(logs.journal()));
            while (reader.read((buffer, offset, length) -> {
                look(buffer, offset);
                host.onRecord(buffer, offset, length);
            })) {
                if ((sequence & PROGRESS_MASK) == 0) {
                    progress.update(reader.bytesDone());
                }
            }
        } catch (final UserError | LogFaultException e) {
            throw e;
        } catch (final OutputMismatchException e) {
            throw mismatch(e);
        } catch (final RuntimeException e) {
            throw foldFault(e);
        }
        final long derived = logs.comparison().sequence();
        if (logs.comparison().recordedMore()) {
            throw new UserError("the output log holds more than the inputs explain: the inputs make " + derived
                + " outputs, and there is an output " + derived, logs.journal().toString(),
                "both logs from the same copy; the input log has lost its end");
        }
        final long recorded = logs.output().records();
        return new Result(input, epoch, engine.nowNs(), engine.nextSequence(), recorded, derived - recorded,
            System.nanoTime() - startNs, engine, snapshot);
    }

    /** An engine at the newest snapshot that can be trusted, or at the journal's beginning. */
    private TradingEngine begin(final InputLog input) {
        final Snapshots snapshots = new Snapshots(logs.journal());
        for (final SnapshotFile file : snapshots.candidates(words)) {
            final SnapshotHead head = file.head();
            if (!fits(head, input)) {
                continue;
            }
            final TradingEngine engine = Snapshots.load(file, engines, words);
            if (engine != null && engine.nextSequence() == head.nextInput() && logs.from(head.nextOutput())) {
                beginsBehind.accept(head.nextOutput());
                epoch = head.epoch();
                return engine;
            }
        }
        logs.from(0);
        beginsBehind.accept(0);
        return snapshots.base(input.baseStateHash(), engines);
    }

    /** One that is ahead of a log, of another journal, or made otherwise, is not a beginning of this replay. */
    private boolean fits(final SnapshotHead head, final InputLog input) {
        return head.idHigh() == input.idHigh() && head.idLow() == input.idLow()
            && head.nextInput() <= logs.input().records() && head.nextOutput() <= logs.output().records()
            && (head.mode() == RunMode.LIVE) == (mode == RunMode.LIVE)
            && head.madeBy(CodeHash.ofEngine(), CodeHash.ofStrategies(), configuration.hash());
    }

    /** What the fold does not ask but a start must know. */
    private void look(final DirectBuffer buffer, final int offset) {
        sequence = Records.sequence(buffer, offset);
        final int template = Records.templateId(buffer, offset);
        if (template == RunStartedDecoder.TEMPLATE_ID) {
            requireSame(RunRecord.decode(buffer, offset));
        } else if (epoch == 0 && template != JournalOpenedDecoder.TEMPLATE_ID
            && template != RecoveryMarkerDecoder.TEMPLATE_ID) {
            throw new UserError("the journal was not filled by a run: its record " + sequence
                + " comes before any RunStarted", logs.journal().toString(),
                "a directory of its own for each run; penstock backtest replays an imported journal");
        }
    }

    private void requireSame(final RunRecord start) {
        epoch = start.epoch();
        final String where = logs.journal() + ", start " + epoch + " at input " + sequence;
        if ((start.mode() == RunMode.LIVE) != (mode == RunMode.LIVE)) {
            throw new UserError("the journal's runs are " + start.mode() + ", this start is " + mode
                + ": simulated and real orders do not mix", where, "a directory of its own");
        }
        if (!Arrays.equals(start.codeHash(), CodeHash.ofEngine())
            || !Arrays.equals(start.pluginHash(), CodeHash.ofStrategies())) {
            throw new UserError("the journal was written by another build, which may decide otherwise", where,
                ANOTHER_START);
        }
        if (!Arrays.equals(start.configHash(), configuration.hash())) {
            throw new UserError("the journal was written with another configuration: "
                + ConfigDifference.first(start.configText(), configuration.canonicalText()), where,
                ANOTHER_START);
        }
    }

    private UserError mismatch(final OutputMismatchException e) {
        return new UserError("output " + e.sequence() + " is not what its inputs make of it, though code and"
            + " configuration are the same", logs.journal().toString(),
            "penstock verify --journal " + logs.journal() + " shows both; an output log moved away is made again",
            ExitCodes.REFUSED, e);
    }

    private UserError foldFault(final RuntimeException fault) {
        final String reason = fault instanceof FoldFaultException
            ? fault.getMessage() : "input " + sequence + ": " + fault;
        return new UserError("the engine stops at the same input at every start: " + reason,
            logs.journal().toString(), "penstock dump --journal " + logs.journal() + " --from " + sequence + " --to "
            + sequence + " shows it; penstock skip " + sequence + " --journal " + logs.journal()
            + " --reason WHY passes over it", ExitCodes.BROKEN, fault);
    }
}
