package io.penstock.bench.latency;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.host.WaitStrategies;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One round of the floor: the same records, decoded beforehand, through rings of the same shape, size and wait
 * strategy, to handlers that do nothing but look at the clock.
 */
final class EmptyRound {
    private final Plan plan;
    private final RingBuffer<Slot> ring;
    private final Histogram histogram;
    private final List<BatchEventProcessor<Slot>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Room for one record. */
    private static final class Slot {
        private final UnsafeBuffer buffer;
        private long dueNs;

        private Slot(final UnsafeBuffer memory, final int index) {
            buffer = new UnsafeBuffer(memory, index * Records.SLOT_LENGTH, Records.SLOT_LENGTH);
        }
    }

    private EmptyRound(final Plan plan, final Histogram histogram) {
        this.plan = plan;
        this.histogram = histogram;
        final UnsafeBuffer memory = new UnsafeBuffer(new byte[Plan.INBOUND_SLOTS * Records.SLOT_LENGTH]);
        final int[] index = new int[1];
        ring = RingBuffer.createMultiProducer(() -> new Slot(memory, index[0]++), Plan.INBOUND_SLOTS,
            WaitStrategies.of(plan.waiting(), Runtime.getRuntime().availableProcessors()));
        Sequence last = null;
        if (!plan.oneThread()) {
            last = stage((slot, sequence, endOfBatch) -> { }, new Sequence[0]);
        }
        last = stage(this::onSlot, last == null ? new Sequence[0] : new Sequence[] {last});
        ring.addGatingSequences(last);
    }

    private Sequence stage(final EventHandler<Slot> handler, final Sequence[] after) {
        final BatchEventProcessor<Slot> processor =
            new BatchEventProcessorBuilder().build(ring, ring.newBarrier(after), handler);
        processors.add(processor);
        final Thread thread = new Thread(processor, "empty");
        thread.setDaemon(true);
        threads.add(thread);
        return processor.getSequence();
    }

    private void onSlot(final Slot slot, final long sequence, final boolean endOfBatch) {
        if (slot.dueNs != 0) {
            histogram.recordValue(Math.max(0, System.nanoTime() - slot.dueNs));
        }
    }

    /**
     * Runs the round.
     *
     * @param plan      what and when
     * @param histogram takes nanoseconds from intended moment to handler
     * @return messages per second actually published
     */
    static double run(final Plan plan, final Histogram histogram) {
        return new EmptyRound(plan, histogram).measure();
    }

    private double measure() {
        threads.forEach(Thread::start);
        for (int i = 0; i < plan.warmFrames(); i++) {
            publish(i, 0);
        }
        final long startNs = System.nanoTime() + Plan.LEAD_NS;
        final long tookNs =
            Schedule.run(plan, startNs, (message, dueNs) -> publish(plan.warmFrames() + message, dueNs));
        final Sequence end = processors.get(processors.size() - 1).getSequence();
        while (end.get() < ring.getCursor()) {
            Thread.onSpinWait();
        }
        processors.forEach(BatchEventProcessor::halt);
        for (final Thread thread : threads) {
            join(thread);
        }
        return plan.messages() * 1e9 / Math.max(tookNs, plan.dueNs(plan.messages() - 1) + 1);
    }

    private static void join(final Thread thread) {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(final int frame, final long dueNs) {
        final Tape tape = plan.tape();
        final int from = tape.recordsBefore(frame);
        final int count = tape.recordsBefore(frame + 1) - from;
        if (count == 0) {
            return;
        }
        final long last = ring.next(count);
        final long first = last - count + 1;
        for (int i = 0; i < count; i++) {
            final Slot slot = ring.get(first + i);
            final int offset = tape.offset(from + i);
            slot.buffer.putBytes(0, tape.buffer(), offset, Records.length(tape.buffer(), offset));
            // the message has arrived when its last record has
            slot.dueNs = i + 1 == count ? dueNs : 0;
        }
        ring.publish(first, last);
    }
}
