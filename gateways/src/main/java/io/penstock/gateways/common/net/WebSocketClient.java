package io.penstock.gateways.common.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.penstock.gateways.common.feed.CloseReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.agrona.DirectBuffer;

/**
 * One WebSocket connection, from the name of its host to its end; never used again. No extension is offered, and one
 * that the server insists on ends the connection. Pings are answered on the event loop with the same payload, each at
 * most once and no more than four a second, the latest first: venues count pongs too.
 *
 * <p>Event loop only. Allocates nothing of its own per message received.
 */
final class WebSocketClient implements FrameOwner {
    static final int STATUS_NORMAL = 1000;
    private static final int MOST_ANSWER_BYTES = 64 << 10;
    private static final int MOST_CONTROL_BYTES = 125;
    private static final long PONG_EVERY_NS = 250_000_000L;
    private static final long FORCE_CLOSE_MS = 1_000;

    private final NetworkThreads threads;
    private final EventLoop loop;
    private final StreamAddress address;
    private final int lane;
    private final WebSocketListener listener;
    private final LongSupplier clockNs;
    private final FrameReader reader;
    private final byte[] pingPayload = new byte[MOST_CONTROL_BYTES];
    private int pingLength = -1;
    private long pongAtNs = Long.MIN_VALUE;
    private Channel channel;
    private boolean open;
    private boolean over;
    private boolean reading = true;

    WebSocketClient(
        final NetworkThreads threads, final EventLoop loop, final StreamAddress address, final int lane,
        final WebSocketListener listener, final LongSupplier clockNs) {
        this.threads = threads;
        this.loop = loop;
        this.address = address;
        this.lane = lane;
        this.listener = listener;
        this.clockNs = clockNs;
        reader = new FrameReader(this, address.rules().maxFrameBytes());
    }

    /** Begins to connect; the listener hears what comes of it, later. */
    void connect(final int attempt) {
        try {
            threads.lookups().execute(() -> lookUp(attempt));
        } catch (final RejectedExecutionException e) {
            loop.execute(() -> failed(CloseReason.NAME, "too many names wait to be resolved", 0));
        }
    }

    private void lookUp(final int attempt) {
        try {
            final InetAddress[] found = InetAddress.getAllByName(address.host());
            final InetAddress chosen = found[Math.floorMod(attempt, found.length)];
            loop.execute(() -> connectTo(new InetSocketAddress(chosen, address.port())));
        } catch (final UnknownHostException e) {
            loop.execute(() -> failed(CloseReason.NAME, "host '" + address.host() + "' cannot be resolved", 0));
        }
    }

