package io.penstock.gateways.emulator.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One emulated venue behind one port: WebSocket where a client asks for it, HTTP otherwise. Everything happens on one
 * event loop; the venue is advanced when it has something to do.
 */
final class EmulatorServer implements EmulatorWire {
    private static final int MAX_REQUEST = 1 << 16;
    private static final long MOST_PENDING_BYTES = 16L << 20;
    private static final long SHORTEST_WAIT_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int GOING_AWAY = 1001;

    private final EmulatedVenue venue;
    private final VenueClock clock;
    private final EventLoop loop;
    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Set<Integer> halfOpen = new LinkedHashSet<>();
    private final Set<Channel> touched = new LinkedHashSet<>();
    private final ChannelGroup all;
    private int lastConnection;
    private long plannedNs = Long.MAX_VALUE;
    private Future<?> planned;
    private boolean stopped;

    EmulatorServer(final EmulatedVenue venue, final VenueClock clock, final EventLoop loop) {
        this.venue = venue;
        this.clock = clock;
        this.loop = loop;
        all = new DefaultChannelGroup(loop);
    }

    /** Listens; the port. */
    int bind(final String host, final int port, final EmulatorTls tls, final Class<? extends ServerChannel> kind)
        throws InterruptedException {
        final EmulatorServer self = this;
        final Channel listening = new ServerBootstrap().group(loop).channel(kind)
            .option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(final Channel channel) {
                    all.add(channel);
                    if (tls != null) {
                        channel.pipeline().addLast(tls.context().newHandler(channel.alloc()));
                    }
                    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_REQUEST),
                        new ServerSocketHandler(self));
                }
            }).bind(host, port).sync().channel();
        all.add(listening);
        loop.execute(this::tick);
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Ends every connection and stops listening. */
    void close() throws InterruptedException {
        loop.submit(() -> {
            stopped = true;
            if (planned != null) {
                planned.cancel(false);
            }
        }).sync();
        all.close().sync();
    }

    private void tick() {
        plannedNs = Long.MAX_VALUE;
        if (!stopped) {
            venue.advance(clock.nowNs());
            pump();
        }
    }

    /** Sends what waits and plans the next advance. */
    private void pump() {
        venue.poll(this);
        for (final Channel channel : touched) {
            channel.flush();
        }
        touched.clear();
        final long dueNs = venue.nextDueNs();
        if (dueNs < plannedNs && !stopped) {
            if (planned != null) {
                planned.cancel(false);
            }
            plannedNs = dueNs;
            planned = loop.schedule(
                this::tick, Math.max(SHORTEST_WAIT_NS, clock.waitNs(dueNs)), TimeUnit.NANOSECONDS);
        }
    }

    int opened(final Channel channel, final String path) {
        final int connection = ++lastConnection;
        channels.put(connection, channel);
        venue.onOpen(connection, path, clock.nowNs());
        pump();
        return connection;
    }

    boolean halfOpen(final int connection) {
        return halfOpen.contains(connection);
    }

    void text(final int connection, final String text) {
        venue.onText(connection, text, clock.nowNs());
        pump();
    }

    void pong(final int connection, final byte[] payload) {
        venue.onPong(connection, payload, clock.nowNs());
        pump();
    }

    void closed(final int connection) {
        channels.remove(connection);
        halfOpen.remove(connection);
        if (!stopped) {
            venue.onClosed(connection, clock.nowNs());
            pump();
        }
    }

    HttpAnswer http(final String method, final String uri, final Map<String, String> headers, final String body) {
        if (uri.equals(LedgerText.PATH) && venue.office() != null) {
            return HttpAnswer.ok(LedgerText.of(venue.office()));
        }
        final HttpAnswer answer = venue.onHttp(method, uri, headers, body, clock.nowNs());
        pump();
        return answer;
    }

    /** Does something after a time of the venue's clock. */
    void later(final long delayNs, final Runnable action) {
        loop.schedule(action, Math.max(SHORTEST_WAIT_NS, clock.waitNs(clock.nowNs() + delayNs)),
            TimeUnit.NANOSECONDS);
    }

    private void write(final int connection, final WebSocketFrame frame) {
        final Channel channel = channels.get(connection);
        if (channel == null || !channel.isActive() || halfOpen.contains(connection)) {
            frame.release();
            return;
        }
        channel.write(frame);
        touched.add(channel);
        if (!channel.isWritable() && pending(channel) > MOST_PENDING_BYTES) {
            close(connection, Ending.RST); // as venues do with those who do not read
        }
    }

    private static long pending(final Channel channel) {
        return channel.unsafe().outboundBuffer() == null ? 0
            : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    @Override
    public void sendText(final int connection, final byte[] text) {
        write(connection, new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        write(connection, new BinaryWebSocketFrame(Unpooled.wrappedBuffer(data)));
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        write(connection, new PingWebSocketFrame(Unpooled.wrappedBuffer(payload)));
    }

    @Override
    public void close(final int connection, final Ending how) {
        final Channel channel = channels.get(connection);
        if (channel == null) {
            return;
        }
        switch (how) {
            case CLOSE_FRAME -> channel.writeAndFlush(new CloseWebSocketFrame(GOING_AWAY, "going away"))
                .addListener(ChannelFutureListener.CLOSE);
            case FIN -> channel.close();
            case RST -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.close();
            }
            // what comes is thrown away, so that the client's own end is noticed
            default -> halfOpen.add(connection);
        }
    }
}
