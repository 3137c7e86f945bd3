package io.penstock.engine.host;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Drives the fold from the inbound ring: live, paper and demo.
 *
 * <p>Two stages: the journal stage stamps sequence, engine time and backlog, and appends; the fold applies. They run
 * on one thread (default below 4 cores) or on two. Any number of threads may publish; publishing does not allocate.
 * Market data may use three quarters of the ring; the last quarter is for private and operator events.
 */
public final class RingHost implements EventSink, AutoCloseable {
    private static final long WAIT_PARK_NS = 50_000;
    private static final int BACKLOG_UNITS = 256;

    private final RingBuffer<Slot> ring;
    private final TradingEngine engine;
    private final LogAppender journal;
    private final EngineClock clock;
    private final boolean measure;
    private final int reserve;
    private final MutableDirectBuffer runStarted;
    private final FoldWatch watch;
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<BatchEventProcessor<Slot>> processors;
    private final List<Thread> threads;
    private final Histogram latencyNs = new Histogram(60_000_000_000L, 3);
    private final Sequence done;
    private long lastTimeNs;
    private volatile Throwable failure;

    /**
     * A host whose threads are started by {@link #start}.
     *
     * @param settings   layout
     * @param engine     the fold, recovered up to the end of the journal; its thread is the host's from now on
     * @param journal    the input log
     * @param clock      the only clock
     * @param runStarted record that opens this start, journaled and applied first
     */
    public RingHost(
        final RingSettings settings, final TradingEngine engine, final LogAppender journal, final EngineClock clock,
        final MutableDirectBuffer runStarted) {
        this(settings, engine, journal, clock, runStarted, FoldWatch.NONE);
    }

    /**
     * A host that somebody watches.
     *
     * @param settings   layout
     * @param engine     the fold, recovered up to the end of the journal; its thread is the host's from now on
     * @param journal    the input log
     * @param clock      the only clock
     * @param runStarted record that opens this start, journaled and applied first
     * @param watch      looks at the fold after every event, on its thread
     */
    public RingHost(
        final RingSettings settings, final TradingEngine engine, final LogAppender journal, final EngineClock clock,
        final MutableDirectBuffer runStarted, final FoldWatch watch) {
        this.watch = watch;
        this.engine = engine;
        this.journal = journal;
        this.clock = clock;
        this.measure = settings.measure();
        this.reserve = settings.inboundSlots() / 4;
        this.runStarted = runStarted;
        final UnsafeBuffer memory = new UnsafeBuffer(new byte[settings.inboundSlots() * Records.SLOT_LENGTH]);
        final int[] index = new int[1];
        final int cores = Runtime.getRuntime().availableProcessors();
        ring = RingBuffer.createMultiProducer(
            () -> new Slot(memory, index[0]++), settings.inboundSlots(),
            WaitStrategies.of(settings.waitStrategy(), cores));
        final BatchEventProcessor<Slot> first = stage(settings.oneThread() ? new Both() : new Journal());
        if (settings.oneThread()) {
            processors = List.of(first);
            threads = List.of(thread(settings, first, "engine"));
        } else {
            final BatchEventProcessor<Slot> second = stage(new Apply(), first.getSequence());
            processors = List.of(first, second);
            threads = List.of(thread(settings, first, "journal"), thread(settings, second, "engine"));
        }
        done = processors.get(processors.size() - 1).getSequence();
        ring.addGatingSequences(done);
    }

    private BatchEventProcessor<Slot> stage(final EventHandler<Slot> handler, final Sequence... after) {
        final BatchEventProcessor<Slot> processor =
            new BatchEventProcessorBuilder().build(ring, ring.newBarrier(after), handler);
        processor.setExceptionHandler(new FailFast<>(this::fail));
        return processor;
    }

    private static Thread thread(
        final RingSettings settings, final BatchEventProcessor<Slot> processor, final String name) {
        final Thread thread = settings.threads().newThread(processor);
        thread.setName("penstock-" + name);
        // a failure is kept in failure() and told by the host; the thread has nothing to add
        thread.setUncaughtExceptionHandler((failed, cause) -> { });
        return thread;
    }

    /** Starts the threads: the RunStarted record is journaled and applied before any event. */
    public void start() {
        for (final Thread thread : threads) {
            thread.start();
        }
    }