    private void connectTo(final InetSocketAddress target) {
        if (over) {
            return;
        }
        final int timeoutMs = (int) Math.max(1, address.rules().openTimeoutNs() / 1_000_000L);
        final ChannelFuture connecting = new Bootstrap().group(loop).channel(threads.channelClass())
            .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
            .handler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel fresh) {
                    if (address.secure()) {
                        fresh.pipeline().addLast(tls(timeoutMs));
                    }
                    fresh.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_ANSWER_BYTES),
                        new Upgrade(WebSocketClient.this, address, reader));
                }
            }).connect(target);
        channel = connecting.channel();
        connecting.addListener(future -> {
            if (!future.isSuccess()) {
                failed(future.cause() instanceof ConnectTimeoutException ? CloseReason.TIMEOUT : CloseReason.CONNECT,
                    "no connection: " + future.cause().getMessage(), 0);
            }
        });
    }

    private SslHandler tls(final int timeoutMs) {
        final SSLEngine engine = address.tls().createSSLEngine(address.host(), address.port());
        engine.setUseClientMode(true);
        final SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        final SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(timeoutMs);
        return handler;
    }

    void opened() {
        if (!over) {
            open = true;
            applyReading();
            listener.onOpen(lane);
        }
    }

    /** Whether a frame can leave. */
    boolean usable() {
        return open && !over && channel.isActive();
    }

    /** Sends a text frame. */
    void sendText(final DirectBuffer buffer, final int offset, final int length) {
        if (open && !over) {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(copy)), channel.voidPromise());
        }
    }

    /** Whether bytes are taken from the socket; a message that was not taken keeps it shut all the same. */
    void reading(final boolean on) {
        reading = on;
        applyReading();
    }

    private void applyReading() {
        // Until the upgrade is answered Netty reads: nothing of it is the engine's.
        if (open && !over) {
            final boolean wanted = reading && !reader.held();
            if (channel.config().isAutoRead() != wanted) {
                channel.config().setAutoRead(wanted);
            }
        }
    }

    /** Gives again what was not taken, and answers a ping that had to wait. */
    void pump(final boolean give) {
        if (open && !over) {
            if (give && reader.held()) {
                reader.pump();
            }
            applyReading();
            pongWhenDue();
        }
    }

    /** Whether a message waits to be taken. */
    boolean held() {
        return reader.held();
    }

    /** Ends the connection; the listener hears nothing more. */
    void close() {
        end(STATUS_NORMAL, "");
    }

    private void end(final int status, final String words) {
        if (over) {
            return;
        }
        over = true;
        reader.close();
        if (channel == null) {
            return;
        }
        if (open && status != 0 && channel.isActive()) {
            channel.config().setAutoRead(true);
            channel.writeAndFlush(new CloseWebSocketFrame(status, words)).addListener(ChannelFutureListener.CLOSE);
            // A peer that reads nothing would keep the close frame, and with it the socket.
            final Channel closing = channel;
            loop.schedule(() -> { closing.close(); }, FORCE_CLOSE_MS, TimeUnit.MILLISECONDS);
        } else {
            channel.close();
        }
    }

    @Override
    public void failed(final CloseReason reason, final String words, final long notBeforeNs) {
        if (!over) {
            end(0, "");
            listener.onClosed(lane, reason, words, notBeforeNs);
        }
    }

    @Override
    public void violated(final CloseReason reason, final int status, final String words) {
        if (!over) {
            end(status, "");
            listener.onClosed(lane, reason, words, 0);
        }
    }

    @Override
    public boolean message(final boolean binary, final DirectBuffer buffer, final int offset, final int length) {
        final boolean taken = listener.onMessage(lane, binary, buffer, offset, length);
        if (!taken && open && !over) {
            channel.config().setAutoRead(false);
        }
        return taken;
    }

    @Override
    public void ping(final ByteBuf frame, final int at, final int length) {
        frame.getBytes(at, pingPayload, 0, length);
        pingLength = length;
        listener.onControlFrame(lane);
        pongWhenDue();
    }

    @Override
    public void pong() {
        listener.onControlFrame(lane);
    }

    private void pongWhenDue() {
        if (pingLength >= 0 && open && !over) {
            final long nowNs = clockNs.getAsLong();
            if (pongAtNs == Long.MIN_VALUE || nowNs - pongAtNs >= PONG_EVERY_NS) {
                pongAtNs = nowNs;
                channel.writeAndFlush(
                    new PongWebSocketFrame(Unpooled.copiedBuffer(pingPayload, 0, pingLength)), channel.voidPromise());
                pingLength = -1;
            }
        }
    }

    @Override
    public void closeFrame(final ByteBuf frame, final int at, final int length) {
        final int status = length >= 2 ? frame.getUnsignedShort(at) : STATUS_NORMAL;
        final String said = length > 2 ? ": " + frame.toString(at + 2, length - 2, StandardCharsets.UTF_8) : "";
        // Codes that stand for no code must not be sent.
        final boolean sendable = status >= 3000 && status < 5000 || status >= 1000 && status <= 1014
            && (status < 1004 || status > 1006);
        if (!over) {
            end(sendable ? status : STATUS_NORMAL, "");
            listener.onClosed(lane, CloseReason.CLOSE_FRAME,
                "the venue closed" + (length >= 2 ? " with " + status : "") + said, 0);
        }
    }

    @Override
    public void fault(final Throwable fault) {
        listener.onFault(fault);
    }

    long nowNs() {
        return clockNs.getAsLong();
    }
}
