package io.penstock.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.penstock.bench.latency.Plan;
import io.penstock.gateways.common.net.NetworkThreads;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * One round of the floor: the same frames from the same sender into Netty's own WebSocket client, with a handler behind
 * it that does nothing with a frame but look at the clock.
 */
final class FloorRound extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int MOST_BYTES = 4 << 20;

    private final WirePlan plan;
    private final Histogram histogram;
    private final AtomicLong heard = new AtomicLong();
    private volatile Thread thread;
    private volatile long startNs;
    private long count;

    private FloorRound(final WirePlan plan, final Histogram histogram) {
        this.plan = plan;
        this.histogram = histogram;
    }

    /**
     * Runs the round.
     *
     * @param plan      what and when
     * @param sender    the venue
     * @param histogram takes nanoseconds from intended moment to handler
     * @return what else there is to say
     */
    static Outcome run(final WirePlan plan, final SenderProcess sender, final Histogram histogram) {
        return new FloorRound(plan, histogram).measure(sender);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            thread = Thread.currentThread();
        }
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame) {
        final long measured = count - plan.warmMessages();
        if (measured >= 0) {
            final long dueNs = startNs + WirePlan.dueNs(measured, plan.perSecond());
            histogram.recordValue(Math.max(0, System.nanoTime() - dueNs));
        }
        heard.lazySet(++count);
    }

    private Outcome measure(final SenderProcess sender) {
        try (NetworkThreads threads = new NetworkThreads(1)) {
            final Channel channel = new Bootstrap().group(threads.loops()).channel(threads.channelClass())
                .option(ChannelOption.TCP_NODELAY, true).handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel fresh) {
                        fresh.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_BYTES),
                            new WebSocketClientProtocolHandler(WebSocketClientHandshakerFactory.newHandshaker(
                                URI.create("ws://127.0.0.1:" + sender.wirePort() + "/stream"), WebSocketVersion.V13,
                                null, false, new DefaultHttpHeaders(), MOST_BYTES)), FloorRound.this);
                    }
                }).connect(InetAddress.getLoopbackAddress(), sender.wirePort()).syncUninterruptibly().channel();
            Deadline.await("a connection", () -> thread != null);
            sender.send(0, plan.warmMessages(), System.nanoTime() + Plan.LEAD_NS, WirePlan.WARM_PER_SECOND);
            sender.sent();
            Deadline.await("the warm-up", () -> heard.get() >= plan.warmMessages());
            final Outcome.Meter before = Outcome.Meter.of(thread);
            final long newStartNs = System.nanoTime() + Plan.LEAD_NS;
            startNs = newStartNs;
            sender.send(plan.warmMessages(), plan.messages(), newStartNs, plan.perSecond());
            final SenderProcess.Sent sent = sender.sent();
            Deadline.await("the last message", () -> heard.get() >= plan.warmMessages() + plan.messages());
            final Outcome outcome = before.over(plan.messages(), System.nanoTime() - newStartNs, sent);
            channel.close().syncUninterruptibly();
            return outcome;
        }
    }
}
