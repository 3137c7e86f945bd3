package io.penstock.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.penstock.gateways.common.net.NetworkThreads;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The framed bytes of a recording to Netty's bare echo server in the other process and back, one after the other: what
 * two processes on this machine need to say a word each.
 */
final class EchoRound extends ChannelInboundHandlerAdapter {
    private static final int WARM = 5_000;

    private final WireFrames frames;
    private final ByteBuf bytes;
    private final Histogram histogram;
    private final int messages;
    private final CountDownLatch done = new CountDownLatch(1);
    private int message = -1;
    private int missing;
    private long sentNs;

    private EchoRound(final WireFrames frames, final int messages, final Histogram histogram) {
        this.frames = frames;
        this.messages = messages;
        this.histogram = histogram;
        bytes = Unpooled.wrappedBuffer(frames.wire().duplicate());
    }

    /**
     * Runs the round.
     *
     * @param frames    what to say
     * @param messages  how many are measured
     * @param port      of the echo server
     * @param histogram takes nanoseconds there and back
     */
    static void run(final WireFrames frames, final int messages, final int port, final Histogram histogram) {
        final EchoRound round = new EchoRound(frames, messages, histogram);
        try (NetworkThreads threads = new NetworkThreads(1)) {
            new Bootstrap().group(threads.loops()).channel(threads.channelClass())
                .option(ChannelOption.TCP_NODELAY, true).handler(round)
                .connect(InetAddress.getLoopbackAddress(), port).syncUninterruptibly();
            if (!round.done.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the echo does not answer");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        next(context);
    }

    private void next(final ChannelHandlerContext context) {
        if (++message == WARM + messages) {
            context.close();
            done.countDown();
            return;
        }
        final int frame = message % frames.count();
        missing = frames.start(frame + 1) - frames.start(frame);
        final ByteBuf slice = bytes.retainedSlice(frames.start(frame), missing);
        sentNs = System.nanoTime();
        context.writeAndFlush(slice, context.voidPromise());
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object back) {
        missing -= ((ByteBuf) back).readableBytes();
        ((ByteBuf) back).release();
        if (missing == 0) {
            if (message >= WARM) {
                histogram.recordValue(System.nanoTime() - sentNs);
            }
            next(context);
        }
    }
}
