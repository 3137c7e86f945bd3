package io.penstock.tools.session;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.event.StopRequestedEncoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.OutboundRing;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RingHost;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One journal through the fold in one of several shapes; the answer is the hash of the outputs, which must not depend
 * on the shape. Also a program, so that other JVMs and flags can be asked: {@code SessionRun JOURNAL SHAPE}.
 */
public final class SessionRun {
    /** How the events reach the fold. */
    public enum Shape {
        /** Inline, from the journal. */
        REPLAY,
        /** Inline, with TimeAdvanced put in at random places. */
        EXTRA_TIME,
        /** Through the rings, one event at a time, journal and fold on one thread. */
        RING_SINGLY,
        /** Through the rings as fast as they take it, journal and fold on two threads, in a ring that keeps filling. */
        RING_BURSTS
    }

    private SessionRun() {
    }

    /**
     * Prints the hash.
     *
     * @param arguments directory of the journal, then a shape
     */
    public static void main(final String[] arguments) {
        System.out.println("sha256 " + run(Path.of(arguments[0]), Shape.valueOf(arguments[1])));
    }

    /** Without control of lag: how full a ring was is an input like any other, and differs from shape to shape. */
    static String run(final Path journal, final Shape shape) {
        final Configuration configuration =
            Everything.configuration("risk.lag_reduce_rate=1", "risk.lag_cancel_rate=1");
        return switch (shape) {
            case REPLAY -> replay(journal, configuration, 0);
            case EXTRA_TIME -> replay(journal, configuration, 7);
            case RING_SINGLY -> ring(journal, configuration, true, true);
            case RING_BURSTS -> ring(journal, configuration, false, false);
        };
    }

    private static UnsafeBuffer start(final Path journal, final Configuration configuration, final long first) {
        final InputLog input = InputLog.open(journal);
        return Backtest.record(RunMode.BACKTEST, 1, first, input, configuration).encode(input.firstTimeNs());
    }

    private static String replay(final Path journal, final Configuration configuration, final long seed) {
        final OutputLog output = new OutputLog(null);
        replay(journal, configuration, seed, output);
        return output.sha256();
    }

    /** Inline, somebody else taking the outputs. */
    static void replay(final Path journal, final Configuration configuration, final OutboundPort outbound) {
        replay(journal, configuration, 0, outbound);
    }

