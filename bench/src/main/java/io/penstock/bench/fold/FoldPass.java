package io.penstock.bench.fold;

import io.penstock.api.StrategyFactory;
import io.penstock.bench.Work;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.port.Records;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A whole tape behind its first snapshot through a fresh engine, inline; an operation is a depth message, a record or
 * whatever is counted.
 */
public final class FoldPass implements Work {
    private final Tape tape;
    private final EngineConfig config;
    private final List<StrategyFactory> factories;
    private final boolean simulated;
    private final long operations;
    private TradingEngine engine;
    private EngineRig.Copying outbound;

    /**
     * A pass.
     *
     * @param tape       records
     * @param config     of the engine
     * @param factories  known strategies
     * @param simulated  whether orders go to the simulated exchange
     * @param operations how many operations a pass is
     */
    public FoldPass(
        final Tape tape, final EngineConfig config, final List<StrategyFactory> factories, final boolean simulated,
        final long operations) {
        this.tape = tape;
        this.config = config;
        this.factories = factories;
        this.simulated = simulated;
        this.operations = operations;
    }

    @Override
    public void prepare() {
        outbound = new EngineRig.Copying();
        engine = EngineRig.begun(config, factories, simulated, outbound, tape.firstTimeNs());
        // definition and first snapshot allocate; they are the warm-up of a fresh engine
        apply(0, tape.snapshotEnd());
    }

    @Override
    public long run() {
        apply(tape.snapshotEnd(), tape.count());
        return operations;
    }

    private void apply(final int from, final int to) {
        final UnsafeBuffer buffer = tape.buffer();
        final TradingEngine fold = engine;
        for (int i = from; i < to; i++) {
            final int offset = tape.offset(i);
            fold.onEvent(buffer, offset, Records.length(buffer, offset));
        }
    }

    /**
     * The engine of the last pass.
     *
     * @return its state
     */
    public TradingEngine engine() {
        return engine;
    }

    /**
     * Outputs of the last pass.
     *
     * @return how many
     */
    public long outputs() {
        return outbound.count();
    }
}
