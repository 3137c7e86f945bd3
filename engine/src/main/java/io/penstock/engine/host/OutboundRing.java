package io.penstock.engine.host;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Carries outputs from the fold to the output thread, in order, without loss: the fold waits when it is full.
 *
 * <p>A record longer than a slot travels in several. Published from the engine thread only; does not allocate.
 */
public final class OutboundRing implements OutboundPort, AutoCloseable {
    private static final long DRAIN_PARK_NS = 50_000;

    private final RingBuffer<Slot> ring;
    private final BatchEventProcessor<Slot> processor;
    private final Thread thread;
    private volatile Throwable failure;

    /**
     * A ring; its thread starts at once.
     *
     * @param slots   a power of two
     * @param waiting how the output thread waits
     * @param threads makes the output thread
     * @param target  takes the records on the output thread
     */
    public OutboundRing(
        final int slots, final WaitStrategy waiting, final ThreadFactory threads, final OutboundPort target) {
        final UnsafeBuffer memory = new UnsafeBuffer(new byte[slots * Records.SLOT_LENGTH]);
        final int[] index = new int[1];
        ring = RingBuffer.createSingleProducer(() -> new Slot(memory, index[0]++), slots, waiting);
        processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), new Drain(target));
        processor.setExceptionHandler(new FailFast<>(this::fail));
        ring.addGatingSequences(processor.getSequence());
        thread = threads.newThread(processor);
        thread.setName("penstock-output");
        // a failure is kept in failure() and told by the host; the thread has nothing to add
        thread.setUncaughtExceptionHandler((failed, cause) -> { });
        thread.start();
    }

    private void fail(final Throwable cause) {
        failure = cause;
        processor.halt();
        // whoever waits for room must not wait for ever
        ring.removeGatingSequence(processor.getSequence());
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        if (failure != null) {
            throw new IllegalStateException("the output thread has failed: " + failure, failure);
        }
        int done = 0;
        while (done < length) {
            final int part = Math.min(Records.SLOT_LENGTH, length - done);
            final long sequence = ring.next();
            final Slot slot = ring.get(sequence);
            slot.buffer.putBytes(0, record, offset + done, part);
            slot.length = part;
            slot.first = done == 0;
            done += part;
            slot.last = done == length;
            ring.publish(sequence);
        }
    }

    /** Waits until everything published is with the target. */
    public void drain() {
        while (failure == null && processor.getSequence().get() < ring.getCursor()) {
            LockSupport.parkNanos(DRAIN_PARK_NS);
        }
    }

    /**
     * What stopped the output thread.
     *
     * @return null while all is well
     */
    public Throwable failure() {
        return failure;
    }

    /** Drains, then stops the output thread. */
    @Override
    public void close() {
        drain();
        processor.halt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Drain implements EventHandler<Slot> {
        private final OutboundPort target;
        private final ExpandableArrayBuffer whole = new ExpandableArrayBuffer(8_192);
        private int collected;

        Drain(final OutboundPort target) {
            this.target = target;
        }

        @Override
        public void onEvent(final Slot slot, final long sequence, final boolean endOfBatch) {
            if (slot.first && slot.last) {
                target.publish(slot.buffer, 0, slot.length);
                return;
            }
            collected = slot.first ? 0 : collected;
            whole.putBytes(collected, slot.buffer, 0, slot.length);
            collected += slot.length;
            if (slot.last) {
                target.publish(whole, 0, collected);
            }
        }
    }
}
