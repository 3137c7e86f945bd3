package io.penstock.bench.latency;

import io.penstock.bench.TempDirectory;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.OutboundRing;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.SessionActions;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * One round of ours: wire bytes, decoder, inbound ring, journal on disk, fold with a strategy, outbound ring.
 */
final class EngineRound implements SessionActions {
    private static final EventSource FEED = new EventSource(1, false);

    private final Plan plan;
    private final BinanceMarketDataSession session;
    private RingHost host;

    private EngineRound(final Plan plan) {
        this.plan = plan;
        session = new BinanceMarketDataSession(true, List.of(Tape.definition(true)), new int[] {0}, List.of());
    }

    /**
     * Runs the round.
     *
     * @param plan      what and when
     * @param directory for the journal; deleted
     * @param histogram takes nanoseconds from intended moment to decision
     * @return messages per second actually published
     */
    static double run(final Plan plan, final Path directory, final Histogram histogram) {
        return new EngineRound(plan).measure(directory, histogram);
    }

    private double measure(final Path directory, final Histogram histogram) {
        final int cores = Runtime.getRuntime().availableProcessors();
        final RingSettings settings = new RingSettings(Plan.INBOUND_SLOTS, Plan.INBOUND_SLOTS, plan.waiting(),
            plan.oneThread(), RingSettings.defaults().threads(), false);
        final long startNs = System.nanoTime() + 5 * Plan.LEAD_NS;
        final long offsetNs = Plan.EPOCH_NS - startNs;
        final Probe probe = new Probe(histogram, offsetNs, Plan.EPOCH_NS);
        try (JournalAppender journal = JournalAppender.open(JournalConfig.input(directory));
            OutboundRing outbound = new OutboundRing(Plan.INBOUND_SLOTS, WaitStrategies.of(plan.waiting(), cores),
                settings.threads(), new OutputLog(null))) {
            final TradingEngine engine = new TradingEngine(
                EngineRig.config(CapacityConfig.defaults(), "flash", Probe.NAME),
                List.of(new FlashFactory(), probe), true, outbound);
            final long firstNs = warmTimeNs(0);
            try (RingHost running = new RingHost(
                settings, engine, journal, new GatewayClock(0), EngineRig.runStarted(firstNs))) {
                host = running;
                running.start();
                warm(firstNs);
                running.drain();
                final long tookNs = Schedule.run(plan, Math.max(startNs, System.nanoTime() + Plan.LEAD_NS),
                    (message, dueNs) -> publish(message, dueNs + offsetNs));
                running.drain();
                requireWell(running);
                return plan.messages() * 1e9 / Math.max(tookNs, plan.dueNs(plan.messages() - 1) + 1);
            }
        } finally {
            TempDirectory.delete(directory);
        }
    }

    private void requireWell(final RingHost running) {
        if (running.failure() != null) {
            throw new IllegalStateException("the engine stopped: " + running.failure(), running.failure());
        }
    }

    /** The recording's own spacing, ending where the schedule begins. */
    private long warmTimeNs(final int frame) {
        return Plan.EPOCH_NS - 1 - (plan.frames().receiveNs(plan.warmFrames()) - plan.frames().receiveNs(frame));
    }

    private void warm(final long firstNs) {
        final EventScratch scratch = new EventScratch(1);
        scratch.instrumentDefined(0, Tape.definition(true), firstNs);
        publish(scratch.buffer(), 0, scratch.count());
        session.onConnected(0, firstNs);
        session.poll(this);
        for (int i = 0; i < plan.warmFrames(); i++) {
            feed(i, warmTimeNs(i));
        }
    }

    private void publish(final int message, final long engineTimeNs) {
        feed(plan.warmFrames() + message, engineTimeNs);
    }

    private void feed(final int frame, final long timeNs) {
        session.onRecorded(0, plan.frames().buffer(), plan.frames().offset(frame), plan.frames().length(frame), timeNs);
        session.poll(this);
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        while (!host.tryPublish(records, offset, count, FEED)) {
            // the ring is full: the wait counts, because latency runs from the intended moment
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        // a recording answers nothing
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        // the recording holds it
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        // a recording does not
    }
}
