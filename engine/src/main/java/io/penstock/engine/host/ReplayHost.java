package io.penstock.engine.host;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.port.LogReader;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Drives the fold from a log: no ring, no threads, no clock. Backtest, verify, explain and recovery are this class.
 *
 * <p>One thread; does not allocate per record.
 */
public final class ReplayHost implements RecordHandler {
    /** What to do with a RunStarted found in the input log. */
    public enum FoundRuns {
        /** Another run's: pass over it, as a backtest does. */
        SKIP,
        /** Part of this run: apply it, as recovery and verify of a live run do. */
        FOLLOW
    }

    /** Told now and then how far a long replay is. */
    @FunctionalInterface
    public interface Progress {
        /** Says nothing. */
        Progress NONE = sequence -> { };

        /**
         * Called every 65,536 records.
         *
         * @param sequence just applied
         */
        void at(long sequence);
    }

    private static final long PROGRESS_MASK = 0xFFFF;
    private static final long[] NO_SKIPS = {};

    private final TradingEngine engine;
    private final LogReader input;
    private final boolean skipRuns;
    private final Progress progress;
    private final long[] skips;
    private long applied;

    /**
     * A host.
     *
     * @param engine   the fold
     * @param input    positioned at the first record wanted
     * @param runs     what to do with runs found
     * @param progress told now and then
     */
    public ReplayHost(
        final TradingEngine engine, final LogReader input, final FoundRuns runs, final Progress progress) {
        this(engine, input, runs, progress, NO_SKIPS);
    }

    /**
     * A host that passes over inputs which an operator has ordered skipped.
     *
     * @param engine   the fold
     * @param input    positioned at the first record wanted
     * @param runs     what to do with runs found
     * @param progress told now and then
     * @param skips    their sequences, ascending
     */
    public ReplayHost(
        final TradingEngine engine, final LogReader input, final FoundRuns runs, final Progress progress,
        final long[] skips) {
        this.skips = skips;
        this.engine = engine;
        this.input = input;
        this.skipRuns = runs == FoundRuns.SKIP;
        this.progress = progress;
    }

    /**
     * Applies records until the log ends or a sequence is reached.
     *
     * @param endSequence first sequence not applied; Long.MAX_VALUE for all
     * @return records applied
     */
    public long run(final long endSequence) {
        final long before = applied;
        while (engine.nextSequence() < endSequence && input.read(this)) {
            if ((++applied & PROGRESS_MASK) == 0) {
                progress.at(engine.nextSequence() - 1);
            }
        }
        return applied - before;
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        if (skipRuns && Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID
            || skips.length > 0 && Arrays.binarySearch(skips, Records.sequence(buffer, offset)) >= 0) {
            engine.pass(buffer, offset);
        } else {
            engine.onEvent(buffer, offset, length);
        }
    }
}
