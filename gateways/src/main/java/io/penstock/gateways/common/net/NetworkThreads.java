package io.penstock.gateways.common.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which feeds live: some event loops, native epoll where it is there, and a few threads for resolving
 * names, which blocks. Any thread.
 */
public final class NetworkThreads implements AutoCloseable {
    private static final int MOST_LOOKUPS = 32;
    private static final long SHUTDOWN_MS = 2_000;

    private final boolean nativeEpoll;
    private final EventLoopGroup loops;
    private final ThreadPoolExecutor lookups;

    /**
     * Event loops, with epoll if this machine has it.
     *
     * @param threads how many loops
     */
    public NetworkThreads(final int threads) {
        this(threads, true);
    }

    /**
     * Event loops.
     *
     * @param threads     how many loops
     * @param nativeEpoll false for the JDK's selector on every machine
     */
    public NetworkThreads(final int threads, final boolean nativeEpoll) {
        this.nativeEpoll = nativeEpoll && Epoll.isAvailable();
        loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("penstock-net", true),
            this.nativeEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        // A name server that hangs must not hold up other venues: no queue, and more lookups than that are refused.
        lookups = new ThreadPoolExecutor(0, MOST_LOOKUPS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
            new DefaultThreadFactory("penstock-names", true));
    }

    /**
     * A loop for one feed.
     *
     * @return the loops take turns
     */
    EventLoop next() {
        return loops.next();
    }

    /**
     * The loops themselves, for other clients and servers in this process.
     *
     * @return the group; closed with this
     */
    public EventLoopGroup loops() {
        return loops;
    }

    /**
     * What sockets are made of.
     *
     * @return the class of channels that fits the loops
     */
    public Class<? extends SocketChannel> channelClass() {
        return nativeEpoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Whether sockets are driven by the native epoll library.
     *
     * @return false for the JDK's selector
     */
    public boolean nativeEpoll() {
        return nativeEpoll;
    }

    /**
     * Where names may be resolved.
     *
     * @return throws {@code RejectedExecutionException} when too many hang already
     */
    Executor lookups() {
        return lookups;
    }

    /** Ends all threads; waits for two seconds at most. */
    @Override
    public void close() {
        lookups.shutdownNow();
        loops.shutdownGracefully(0, SHUTDOWN_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * SHUTDOWN_MS);
    }
}