    private static void replay(
        final Path journal, final Configuration configuration, final long seed, final OutboundPort outbound) {
        final TradingEngine engine = Backtest.engine(configuration, outbound);
        final UnsafeBuffer start = start(journal, configuration, 0);
        try (JournalReader reader = JournalReader.open(journal)) {
            engine.begin(start, 0, start.capacity());
            if (seed == 0) {
                new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP, ReplayHost.Progress.NONE)
                    .run(Long.MAX_VALUE);
            } else {
                final ExtraTime extra = new ExtraTime(engine::onEvent, seed);
                while (reader.read(extra)) {
                    continue;
                }
            }
            engine.end();
        }
    }

    /** Puts TimeAdvanced between inputs, at random moments between theirs, never inside a book update. */
    private static final class ExtraTime implements RecordHandler {
        private final RecordHandler next;
        private final SplittableRandom random;
        private final UnsafeBuffer copy = new UnsafeBuffer(new byte[64 * 1024]);
        private final UnsafeBuffer tick = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        private long sequence;
        private long lastNs;

        ExtraTime(final RecordHandler next, final long seed) {
            this.next = next;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            final long nowNs = Records.engineTimeNs(buffer, offset);
            final boolean inside = Records.templateId(buffer, offset) == BookUpdateDecoder.TEMPLATE_ID
                && new BookUpdateDecoder().wrap(
                    buffer, offset + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1).chunkIndex() > 0;
            if (!inside && lastNs > 0 && random.nextInt(4) == 0) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    lastNs += nowNs == lastNs ? 0 : random.nextLong(nowNs - lastNs + 1);
                    tick();
                }
            }
            lastNs = nowNs;
            copy.putBytes(0, buffer, offset, length);
            copy.putLong(Records.SEQUENCE_OFFSET, sequence++);
            next.onRecord(copy, 0, length);
        }

        private void tick() {
            final int length = Records.HEADER_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH;
            EventFrame.header(
                tick, 0, length, TimeAdvancedEncoder.BLOCK_LENGTH, TimeAdvancedEncoder.TEMPLATE_ID, lastNs);
            Records.stamp(tick, 0, sequence++, lastNs, 0, 0);
            next.onRecord(tick, 0, length);
        }
    }

    private static String ring(
        final Path journal, final Configuration configuration, final boolean singly, final boolean oneThread) {
        final RingSettings plain = RingSettings.defaults();
        final RingSettings settings = new RingSettings(1_024, 1_024, "blocking", oneThread, plain.threads(), false);
        final OutputLog output = new OutputLog(null);
        final OutboundRing outbound =
            new OutboundRing(1_024, WaitStrategies.of("blocking", 2), plain.threads(), output);
        final TradingEngine engine = Backtest.engine(configuration, outbound);
        final RingHost host = new RingHost(
            settings, engine, new Discard(), new GatewayClock(0), start(journal, configuration, 0));
        host.start();
        final Feed feed = new Feed(host, singly);
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.read(feed)) {
                continue;
            }
            feed.stop();
        }
        host.close();
        outbound.close();
        if (host.failure() != null || outbound.failure() != null) {
            throw new IllegalStateException("the host stopped", host.failure());
        }
        return output.sha256();
    }

    /** Publishes records as a gateway does: the chunks of a book update together, engine time as gateway time. */
    private static final class Feed implements RecordHandler {
        private static final int MOST = 768;

        private final RingHost host;
        private final boolean singly;
        private final UnsafeBuffer run = new UnsafeBuffer(new byte[MOST * Records.SLOT_LENGTH]);
        private final BookUpdateDecoder update = new BookUpdateDecoder();
        private int count;

        Feed(final RingHost host, final boolean singly) {
            this.host = host;
            this.singly = singly;
        }

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            final int template = Records.templateId(buffer, offset);
            if (template == RunStartedDecoder.TEMPLATE_ID || template == 1) {
                return;
            }
            final int at = count++ * Records.SLOT_LENGTH;
            run.putBytes(at, buffer, offset, length);
            run.putLong(at + Records.GATEWAY_TIME_OFFSET, Records.engineTimeNs(buffer, offset));
            if (template == BookUpdateDecoder.TEMPLATE_ID) {
                update.wrap(run, at + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1);
                if (update.chunkIndex() + 1 < update.chunkCount()) {
                    return;
                }
            }
            flush();
        }

        /** The clean stop, at the moment of the last event. */
        void stop() {
            final int length = Records.HEADER_LENGTH + StopRequestedEncoder.BLOCK_LENGTH;
            new StopRequestedEncoder().wrap(run, Records.HEADER_LENGTH).reason((short) 0).reserved((short) 0)
                .reserved2((short) 0).reserved3(0);
            EventFrame.header(run, 0, length, StopRequestedEncoder.BLOCK_LENGTH, StopRequestedEncoder.TEMPLATE_ID, 0);
            count = 1;
            flush();
        }

        void flush() {
            if (count > 0) {
                while (!host.tryPublish(run, 0, count, new EventSource(1, true))) {
                    Thread.onSpinWait();
                }
                count = 0;
                if (singly) {
                    host.drain();
                }
            }
        }
    }

    /** A log that numbers and forgets: the shape of the hosts is what is asked here. */
    private static final class Discard implements LogAppender {
        private long sequence;

        @Override
        public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
            buffer.putLong(offset + Records.SEQUENCE_OFFSET, sequence);
            return sequence++;
        }

        @Override
        public long nextSequence() {
            return sequence;
        }

        @Override
        public void close() {
        }
    }
}
