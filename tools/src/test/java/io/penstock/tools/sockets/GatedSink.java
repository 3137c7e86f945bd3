package io.penstock.tools.sockets;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/** A sink that can be shut for a moment, so that the fold behind it stands still. Any thread. */
final class GatedSink implements EventSink {
    private final EventSink sink;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean shut;

    GatedSink(final EventSink sink) {
        this.sink = sink;
    }

    /** Takes nothing from now on; nobody is inside any more after the return. */
    void shut() {
        shut = true;
        while (inside.get() > 0) {
            Thread.onSpinWait();
        }
    }

    void open() {
        shut = false;
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        inside.incrementAndGet();
        try {
            return !shut && sink.tryPublish(records, offset, count, source);
        } finally {
            inside.decrementAndGet();
        }
    }
}
