package io.penstock.tools.live.trade;

import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayDeque;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps the outputs of a start until there is somebody to take them: the engine runs before its order gateway can be
 * made. {@link #publish} on the output thread, {@link #open} on any, once.
 */
final class LatePort implements OutboundPort {
    private final ArrayDeque<UnsafeBuffer> kept = new ArrayDeque<>();
    private volatile OutboundPort target;

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final OutboundPort there = target;
        if (there != null) {
            there.publish(record, offset, length);
        } else {
            keep(record, offset, length);
        }
    }

    private synchronized void keep(final MutableDirectBuffer record, final int offset, final int length) {
        if (target != null) {
            target.publish(record, offset, length);
        } else {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[Math.max(length, Records.HEADER_LENGTH)]);
            copy.putBytes(0, record, offset, length);
            kept.add(copy);
        }
    }

    /** Hands over what was kept, in order; everything later goes there at once. */
    synchronized void open(final OutboundPort port) {
        while (!kept.isEmpty()) {
            final UnsafeBuffer record = kept.remove();
            port.publish(record, 0, record.capacity());
        }
        target = port;
    }
}
