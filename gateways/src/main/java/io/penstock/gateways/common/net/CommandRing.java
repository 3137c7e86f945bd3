package io.penstock.gateways.common.net;

import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.order.OrderLink;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Order commands from the outbound thread to the link's: one writer, one reader, in order, nothing lost. Allocated
 * whole in the constructor.
 */
final class CommandRing {
    private static final int CAPACITY = 1 << 20;
    private static final int COMMAND = 1;
    private static final long FULL_PARK_NS = 50_000;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(
            CAPACITY + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
    private final AtomicBoolean awake = new AtomicBoolean();
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final MessageHandler handler = this::onMessage;
    private OrderLink link;
    private LongSupplier clockNs;

    /** Takes a copy of a record; waits while the ring is full, and asks {@code check} each time whether to go on. */
    void offer(final DirectBuffer record, final int offset, final int length, final Runnable check) {
        check.run();
        while (!ring.write(COMMAND, record, offset, length)) {
            check.run();
            LockSupport.parkNanos(FULL_PARK_NS);
        }
    }

    /** True when the reader must be told that there is something. */
    boolean wakeUp() {
        return awake.compareAndSet(false, true);
    }

    /** Gives everything to the link, on its thread. */
    void drain(final OrderLink target, final LongSupplier clock) {
        link = target;
        clockNs = clock;
        awake.set(false);
        ring.read(handler);
    }

    private void onMessage(
        final int type, final MutableDirectBuffer buffer, final int offset, final int length) {
        final int blockLength = buffer.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int version = buffer.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
        link.onCommand(command.wrap(buffer, offset + Records.HEADER_LENGTH, blockLength, version),
            clockNs.getAsLong());
    }
}
