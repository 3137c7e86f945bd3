package io.penstock.tools.host;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.StopRequestedEncoder;
import io.penstock.engine.host.EngineClock;
import io.penstock.engine.host.OutboundRing;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.RunSummary;
import io.penstock.tools.snapshot.SnapshotFile;
import io.penstock.tools.snapshot.SnapshotHead;
import io.penstock.tools.snapshot.SnapshotTaker;
import io.penstock.tools.snapshot.Snapshots;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One start of a ring host over a journal, new or used before: both logs recovered, the fold brought to their end, a
 * RunStarted with the next epoch journaled before any event, rings opened and closed in order.
 *
 * <p>Made, fed and closed by one thread.
 */
public final class RingSession implements AutoCloseable {
    private static final long PARK_NS = 20_000;

    private final SessionLogs logs;
    private final OutboundRing outbound;
    private final TradingEngine engine;
    private final Recovery.Result recovery;
    private final List<InstrumentDefinition> instruments;
    private final RingHost host;
    private final SnapshotTaker snapshots;
    private final int epoch;

    /**
     * A session, started.
     *
     * @param setup what it is made of
     * @throws UserError when the journal cannot be gone on with: it was written by other code or configuration, its
     *                   outputs are not what its inputs make, or an input stops the fold
     */
    public RingSession(final SessionSetup setup) {
        logs = openLogs(setup);
        try {
            final RingSettings settings = setup.settings();
            final EngineClock clock = clock(setup);
            if (input().nextSequence() == 0) {
                Continuation.begin(setup, input(), clock.engineTimeNs(setup.startTimeNs()));
            }
            final Outlet outlet = new Outlet(logs);
            recovery = new Recovery(logs, () -> Backtest.engine(setup.mode(), setup.configuration(), outlet),
                outlet::from, setup.configuration(), setup.mode(), setup.words()).run();
            engine = recovery.engine();
            instruments = KnownInstruments.of(engine.fold());
            setup.recovered().accept(engine);
            logs.open(setup.gateway());
            epoch = Math.max(
                Math.max(recovery.epoch(), engine.fold().epoch()) + 1, setup.leastEpoch());
            final RunRecord run = Backtest.record(
                setup.mode(), epoch, input().nextSequence(), recovery.input(), setup.configuration());
            final UnsafeBuffer start = run.encode(setup.startTimeNs());
            outbound = new OutboundRing(
                settings.outboundSlots(),
                WaitStrategies.of(settings.waitStrategy(), Runtime.getRuntime().availableProcessors()),
                settings.threads(), logs);
            outlet.target(outbound);
            snapshots = new SnapshotTaker(new Snapshots(setup.journal()), likeness(run),
                setup.configuration().journal().snapshotIntervalS(), setup.configuration().journal().snapshots(),
                outlet::count, logs::stored, setup.words());
            host = new RingHost(
                settings, engine, new HeardAppender(input(), setup.journaled()), clock, start, snapshots);
            host.start();
            if (recovery.inputs() == 1) {
                define(setup.startTimeNs());
            }
        } catch (final RuntimeException | Error e) {
            logs.close();
            throw e;
        }
    }

