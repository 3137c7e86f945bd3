package io.penstock.tools.replay;

import io.penstock.api.RunMode;
import io.penstock.engine.Fold;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.OutboundPort;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.snapshot.Snapshots;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Replays an input log through the fold under a configuration of its own, onto the simulated exchange. One thread.
 */
public final class Backtest {
    private static final int EPOCH = 1;

    /**
     * What came out.
     *
     * @param inputs    records read
     * @param outputs   records derived, the RunStarted copy apart
     * @param sha256    over those outputs
     * @param summary   counts
     * @param fold      the state at the end, to look at
     * @param elapsedNs time it took
     */
    public record Result(
        long inputs, long outputs, String sha256, RunSummary summary, Fold fold, long elapsedNs) {
    }

    private Backtest() {
    }

    /**
     * Runs one.
     *
     * @param journal       directory of the input log
     * @param configuration of the run
     * @param out           directory of the output log, or {@code null} to keep none
     * @return what came out
     */
    public static Result run(final Path journal, final Configuration configuration, final Path out) {
        final InputLog input = InputLog.open(journal);
        if (out == null) {
            return run(input, configuration, (LogAppender) null);
        }
        RunDirectory.prepare(out);
        try (JournalAppender appender = JournalAppender.open(JournalConfig.output(out))) {
            return run(input, configuration, appender);
        }
    }

    /**
     * Runs one that somebody listens to; its log is not kept.
     *
     * @param journal       directory of the input log
     * @param configuration of the run
     * @param listener      hears every output, the RunStarted copy included, and passes nothing on
     * @return what came out
     */
    public static Result listen(final Path journal, final Configuration configuration, final OutboundPort listener) {
        final OutputLog output = new OutputLog(null);
        return run(InputLog.open(journal), configuration, output, (record, offset, length) -> {
            listener.publish(record, offset, length);
            output.publish(record, offset, length);
        });
    }

    private static Result run(final InputLog input, final Configuration configuration, final LogAppender appender) {
        final OutputLog output = new OutputLog(appender);
        return run(input, configuration, output, output);
    }

    private static Result run(
        final InputLog input, final Configuration configuration, final OutputLog output, final OutboundPort next) {
        final RunSummary summary = new RunSummary(next);
        final TradingEngine engine = engine(configuration, summary);
        final UnsafeBuffer start = record(RunMode.BACKTEST, EPOCH, 0, input, configuration).encode(input.firstTimeNs());
        final long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(input.directory(), LogKind.INPUT);
            Progress progress = Progress.start("backtest", reader.estimateBytesTotal(), "bytes")) {
            engine.begin(start, 0, start.capacity());
            final long inputs = new ReplayHost(
                engine, reader, ReplayHost.FoundRuns.SKIP, sequence -> progress.update(reader.bytesDone()),
                Skips.of(input.directory())).run(Long.MAX_VALUE);
            engine.end();
            return new Result(
                inputs, output.outputs(), output.sha256(), summary, engine.fold(), System.nanoTime() - startNs);
        }
    }

    /**
     * An engine on the simulated exchange.
     *
     * @param configuration of the run
     * @param outbound      takes its outputs
     * @return without state
     */
    public static TradingEngine engine(final Configuration configuration, final OutboundPort outbound) {
        return new TradingEngine(configuration.engine(), Strategies.all(), true, outbound);
    }

    /**
     * The engine of a run in a mode: on the simulated exchange unless it is live.
     *
     * @param mode          of the run
     * @param configuration of the run
     * @param outbound      takes its outputs
     * @return without state
     */
    public static TradingEngine engine(
        final RunMode mode, final Configuration configuration, final OutboundPort outbound) {
        return new TradingEngine(configuration.engine(), Strategies.all(), mode != RunMode.LIVE, outbound);
    }

    /**
     * The engine of a run at its beginning: empty, or with the state that a journal goes on from. A backtest begins
     * empty always.
     *
     * @param input         its input log
     * @param mode          of the run
     * @param configuration of the run
     * @param outbound      takes its outputs
     * @return before the first input
     */
    public static TradingEngine begin(
        final InputLog input, final RunMode mode, final Configuration configuration, final OutboundPort outbound) {
        final long base = mode == RunMode.BACKTEST ? 0 : input.baseStateHash();
        return new Snapshots(input.directory()).base(base, () -> engine(mode, configuration, outbound));
    }

    /**
     * The record that opens a run.
     *
     * @param mode          how it is driven
     * @param epoch         start counter
     * @param firstSequence first input of the run
     * @param input         its input log
     * @param configuration of the run
     * @return the record
     */
    public static RunRecord record(
        final RunMode mode, final int epoch, final long firstSequence, final InputLog input,
        final Configuration configuration) {
        return new RunRecord(
            mode, configuration.engine().seed(), epoch, input.idHigh(), input.idLow(), firstSequence,
            CodeHash.ofEngine(), CodeHash.ofStrategies(), configuration.hash(), configuration.canonicalText());
    }
}
