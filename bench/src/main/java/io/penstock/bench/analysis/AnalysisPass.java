package io.penstock.bench.analysis;

import io.penstock.bench.Work;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.port.Records;

/**
 * The second half of a tape through an engine that has seen the first half: indicators are ready and everything that
 * allocates once has. An operation is an event. One thread.
 */
final class AnalysisPass implements Work {
    private final Tape tape;
    private final Plans plan;
    private final int warm;
    private TradingEngine engine;
    private EngineRig.Copying outbound;
    private long before;

    AnalysisPass(final Tape tape, final Plans plan) {
        this.tape = tape;
        this.plan = plan;
        warm = tape.snapshotEnd() + (tape.count() - tape.snapshotEnd()) / 2;
    }

    /** An engine that has seen nothing of the tape. */
    TradingEngine begun() {
        outbound = new EngineRig.Copying();
        return EngineRig.begun(plan.config(), plan.factories(), true, outbound, tape.firstTimeNs());
    }

    @Override
    public void prepare() {
        // two of these need not be held at once
        engine = null;
        engine = begun();
        apply(0, warm);
        before = outbound.count();
    }

    @Override
    public long run() {
        apply(warm, tape.count());
        return tape.count() - warm;
    }

    private void apply(final int from, final int to) {
        final TradingEngine fold = engine;
        for (int i = from; i < to; i++) {
            final int offset = tape.offset(i);
            fold.onEvent(tape.buffer(), offset, Records.length(tape.buffer(), offset));
        }
    }

    /** The engine of the last pass. */
    TradingEngine engine() {
        return engine;
    }

    /** What came out of the last pass, by kind. */
    String story() {
        return outbound.count() - before + " outputs of " + (tape.count() - warm) + " events; in all "
            + outbound.story();
    }

    /** Forgets the last pass, so that its memory is free. */
    void clear() {
        engine = null;
    }
}
