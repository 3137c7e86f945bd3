package io.penstock.bench.recovery;

import io.penstock.api.OperatorAction;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.tools.Strategies;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.Recovery;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionLogs;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.snapshot.SnapshotFile;
import io.penstock.tools.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The two logs of a session on the synthetic market that ended without a stop, once with a snapshot some records before
 * the end and once without, and the ways to recover it. One thread.
 */
final class CrashedSession {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final long DEADLINE_NS = 30_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final Path journal;
    private final Path aside;
    private final Configuration configuration;
    private final long records;
    private final SnapshotFile snapshot;
    private long recovered;

    private CrashedSession(final Path journal, final Configuration configuration, final long records) {
        this.journal = journal;
        this.configuration = configuration;
        this.records = records;
        aside = journal.resolveSibling("snapshots-aside");
        snapshot = new Snapshots(journal).candidates(CrashedSession::fail).get(0);
    }

    private static void fail(final String words) {
        throw new IllegalStateException(words);
    }

    /** Runs the session: so many records of the market, a snapshot so many before the last. */
    static CrashedSession run(final Path journal, final int records, final int tail) {
        final Configuration configuration = ConfigLoader.with(Strategies.all())
            .directory(Path.of(System.getProperty("penstock.root", "..")).resolve("config"), RunMode.DEMO)
            .set(List.of()).load();
        final SessionSetup setup = SessionSetup.of(journal, configuration,
            Hosts.settings(configuration.host(), 1, false), RunMode.DEMO, "bench",
            SyntheticConfig.DEMO_START_TIME_NS, GatewayClock::new).withWords(CrashedSession::fail);
        try (RingSession session = new RingSession(setup)) {
            final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(5,
                SyntheticConfig.DEMO_START_TIME_NS, HOUR_NS, 125, -1, 1, -1, 0, 0,
                List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk())), SOURCE);
            feed(session, market, records - tail);
            snapshot(session, market.nextTimeNs());
            awaitSnapshot(journal, session.inputs());
            feed(session, market, records);
            session.drain();
            return new CrashedSession(journal, configuration, session.inputs());
        }
    }

    private static void feed(final RingSession session, final SyntheticMarket market, final long events) {
        while (market.events() < events) {
            market.step(session.sink());
            if (session.failure() != null) {
                throw new IllegalStateException(session.failure());
            }
        }
    }

    private static void snapshot(final RingSession session, final long timeNs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(1).commandIdLow(timeNs).instrumentId(-1).command((short) OperatorAction.SNAPSHOT.code())
            .tradingState((short) 0).role((short) 0).channel((short) 0).argument(0)
            .scopeKind((short) Scope.GLOBAL.code()).reserved((short) 0).reserved2((short) 0).scopeId(-1).who("bench")
            .body("").reason("bench");
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, timeNs);
        session.drain();
        if (!session.sink().tryPublish(record, 0, 1, EventSource.HOST)) {
            throw new IllegalStateException("no room for a command");
        }
        session.drain();
    }

    /** A thread of its own writes it; on a busy machine that takes a while. Long sessions have older ones. */
    private static void awaitSnapshot(final Path journal, final long nextInput) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (new Snapshots(journal).candidates(words -> { }).stream()
            .noneMatch(one -> one.head().nextInput() >= nextInput)) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("no snapshot was kept");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Records in the input log. */
    long records() {
        return records;
    }

    long snapshotBytes() {
        return snapshot.stateLength();
    }

    /** A start by the newest snapshot; an operation is a start. */
    long recoverFromSnapshot() {
        return recover(snapshot.head().nextInput());
    }

    /** A start without a snapshot; an operation is a start. */
    long recoverWhole() {
        final Path snapshots = snapshot.path().getParent();
        try {
            Files.move(snapshots, aside);
            final long done = recover(0);
            Files.move(aside, snapshots);
            return done;
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long recover(final long from) {
        try (SessionLogs logs = open(from > 0)) {
            final Recovery.Result result = new Recovery(logs,
                () -> Backtest.engine(RunMode.DEMO, configuration, logs), count -> { }, configuration, RunMode.DEMO,
                CrashedSession::fail).run();
            if (result.snapshot() != from || result.engine().nextSequence() != records || result.regenerated() != 0) {
                throw new IllegalStateException("began at " + result.snapshot() + " and came to "
                    + result.engine().nextSequence() + ", outputs made again: " + result.regenerated());
            }
            final long hash = result.engine().stateHash();
            if (recovered != 0 && recovered != hash) {
                throw new IllegalStateException("two ways to recover come to two states");
            }
            recovered = hash;
        }
        return 1;
    }

    private SessionLogs open(final boolean trusting) {
        return trusting ? SessionLogs.open(
            journal, configuration.journal(), snapshot.head().nextInput(), snapshot.head().nextOutput())
            : SessionLogs.open(journal, configuration.journal());
    }

    /** Both logs opened as a start with a snapshot opens them; an operation is a start. */
    long openLogs() {
        open(true).close();
        return 1;
    }

    /** The snapshot read and checked; an operation is a start. */
    long load() {
        final TradingEngine engine = Snapshots.load(snapshot,
            () -> Backtest.engine(RunMode.DEMO, configuration, (record, offset, length) -> { }), CrashedSession::fail);
        return engine.nextSequence() > 0 ? 1 : 0;
    }
}
