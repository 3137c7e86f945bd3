package io.penstock.tools.snapshot;

import io.penstock.api.OperatorAction;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.StopRequestedDecoder;
import io.penstock.engine.host.FoldWatch;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;

/**
 * Takes a snapshot of the fold at regular moments and when an operator says so. The engine's thread only copies the
 * state into a buffer (that pause is the cost of a snapshot); a thread of its own hashes it and writes it to disk, once
 * the outputs up to it are in the output log, so that a snapshot is never ahead of it. While one is being written no
 * other is taken. A snapshot that cannot be kept is told and otherwise harmless. That of a clean stop is copied when
 * the stop is applied: gateways on their way out may publish behind it, and nobody may look at a fold that moves.
 *
 * <p>{@link #afterEvent} on the engine's thread, everything else on the thread that made it.
 */
public final class SnapshotTaker implements FoldWatch, AutoCloseable {
    private static final long PARK_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Snapshots snapshots;
    private final SnapshotHead likeness;
    private final long intervalNs;
    private final int most;
    private final LongSupplier outputs;
    private final LongSupplier stored;
    private final Consumer<String> words;
    private StateBuffer state = new StateBuffer();
    /** What the fold was like right behind a clean stop, and the head that belongs to it. */
    private StateBuffer stopState;
    private SnapshotHead stopHead;
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final Thread writer = new Thread(this::write, "penstock-snapshot");
    private long nextNs = Long.MIN_VALUE;
    private SnapshotHead head;
    private long pauseNs;
    private volatile boolean full;
    private volatile boolean closing;
    private long taken;

    /**
     * A taker; its thread starts at once.
     *
     * @param snapshots where they lie
     * @param likeness  a head with everything that does not change: journal, epoch, mode, hashes
     * @param intervalS between two, 0 = only on command
     * @param most      how many are kept
     * @param outputs   how many outputs the fold has made by now; asked on the engine's thread
     * @param stored    how many of them are in the output log; any thread
     * @param words     hears what people should know
     */
    public SnapshotTaker(
        final Snapshots snapshots, final SnapshotHead likeness, final long intervalS, final int most,
        final LongSupplier outputs, final LongSupplier stored, final Consumer<String> words) {
        this.snapshots = snapshots;
        this.likeness = likeness;
        this.intervalNs = intervalS == 0 ? Long.MAX_VALUE : intervalS * SECOND_NS;
        this.most = most;
        this.outputs = outputs;
        this.stored = stored;
        this.words = words;
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void afterEvent(final TradingEngine engine, final DirectBuffer record, final int offset) {
        final long nowNs = engine.nowNs();
        if (nextNs == Long.MIN_VALUE) {
            nextNs = intervalNs == Long.MAX_VALUE ? Long.MAX_VALUE : nowNs + intervalNs;
        }
        if ((nowNs >= nextNs || asked(record, offset)) && !full && !engine.fold().insideUpdate()) {
            nextNs = intervalNs == Long.MAX_VALUE ? Long.MAX_VALUE : nowNs + intervalNs;
            take(engine);
        }
        if (Records.templateId(record, offset) == StopRequestedDecoder.TEMPLATE_ID) {
            stopState = new StateBuffer();
            engine.writeTo(stopState);
            stopHead = head(engine, true);
        }
    }

    private boolean asked(final DirectBuffer record, final int offset) {
        return Records.templateId(record, offset) == OperatorCommandDecoder.TEMPLATE_ID
            && command.wrap(record, offset + Records.HEADER_LENGTH, OperatorCommandDecoder.BLOCK_LENGTH,
                OperatorCommandDecoder.SCHEMA_VERSION).command() == OperatorAction.SNAPSHOT.code();
    }

    private void take(final TradingEngine engine) {
        final long startNs = System.nanoTime();
        state.clear();
        engine.writeTo(state);
        pauseNs = System.nanoTime() - startNs;
        head = head(engine, false);
        full = true;
        LockSupport.unpark(writer);
    }

    private SnapshotHead head(final TradingEngine engine, final boolean clean) {
        return new SnapshotHead(likeness.idHigh(), likeness.idLow(), engine.nextSequence(), outputs.getAsLong(),
            engine.nowNs(), likeness.epoch(), likeness.mode(), clean, likeness.codeHash(), likeness.pluginHash(),
            likeness.configHash());
    }

    /** Keeps the one that was taken when a clean stop was applied, which must be over; waits for the disk. */
    public void keepClean() {
        while (full && writer.isAlive()) {
            LockSupport.parkNanos(PARK_NS);
        }
        if (stopState != null) {
            state = stopState;
            head = stopHead;
            full = true;
            LockSupport.unpark(writer);
        }
        close();
    }

    /**
     * How many were kept; read after {@link #close}.
     *
     * @return 0 or more
     */
    public long taken() {
        return taken;
    }

    private void write() {
        while (!closing || full) {
            if (full && stored.getAsLong() >= head.nextOutput()) {
                keep();
                full = false;
            } else {
                LockSupport.parkNanos(full ? PARK_NS : SECOND_NS);
                if (closing && full && stored.getAsLong() < head.nextOutput()) {
                    // the output thread has failed or is gone: this snapshot would be ahead of the log
                    full = false;
                }
            }
        }
    }

    private void keep() {
        try {
            snapshots.keep(head, state, TradingEngine.stateHash(state), most);
            taken++;
        } catch (final IOException | RuntimeException e) {
            words.accept("no snapshot was kept at input " + head.nextInput() + ": " + e.getMessage()
                + "; the next start replays more of the journal");
        }
    }

    /**
     * How long the engine's thread stood still for the last one.
     *
     * @return nanoseconds; read after {@link #close}
     */
    public long pauseNs() {
        return pauseNs;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            writer.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