    /** A journal that goes on from another says itself what its instruments are, so that it can be read alone. */
    private void define(final long timeNs) {
        final EventScratch scratch = new EventScratch(1);
        for (int id = 0; id < instruments.size(); id++) {
            scratch.clear();
            scratch.instrumentDefined(id, instruments.get(id), timeNs);
            while (!host.tryPublish(scratch.buffer(), 0, 1, EventSource.HOST)) {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }

    /** What every snapshot of this start says of itself. */
    private static SnapshotHead likeness(final RunRecord run) {
        return new SnapshotHead(run.journalIdHigh(), run.journalIdLow(), 0, 0, 0, run.epoch(), run.mode(), false,
            run.codeHash(), run.pluginHash(), run.configHash());
    }

    /** The part of the logs behind the newest snapshot is walked with care; before it they were, when it was taken. */
    private static SessionLogs openLogs(final SessionSetup setup) {
        final List<SnapshotFile> found = new Snapshots(setup.journal()).candidates(said -> { });
        final long input = found.isEmpty() ? 0 : found.get(0).head().nextInput();
        final long output = found.isEmpty() ? 0 : found.get(0).head().nextOutput();
        return SessionLogs.open(setup.journal(), setup.configuration().journal(), input, output);
    }

    private EngineClock clock(final SessionSetup setup) {
        final long lastNs = logs.input().records() == 0 ? 0 : logs.input().lastEngineTimeNs();
        try {
            return setup.clock().apply(lastNs);
        } catch (final IllegalStateException e) {
            throw new UserError(e.getMessage(), setup.journal().toString(), "a clock that is not behind the journal");
        }
    }

    private LogAppender input() {
        return logs.input().appender();
    }

    /**
     * Where events go.
     *
     * @return the inbound ring
     */
    public EventSink sink() {
        return host;
    }

    /**
     * A number that grows whenever something is published. Any thread.
     *
     * @return see {@link RingHost#published}
     */
    public long published() {
        return host.published();
    }

    /**
     * A number that grows whenever an event is applied to its end; the same as {@link #published} when none waits. Any
     * thread.
     *
     * @return see {@link RingHost#applied}
     */
    public long applied() {
        return host.applied();
    }

    /**
     * The count of starts that this one has in its order ids.
     *
     * @return 1 or more
     */
    public int epoch() {
        return epoch;
    }

    /** Waits until everything published is applied. */
    public void drain() {
        host.drain();
    }

    /**
     * Journals the clean stop and waits until everything is applied and kept.
     *
     * @param gatewayTimeNs the moment
     */
    public void stop(final long gatewayTimeNs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        new StopRequestedEncoder().wrap(record, Records.HEADER_LENGTH).reason((short) 0).reserved((short) 0)
            .reserved2((short) 0).reserved3(0);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + StopRequestedEncoder.BLOCK_LENGTH,
            StopRequestedEncoder.BLOCK_LENGTH, StopRequestedEncoder.TEMPLATE_ID, gatewayTimeNs);
        while (!host.tryPublish(record, 0, 1, EventSource.HOST)) {
            LockSupport.parkNanos(PARK_NS);
        }
        host.drain();
        outbound.drain();
        if (failure() == null) {
            snapshots.keepClean();
        }
    }

    /**
     * What was found in the journal before this start.
     *
     * @return the result of its recovery
     */
    public Recovery.Result recovery() {
        return recovery;
    }

    /**
     * The instruments that the journal defined before this start.
     *
     * @return the newest definition of each, in order of id
     */
    public List<InstrumentDefinition> instruments() {
        return instruments;
    }

    /**
     * Records journaled, by all starts.
     *
     * @return 0 or more
     */
    public long inputs() {
        return input().nextSequence();
    }

    /**
     * What all starts did; read after {@link #stop}.
     *
     * @return counts
     */
    public RunSummary summary() {
        return logs.summary();
    }

    /**
     * The fold; read after {@link #stop}.
     *
     * @return the engine
     */
    public TradingEngine engine() {
        return engine;
    }

    /**
     * The end of the outbound path; read after {@link #stop}.
     *
     * @return hash and count of the outputs
     */
    public OutputLog outputLog() {
        return logs.outputLog();
    }

    /**
     * Publish to decision.
     *
     * @return nanoseconds; read after {@link #stop}
     */
    public Histogram latencyNs() {
        return host.latencyNs();
    }

    /**
     * What stopped the session.
     *
     * @return {@code null} while all is well
     */
    public Throwable failure() {
        return outbound.failure() != null ? outbound.failure() : host.failure();
    }

    @Override
    public void close() {
        try {
            host.close();
            outbound.close();
            snapshots.close();
        } finally {
            logs.close();
        }
    }
}
