package io.penstock.tools.demo;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.StopRequestedEncoder;
import io.penstock.engine.host.EngineClock;
import io.penstock.engine.host.OutboundRing;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import io.penstock.tools.replay.RunDirectory;
import io.penstock.tools.replay.RunSummary;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One session of a ring host over a new journal: both logs, both rings, the fold, opened and closed in order.
 *
 * <p>Made, fed and closed by one thread.
 */
public final class RingSession implements AutoCloseable {
    private static final long PARK_NS = 20_000;

    private final JournalAppender input;
    private final JournalAppender output;
    private final OutputLog outputLog;
    private final RunSummary summary;
    private final OutboundRing outbound;
    private final TradingEngine engine;
    private final RingHost host;

    /**
     * A session, started.
     *
     * @param journal       directory of the new input log; the run lies in {@code output} inside it
     * @param configuration of the run
     * @param settings      layout of the rings
     * @param mode          told in RunStarted
     * @param origin        what fills the journal
     * @param clock         the only clock
     * @param startTimeNs   engine time of the first record
     */
    public RingSession(
        final Path journal, final Configuration configuration, final RingSettings settings, final RunMode mode,
        final String origin, final EngineClock clock, final long startTimeNs) {
        input = JournalAppender.open(JournalConfig.input(journal));
        InputLog.begin(input, configuration.engine().seed(), startTimeNs, origin, clock.engineTimeNs(startTimeNs));
        output = JournalAppender.open(JournalConfig.output(journal.resolve(RunDirectory.OUTPUT)));
        outputLog = new OutputLog(output);
        summary = new RunSummary(outputLog);
        outbound = new OutboundRing(
            settings.outboundSlots(),
            WaitStrategies.of(settings.waitStrategy(), Runtime.getRuntime().availableProcessors()),
            settings.threads(), summary);
        engine = Backtest.engine(configuration, outbound);
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            new ReplayHost(engine, reader, ReplayHost.FoundRuns.FOLLOW, ReplayHost.Progress.NONE).run(Long.MAX_VALUE);
        }
        final UnsafeBuffer start = Backtest.record(
            mode, 1, input.nextSequence(), InputLog.open(journal), configuration).encode(startTimeNs);
        host = new RingHost(settings, engine, input, clock, start);
        host.start();
    }

    /**
     * Where events go.
     *
     * @return the inbound ring
     */
    public EventSink sink() {
        return host;
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
    }

    /**
     * Records journaled.
     *
     * @return 0 or more
     */
    public long inputs() {
        return input.nextSequence();
    }

    /**
     * What the run did; read after {@link #stop}.
     *
     * @return counts
     */
    public RunSummary summary() {
        return summary;
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
        return outputLog;
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
        return host.failure() != null ? host.failure() : outbound.failure();
    }

    @Override
    public void close() {
        host.close();
        outbound.close();
        output.close();
        input.close();
    }
}
