package io.penstock.tools.host;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import java.util.function.LongSupplier;

/**
 * Lets the engine see that time passes: publishes TimeAdvanced after each interval in which nothing else was
 * published. A daemon thread of its own calls {@link #tick}; does not allocate per tick.
 *
 * <p>A tick that finds no room is left out: then the engine has enough to do, and sees the time by that.
 */
public final class Ticker implements AutoCloseable {
    private static final long MILLION = 1_000_000L;
    /** The host's word, but not into the last quarter of the ring: while that fills, time is seen by what waits. */
    private static final EventSource SOURCE = new EventSource(EventSource.HOST.id(), false);

    private final LongSupplier published;
    private final EventSink sink;
    private final LongSupplier clock;
    private final long intervalNs;
    private final Runnable each;
    private final HostRecords records = new HostRecords();
    private final LookingThread thread = new LookingThread("penstock-ticker", this::run);
    private long seen;

    /**
     * A ticker that is started by {@link #start}.
     *
     * @param published  grows whenever anything is published
     * @param sink       takes the ticks
     * @param clock      nanoseconds since 1970
     * @param intervalMs between two ticks
     * @param each       called after each interval, on the ticker's thread
     */
    public Ticker(
        final LongSupplier published, final EventSink sink, final LongSupplier clock, final long intervalMs,
        final Runnable each) {
        this.published = published;
        this.sink = sink;
        this.clock = clock;
        this.intervalNs = intervalMs * MILLION;
        this.each = each;
        seen = published.getAsLong();
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    private void run() {
        long dueNs = System.nanoTime() + intervalNs;
        while (!thread.ending()) {
            final long leftNs = dueNs - System.nanoTime();
            if (leftNs > 0) {
                thread.pause(leftNs);
                continue;
            }
            dueNs = Math.max(dueNs + intervalNs, System.nanoTime());
            try {
                tick();
                each.run();
            } catch (final IllegalStateException e) {
                // the engine has stopped; who drives the session hears of it there
                return;
            }
        }
    }

    /**
     * One interval is over.
     *
     * @return true when a tick was published
     */
    boolean tick() {
        final long now = published.getAsLong();
        if (now != seen) {
            seen = now;
            return false;
        }
        final boolean told =
            sink.tryPublish(records.timeAdvanced(clock.getAsLong()), 0, 1, SOURCE);
        seen = published.getAsLong();
        return told;
    }

    /** Ends the thread; nothing is published after the return. */
    @Override
    public void close() {
        thread.close();
    }
}
