package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.book.BookTape;
import io.penstock.bench.book.TreeMapBook;
import io.penstock.bench.book.XChangeBook;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.strategies.flash.FlashFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Heap per instrument: the difference after collection between an engine with many instruments and the same without
 * any, so that book, features, position, orders and the strategy's memory are all in. XChange's OrderBook and a
 * TreeMap pair hold the same levels.
 */
public final class MemoryGroup implements Group {
    private static final double GOAL = 0.25;
    private static final int SCRATCH_SLOTS = 512;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void measure(final Context context) {
        final int copies = context.pick(64, 32, 4);
        final Tape tape = Tape.of(
            context.read(Sessions.USDM), true, EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT));
        final BookTape updates = new BookTape(tape);
        rows(context, levels(updates, 1), "snapshot of the USD-M session", copies, GOAL);
        rows(context, levels(updates, updates.count()), "end of the USD-M session", copies, 0);
    }

    /**
     * The book that a session leaves behind.
     *
     * @param tape  its updates
     * @param count so many of them
     * @return its levels
     */
    public static TreeMapBook levels(final BookTape tape, final int count) {
        final TreeMapBook book = new TreeMapBook();
        for (int i = 0; i < count; i++) {
            book.apply(tape, i);
        }
        return book;
    }

    private static void rows(
        final Context context, final TreeMapBook levels, final String what, final int copies, final double goal) {
        final EngineConfig config = EngineRig.config(new CapacityConfig(copies, 4_096, 4_096, 16_384), "flash");
        final int tries = context.pick(2, 2, 1);
        final double ours = perCopy(tries, copies, count -> engine(config, count, levels))
            - perCopy(tries, copies, count -> engine(config, 0, levels));
        final double xchange = perCopy(tries, copies, count -> copiesOf(count, levels, MemoryGroup::xchange));
        final double tree = perCopy(tries, copies, count -> copiesOf(count, levels, MemoryGroup::tree));
        final int bids = levels.bidCount();
        final String metric = "memory per instrument, " + bids + " + " + (levels.pairs().length / 2 - bids)
            + " levels (" + what + "), features, position, orders, strategy";
        final String yardstick =
            "XChange OrderBook " + kilo(xchange) + "; TreeMap pair " + kilo(tree);
        context.add(goal > 0 ? Row.atMost(metric, kilo(ours), yardstick, ours / xchange, goal, -1)
            : Row.known(metric, kilo(ours), yardstick, ours / xchange, -1));
    }

    private static String kilo(final double bytes) {
        return Row.number(bytes / 1_000) + " kB";
    }

    private static Object copiesOf(
        final int count, final TreeMapBook levels, final java.util.function.Function<TreeMapBook, Object> maker) {
        return IntStream.range(0, count).mapToObj(i -> maker.apply(levels)).toList();
    }

    private static Object tree(final TreeMapBook levels) {
        final TreeMapBook copy = new TreeMapBook();
        copy.copyFrom(levels);
        return copy;
    }

    private static Object xchange(final TreeMapBook levels) {
        final XChangeBook copy = new XChangeBook();
        copy.fill(levels.pairs(), levels.bidCount());
        return copy;
    }

    private static double perCopy(final int tries, final int copies, final IntFunction<Object> maker) {
        double bytes = 0;
        // the first time also loads classes
        for (int i = 0; i < tries; i++) {
            bytes = (double) HeldMemory.of(() -> maker.apply(copies)) / copies;
        }
        return bytes;
    }

    /**
     * An engine whose instruments all have the same book; perpetuals, flash on the simulated exchange.
     *
     * @param config      of the engine
     * @param instruments how many
     * @param levels      of each book
     * @return behind the snapshots of all
     */
    public static TradingEngine engine(
        final EngineConfig config, final int instruments, final TreeMapBook levels) {
        final TradingEngine engine =
            EngineRig.begun(config, List.of(new FlashFactory()), true, new EngineRig.Copying(), 1);
        final EventScratch scratch = new EventScratch(SCRATCH_SLOTS);
        final long[] pairs = levels.pairs();
        long sequence = 0;
        for (int id = 0; id < instruments; id++) {
            scratch.clear();
            scratch.instrumentDefined(id, Tape.definition(true), 1);
            scratch.bookUpdate(id, true, 1, 1, 1, Long.MIN_VALUE, pairs, 0, levels.bidCount(), pairs.length / 2, 1);
            for (int i = 0; i < scratch.count(); i++) {
                final int offset = i * Records.SLOT_LENGTH;
                Records.stamp(scratch.buffer(), offset, sequence++, 1, 0, 0);
                engine.onEvent(scratch.buffer(), offset, Records.length(scratch.buffer(), offset));
            }
        }
        return engine;
    }
}
