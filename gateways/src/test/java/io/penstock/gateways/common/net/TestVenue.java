package io.penstock.gateways.common.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server on 127.0.0.1 that does what a test says, also what no server should. */
final class TestVenue implements AutoCloseable {
    private static final Pattern SUBSCRIBE = Pattern.compile("\"SUBSCRIBE\".*\"id\":(\\d+)");

    final Queue<byte[]> texts = new ConcurrentLinkedQueue<>();
    final Queue<String> pongs = new ConcurrentLinkedQueue<>();
    final Queue<Integer> closeFrames = new ConcurrentLinkedQueue<>();
    final Queue<String> extensionsAsked = new ConcurrentLinkedQueue<>();
    final AtomicInteger opened = new AtomicInteger();
    volatile HttpResponseStatus refusal;
    volatile String retryAfter;
    volatile String extension;
    final List<Channel> channels = new CopyOnWriteArrayList<>();
    volatile Channel latest;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;

    TestVenue(final SslContext tls) {
        server = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.SO_SNDBUF, 64 << 10)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel channel) {
                    if (tls != null) {
                        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                    }
                    channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 16), new Door(),
                        new Ear());
                }
            }).bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    static ByteBuf number(final long value, final int length) {
        return Unpooled.buffer(length).writeLong(Long.reverseBytes(value)).writeZero(length - 8);
    }

    void text(final long value) {
        latest.writeAndFlush(new TextWebSocketFrame(number(value, 8)));
    }

    void binary(final long value) {
        latest.writeAndFlush(new BinaryWebSocketFrame(number(value, 8)));
    }

    /** The same text to every connection. */
    void textToAll(final String text) {
        for (final Channel channel : channels) {
            if (channel.isActive()) {
                channel.writeAndFlush(new TextWebSocketFrame(text));
            }
        }
    }

    void textInPieces(final long value) {
        final ByteBuf all = number(value, 12);
        latest.write(new TextWebSocketFrame(false, 0, all.retainedSlice(0, 3)));
        latest.write(new PingWebSocketFrame(Unpooled.copiedBuffer("between", StandardCharsets.US_ASCII)));
        latest.write(new ContinuationWebSocketFrame(false, 0, all.retainedSlice(3, 4)));
        latest.writeAndFlush(new ContinuationWebSocketFrame(true, 0, all.slice(7, 5)));
    }

    void ping(final String payload) {
        latest.writeAndFlush(new PingWebSocketFrame(Unpooled.copiedBuffer(payload, StandardCharsets.US_ASCII)));
    }

    void closeFrame(final int status, final String words) {
        latest.writeAndFlush(new CloseWebSocketFrame(status, words));
    }

    void raw(final int... bytes) {
        final ByteBuf out = Unpooled.buffer();
        for (final int b : bytes) {
            out.writeByte(b);
        }
        // Past the frame encoder, whose own rules would not let it pass.
        latest.pipeline().firstContext().writeAndFlush(out);
    }

    void fin() {
        latest.close();
    }

    void rst() {
        latest.config().setOption(ChannelOption.SO_LINGER, 0);
        latest.close();
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Answers upgrades. */
    private final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(final ChannelHandlerContext context, final FullHttpRequest request) {
            extensionsAsked.add(String.valueOf(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)));
            if (refusal != null) {
                final DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal);
                answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
                if (retryAfter != null) {
                    answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
                }
                context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
                return;
            }
            final HttpHeaders headers = new DefaultHttpHeaders();
            if (extension != null) {
                headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extension);
            }
            new WebSocketServerHandshakerFactory("ws://localhost" + request.uri(), null, false, 1 << 20)
                .newHandshaker(request).handshake(context.channel(), request, headers, context.newPromise())
                .addListener(future -> {
                    latest = context.channel();
                    channels.add(latest);
                    opened.incrementAndGet();
                });
        }
    }

    /** Hears frames. */
    private final class Ear extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame closing) {
                closeFrames.add(closing.statusCode());
            } else if (frame instanceof PongWebSocketFrame) {
                pongs.add(frame.content().toString(StandardCharsets.US_ASCII));
            } else {
                final byte[] bytes = new byte[frame.content().readableBytes()];
                frame.content().readBytes(bytes);
                texts.add(bytes);
                final Matcher subscribe = SUBSCRIBE.matcher(new String(bytes, StandardCharsets.US_ASCII));
                if (subscribe.find()) {
                    context.writeAndFlush(new TextWebSocketFrame(
                        "{\"result\":null,\"id\":" + subscribe.group(1) + "}"));
                }
            }
        }

        @Override
        public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
            context.close();
        }
    }
}
