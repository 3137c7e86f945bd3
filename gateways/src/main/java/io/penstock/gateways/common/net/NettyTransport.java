package io.penstock.gateways.common.net;

import static io.penstock.gateways.common.MarketDataSession.LANES;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.penstock.gateways.common.FeedTransport;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.Feed;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The real I/O below one {@link Feed}: up to two WebSocket connections and the answers to snapshot questions, all on
 * one event loop, which is the feed's thread. While the feed takes nothing, what is read already stays in the network
 * buffer and the rest in the kernel, so that the venue feels it.
 *
 * <p>{@link #start} and {@link #stop} from any thread; everything else is called by the feed. Allocates nothing of its
 * own per frame.
 */
public final class NettyTransport implements FeedTransport {
    private final NetworkThreads threads;
    private final EventLoop loop;
    private final StreamAddress address;
    private final SnapshotSource snapshots;
    private final LongSupplier clockNs;
    private final Consumer<Throwable> faults;
    private final WebSocketListener listener = new Ears();
    private final WebSocketClient[] clients = new WebSocketClient[LANES];
    private final ArrayDeque<Snapshot> waiting = new ArrayDeque<>();
    private final UnsafeBuffer snapshotView = new UnsafeBuffer(0, 0);
    private final Promise<Void> stopped;
    private Feed feed;
    private Future<?> ticker;
    private boolean reading = true;
    private int attempts;

    /** A body that came and was not taken yet. */
    private record Snapshot(int instrument, byte[] body) {
    }

    /**
     * A transport without a feed.
     *
     * @param threads   one of their loops becomes the feed's thread
     * @param address   where to connect
     * @param snapshots answers questions for books
     * @param clockNs   epoch nanoseconds, never backwards
     * @param faults    told when the feed or its session throws, which ends the feed; on the feed's thread
     */
    public NettyTransport(
        final NetworkThreads threads, final StreamAddress address, final SnapshotSource snapshots,
        final LongSupplier clockNs, final Consumer<Throwable> faults) {
        this.threads = threads;
        this.address = address;
        this.snapshots = snapshots;
        this.clockNs = clockNs;
        this.faults = faults;
        loop = threads.next();
        stopped = loop.newPromise();
    }

    /**
     * Starts the feed on its thread. Once.
     *
     * @param newFeed built upon this transport
     */
    public void start(final Feed newFeed) {
        loop.execute(() -> {
            feed = newFeed;
            feed.start(clockNs.getAsLong());
            final long tickNs = Feed.TICK_NS;
            ticker = loop.scheduleWithFixedDelay(this::tick, 0, tickNs, TimeUnit.NANOSECONDS);
        });
    }

    /**
     * Closes the connections.
     *
     * @return done when the feed is told of it and nothing waits any more, or when it broke; wait with a deadline,
     *     since a sink that takes nothing can hold it up
     */
    public Future<Void> stop() {
        loop.execute(() -> {
            if (feed == null) {
                stopped.trySuccess(null);
            } else if (!stopped.isDone()) {
                feed.stop(clockNs.getAsLong());
            }
        });
        return stopped;
    }

    /**
     * Has a book of the feed begun anew. Any thread; after the feed has ended it does nothing.
     *
     * @param instrument which of the session's instruments
     */
    public void resync(final int instrument) {
        loop.execute(() -> {
            if (feed != null && !stopped.isDone()) {
                try {
                    feed.resync(instrument, clockNs.getAsLong());
                } catch (final Throwable fault) { // an executor would swallow it
                    listener.onFault(fault);
                }
            }
        });
    }

    private void tick() {
        try {
            feed.onTimer(clockNs.getAsLong());
            pump();
            if (feed.stopped()) {
                finish();
            }
        } catch (final Throwable fault) { // an executor would swallow it
            listener.onFault(fault);
        }
    }

    private void pump() {
        final boolean give = feed.resume(clockNs.getAsLong());
        while (give && !waiting.isEmpty() && offer(waiting.peek())) {
            waiting.remove();
        }
        for (int lane = 0; lane < LANES; lane++) {
            if (clients[lane] != null) {
                clients[lane].pump(give);
            }
        }
    }

    private boolean offer(final Snapshot snapshot) {
        snapshotView.wrap(snapshot.body());
        return feed.onSnapshot(
            snapshot.instrument(), snapshotView, 0, snapshot.body().length, clockNs.getAsLong());
    }

    private void finish() {
        ticker.cancel(false);
        for (int lane = 0; lane < LANES; lane++) {
            if (clients[lane] != null) {
                clients[lane].close();
                clients[lane] = null;
            }
        }
        waiting.clear();
        stopped.trySuccess(null);
    }

    @Override
    public void connect(final int lane) {
        clients[lane] = new WebSocketClient(threads, loop, address, lane, listener, clockNs);
        clients[lane].reading(reading);
        clients[lane].connect(attempts++);
    }

    @Override
    public void close(final int lane) {
        final WebSocketClient client = clients[lane];
        clients[lane] = null;
        if (client != null) {
            client.close();
        }
        loop.execute(() -> closedByUs(lane));
    }

    private void closedByUs(final int lane) {
        if (clients[lane] == null) {
            listener.onClosed(lane, CloseReason.OURS, CloseReason.OURS.words(), 0);
        }
    }

    @Override
    public void sendText(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        if (clients[lane] != null) {
            clients[lane].sendText(buffer, offset, length);
        }
    }

    @Override
    public void reading(final boolean on) {
        reading = on;
        for (int lane = 0; lane < LANES; lane++) {
            if (clients[lane] != null) {
                clients[lane].reading(on);
            }
        }
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        snapshots.request(instrument, symbol, new SnapshotSource.Answer() {
            @Override
            public void body(final byte[] body) {
                loop.execute(() -> onBody(new Snapshot(instrument, body)));
            }

            @Override
            public void failed(final long notBeforeNs) {
                loop.execute(() -> onFailed(instrument, notBeforeNs));
            }
        });
    }

    private void onBody(final Snapshot snapshot) {
        if (!stopped.isDone()) {
            try {
                if (!waiting.isEmpty() || !offer(snapshot)) {
                    waiting.add(snapshot);
                }
            } catch (final Throwable fault) { // an executor would swallow it
                listener.onFault(fault);
            }
        }
    }

    private void onFailed(final int instrument, final long notBeforeNs) {
        if (!stopped.isDone()) {
            try {
                feed.onSnapshotFailed(instrument, notBeforeNs, clockNs.getAsLong());
            } catch (final Throwable fault) { // an executor would swallow it
                listener.onFault(fault);
            }
        }
    }

    /** Hears the connections. */
    private final class Ears implements WebSocketListener {
        @Override
        public void onOpen(final int lane) {
            try {
                feed.onOpen(lane, clockNs.getAsLong());
            } catch (final Throwable fault) { // the pipeline would swallow it
                onFault(fault);
            }
        }

        @Override
        public boolean onMessage(
            final int lane, final boolean binary, final DirectBuffer buffer, final int offset, final int length) {
            final long nowNs = clockNs.getAsLong();
            return binary ? feed.onBinary(lane, buffer, offset, length, nowNs)
                : feed.onText(lane, buffer, offset, length, nowNs);
        }

        @Override
        public void onControlFrame(final int lane) {
            feed.onControlFrame(lane, clockNs.getAsLong());
        }

        @Override
        public void onClosed(final int lane, final CloseReason reason, final String words, final long notBeforeNs) {
            clients[lane] = null;
            if (!stopped.isDone()) {
                try {
                    feed.onClosed(lane, reason, words, notBeforeNs, clockNs.getAsLong());
                } catch (final Throwable fault) { // the pipeline would swallow it
                    onFault(fault);
                }
            }
        }

        @Override
        public void onFault(final Throwable fault) {
            if (!stopped.isDone()) {
                finish();
                faults.accept(fault);
            }
        }
    }
}