    private void fail(final Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        // the fold may be waiting for a RunStarted that will never be journaled
        started.countDown();
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        if (failure != null) {
            throw new IllegalStateException("the engine has stopped: " + failure, failure);
        }
        if (!source.priority() && ring.remainingCapacity() - count < reserve) {
            return false;
        }
        final long last;
        try {
            last = ring.tryNext(count);
        } catch (final InsufficientCapacityException full) {
            return false;
        }
        final long nowNs = measure ? System.nanoTime() : 0;
        final long first = last - count + 1;
        for (int i = 0; i < count; i++) {
            final Slot slot = ring.get(first + i);
            final int at = offset + i * Records.SLOT_LENGTH;
            slot.length = Records.length(records, at);
            slot.buffer.putBytes(0, records, at, slot.length);
            slot.source = source.id();
            slot.first = i == 0;
            slot.publishedNs = nowNs;
        }
        ring.publish(first, last);
        return true;
    }

    /**
     * A number that grows whenever something is published. Any thread.
     *
     * @return slots claimed so far, less one
     */
    public long published() {
        return ring.getCursor();
    }

    /**
     * A number that grows whenever an event is applied to its end. Any thread.
     *
     * @return slots applied so far, less one; {@link #published} when none waits
     */
    public long applied() {
        return done.get();
    }

    /** Waits until everything published so far is applied, or the host has failed. */
    public void drain() {
        final long target = ring.getCursor();
        while (failure == null && done.get() < target) {
            LockSupport.parkNanos(WAIT_PARK_NS);
        }
    }

    /**
     * What stopped the host.
     *
     * @return null while all is well
     */
    public Throwable failure() {
        return failure;
    }

    /**
     * Time from publish to the end of the fold's work on that record, in nanoseconds. Read or reset it
     * only while nothing is in flight: after {@link #drain} by the only publisher, or after {@link #close}.
     *
     * @return a histogram, empty when nothing was measured
     */
    public Histogram latencyNs() {
        return latencyNs;
    }

    /** Applies what was published, then stops the threads. */
    @Override
    public void close() {
        drain();
        for (final BatchEventProcessor<Slot> processor : processors) {
            processor.halt();
        }
        for (final Thread thread : threads) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void journalRunStarted() {
        try {
            final long timeNs = clock.engineTimeNs(Records.gatewayTimeNs(runStarted, 0));
            lastTimeNs = timeNs;
            Records.stamp(runStarted, 0, journal.nextSequence(), timeNs, EventSource.HOST.id(), 0);
            journal.append(runStarted, 0, Records.length(runStarted, 0));
        } catch (final Throwable e) {
            fail(e);
            throw e;
        } finally {
            started.countDown();
        }
    }

    private void applyRunStarted() {
        fold(runStarted, Records.length(runStarted, 0));
    }

    /** Whatever stops the fold is told with the input that did, so that it can be found in the journal. */
    private void fold(final MutableDirectBuffer record, final int length) {
        try {
            engine.onEvent(record, 0, length);
            watch.afterEvent(engine, record, 0);
        } catch (final FoldFaultException e) {
            throw e;
        } catch (final Throwable e) {
            throw new FoldFaultException(Records.sequence(record, 0), e);
        }
    }

    private void journal(final Slot slot, final long ringSequence) {
        if (slot.first) {
            // one moment for all chunks of an update: nothing can be due between them
            lastTimeNs = clock.engineTimeNs(Records.gatewayTimeNs(slot.buffer, 0));
        }
        final long backlog = Math.min(
            BACKLOG_UNITS - 1, (ring.getCursor() - ringSequence) * BACKLOG_UNITS / ring.getBufferSize());
        Records.stamp(slot.buffer, 0, journal.nextSequence(), lastTimeNs, slot.source, (int) backlog);
        journal.append(slot.buffer, 0, slot.length);
    }

    private void apply(final Slot slot) {
        fold(slot.buffer, slot.length);
        if (measure) {
            latencyNs.recordValue(Math.max(0, System.nanoTime() - slot.publishedNs));
        }
    }

    /** Journal and fold on one thread. */
    private final class Both implements EventHandler<Slot> {
        @Override
        public void onStart() {
            journalRunStarted();
            applyRunStarted();
        }

        @Override
        public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
            RingHost.this.journal(slot, sequence);
            apply(slot);
        }
    }

    /** The journal stage alone. */
    private final class Journal implements EventHandler<Slot> {
        @Override
        public void onStart() {
            journalRunStarted();
        }

        @Override
        public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
            RingHost.this.journal(slot, sequence);
        }
    }

    /** The fold alone. */
    private final class Apply implements EventHandler<Slot> {
        @Override
        public void onStart() {
            try {
                started.await();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw new IllegalStateException("the journal stage has failed: " + failure, failure);
            }
            applyRunStarted();
        }

        @Override
        public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
            apply(slot);
        }
    }
}
