package io.penstock.bench.wire;

import io.penstock.bench.TempDirectory;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.latency.Plan;
import io.penstock.bench.latency.Probe;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.OutboundRing;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.common.net.NettyTransport;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.net.SnapshotSource;
import io.penstock.gateways.common.net.StreamAddress;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * One round of ours: socket, frame reader, feed, the venue's session, inbound ring, journal on disk, fold with a
 * strategy, outbound ring; as in production, but that a full ring makes the network thread wait instead of dropping,
 * so that messages keep their numbers.
 */
final class GatewayRound {
    private static final EventSource FEED = new EventSource(1, false);
    private static final long MS = 1_000_000L;
    private static final ConnectionRules RULES =
        new ConnectionRules(0, 0, 0, 60_000 * MS, 10_000 * MS, 4 << 20);

    private final WirePlan plan;
    private final SenderProcess sender;
    private final InstrumentDefinition definition;
    private final long offsetNs = Plan.EPOCH_NS - System.nanoTime();
    private final IntendedTime session;
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    private GatewayRound(final WirePlan plan, final SenderProcess sender, final InstrumentDefinition definition) {
        this.plan = plan;
        this.sender = sender;
        this.definition = definition;
        session = new IntendedTime(plan.session().session(definition), plan, offsetNs);
    }

    /**
     * Runs the round.
     *
     * @param plan       what and when
     * @param sender     the venue
     * @param definition of its instrument
     * @param directory  for the journal; deleted
     * @param histogram  takes nanoseconds from intended moment to decision
     * @return what else there is to say
     */
    static Outcome run(
        final WirePlan plan, final SenderProcess sender, final InstrumentDefinition definition, final Path directory,
        final Histogram histogram) {
        try {
            return new GatewayRound(plan, sender, definition).measure(directory, histogram);
        } finally {
            TempDirectory.delete(directory);
        }
    }

    private Outcome measure(final Path directory, final Histogram histogram) {
        final int cores = Runtime.getRuntime().availableProcessors();
        final RingSettings settings = new RingSettings(Plan.INBOUND_SLOTS, Plan.INBOUND_SLOTS, plan.waiting(),
            plan.oneThread(), RingSettings.defaults().threads(), false);
        try (JournalAppender journal = JournalAppender.open(JournalConfig.input(directory));
            OutboundRing outbound = new OutboundRing(Plan.INBOUND_SLOTS, WaitStrategies.of(plan.waiting(), cores),
                settings.threads(), new OutputLog(null))) {
            final TradingEngine engine = new TradingEngine(
                EngineRig.config(CapacityConfig.defaults(), "flash", Probe.NAME),
                List.of(new FlashFactory(), new Probe(histogram, offsetNs, Plan.EPOCH_NS)), true, outbound);
            final long firstNs = session.warmTimeNs(0) - 1;
            try (RingHost host = new RingHost(
                settings, engine, journal, new GatewayClock(0), EngineRig.runStarted(firstNs))) {
                host.start();
                final EventSink sink = (records, offset, count, source) -> {
                    while (!host.tryPublish(records, offset, count, source)) {
                        // the wait counts, because latency runs from the intended moment
                        Thread.onSpinWait();
                    }
                    return true;
                };
                final EventScratch scratch = new EventScratch(1);
                scratch.instrumentDefined(0, definition, firstNs);
                sink.tryPublish(scratch.buffer(), 0, scratch.count(), FEED);
                final Outcome outcome = connected(sink);
                host.drain();
                require(host.failure() == null, "the engine stopped: " + host.failure());
                return outcome;
            }
        }
    }

    private Outcome connected(final EventSink sink) {
        try (NetworkThreads threads = new NetworkThreads(1)) {
            final NettyTransport transport = new NettyTransport(threads,
                StreamAddress.of("ws://127.0.0.1:" + sender.wirePort(), "/stream", RULES, null), this::snapshot,
                () -> System.nanoTime() + offsetNs, fault::set);
            final Feed feed = new Feed(new FeedPlan("bench", "/stream", session, List.of(0)), FEED, sink, RULES,
                new ConnectionBudget(RULES), transport, 1);
            transport.start(feed);
            try {
                return streamed();
            } finally {
                transport.stop().awaitUninterruptibly(5, TimeUnit.SECONDS);
            }
        }
    }

    private void snapshot(final int instrument, final String symbol, final SnapshotSource.Answer answer) {
        sender.snapshot().whenComplete((body, failure) -> {
            if (failure == null) {
                answer.body(body);
            } else {
                answer.failed(0);
            }
        });
    }

    private Outcome streamed() {
        Deadline.await("a connection", () -> fault.get() != null || session.connected());
        sender.send(0, plan.warmMessages(), System.nanoTime() + Plan.LEAD_NS, WirePlan.WARM_PER_SECOND);
        sender.sent();
        Deadline.await("the warm-up", () -> fault.get() != null || session.heard() >= plan.warmMessages());
        // the answer over HTTP may come behind the last of the warm-up
        Deadline.await("the book", () -> fault.get() != null || session.syncedAtTimer());
        require(fault.get() == null, "the feed broke: " + fault.get());
        final Outcome.Meter before = Outcome.Meter.of(session.thread());
        final long startNs = System.nanoTime() + Plan.LEAD_NS;
        session.schedule(startNs);
        sender.send(plan.warmMessages(), plan.messages(), startNs, plan.perSecond());
        final SenderProcess.Sent sent = sender.sent();
        final long total = plan.warmMessages() + plan.messages();
        Deadline.await("the last message", () -> fault.get() != null || session.heard() >= total);
        final Outcome outcome = before.over(plan.messages(), System.nanoTime() - startNs, sent);
        require(fault.get() == null && session.heard() == total && session.synced(0),
            "heard " + session.heard() + " of " + total + " messages; fault " + fault.get());
        return outcome;
    }

    private static void require(final boolean condition, final String words) {
        if (!condition) {
            throw new IllegalStateException(words);
        }
    }
}
