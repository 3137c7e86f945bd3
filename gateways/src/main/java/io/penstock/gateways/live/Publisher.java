package io.penstock.gateways.live;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes what is seldom and must not be lost, such as definitions: waits for room until it is stopped. Not for
 * threads of feeds. Any thread; does not allocate.
 */
public final class Publisher {
    private static final long PAUSE_NS = 100_000L;

    private final EventSink sink;
    private final EventSource source;
    private volatile boolean stopped;

    /**
     * A publisher.
     *
     * @param sink   takes the records; of a kind that several threads may publish to
     * @param source what they come from
     */
    public Publisher(final EventSink sink, final EventSource source) {
        this.sink = sink;
        this.source = source;
    }

    /**
     * Publishes all records of a scratch at once; waits for room.
     *
     * @param scratch holds them
     * @return false when it or the engine was stopped before there was room
     */
    public boolean publish(final EventScratch scratch) {
        while (!stopped) {
            try {
                if (sink.tryPublish(scratch.buffer(), 0, scratch.count(), source)) {
                    return true;
                }
            } catch (final IllegalStateException gone) {
                // the engine has stopped and its host says why; nothing can be published any more
                stopped = true;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        return false;
    }

    /** Nobody waits any more. */
    public void stop() {
        stopped = true;
    }
}
