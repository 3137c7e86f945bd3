package io.penstock.bench.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.penstock.gateways.common.net.NetworkThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A bare Netty server that sends back every byte it gets. Its own thread. */
final class EchoServer {
    private EchoServer() {
    }

    /**
     * Starts one for the rest of the process.
     *
     * @return its port
     */
    static int start() {
        final NetworkThreads threads = new NetworkThreads(1);
        final ChannelFuture bound = new ServerBootstrap().group(threads.loops())
            .channel(threads.nativeEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel channel) {
                    channel.pipeline().addLast(new Echo());
                }
            }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly();
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** Sends back. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(final ChannelHandlerContext context, final Object bytes) {
            context.write(bytes, context.voidPromise());
        }

        @Override
        public void channelReadComplete(final ChannelHandlerContext context) {
            context.flush();
        }
    }
}
