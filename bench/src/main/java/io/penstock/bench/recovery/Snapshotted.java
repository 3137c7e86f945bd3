package io.penstock.bench.recovery;

import io.penstock.api.Side;
import io.penstock.bench.book.TreeMapBook;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.FoldPass;
import io.penstock.bench.fold.MemoryGroup;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.state.StateBuffer;
import io.penstock.strategies.flash.FlashFactory;
import java.util.List;

/**
 * An engine with books, features, positions and orders of many instruments, and what a snapshot does to its thread:
 * the state is copied into a buffer that has grown before; hashing and writing it is another thread's work.
 */
final class Snapshotted {
    private static final int EVENTS_PER_INSTRUMENT = 100;

    private final EngineConfig config;
    private final TradingEngine engine;
    private final StateBuffer state = new StateBuffer();

    private Snapshotted(final EngineConfig config, final TradingEngine engine) {
        this.config = config;
        this.engine = engine;
        copy();
    }

    private static EngineConfig config(final int instruments) {
        return EngineRig.config(new CapacityConfig(instruments, 4_096, 4_096, 16_384), "flash");
    }

    /** After some events of the synthetic market: small books, positions, orders. */
    static Snapshotted synthetic(final int instruments) {
        final EngineConfig config = config(instruments);
        final FoldPass pass = new FoldPass(Tape.synthetic(instruments, EVENTS_PER_INSTRUMENT * instruments), config,
            List.of(new FlashFactory()), true, 1);
        pass.prepare();
        pass.run();
        return new Snapshotted(config, pass.engine());
    }

    /** With a real book on each instrument. */
    static Snapshotted deep(final int instruments, final TreeMapBook levels) {
        final EngineConfig config = config(instruments);
        return new Snapshotted(config, MemoryGroup.engine(config, instruments, levels));
    }

    /** One pause; an operation is a snapshot. */
    long copy() {
        state.clear();
        engine.writeTo(state);
        return 1;
    }

    /** A fresh engine brought to the state; an operation is a load. */
    long load() {
        state.rewind();
        new TradingEngine(config, List.of(new FlashFactory()), true, new EngineRig.Copying()).readFrom(state);
        return 1;
    }

    int bytes() {
        return state.length();
    }

    int levels() {
        final OrderBook book = engine.fold().markets().get(0).orderBook();
        return book.levels(Side.BUY) + book.levels(Side.SELL);
    }
}
