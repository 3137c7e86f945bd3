package io.penstock.gateways.emulator.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.penstock.gateways.emulator.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One socket of a client: requests over HTTP, or a WebSocket once it asked for one. The event loop's thread. */
final class ServerSocketHandler extends SimpleChannelInboundHandler<Object> {
    private static final int MAX_FRAME = 1 << 16;

    private final EmulatorServer server;
    private int connection = -1;

    ServerSocketHandler(final EmulatorServer server) {
        this.server = server;
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final Object message) {
        if (message instanceof FullHttpRequest request) {
            if (request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
                upgrade(context, request);
            } else {
                answer(context, request);
            }
        } else if (message instanceof WebSocketFrame frame && connection >= 0) {
            frame(context, frame);
        }
    }

    private void upgrade(final ChannelHandlerContext context, final FullHttpRequest request) {
        final String path = request.uri();
        final WebSocketServerHandshaker handshaker =
            new WebSocketServerHandshakerFactory("ws://emulator" + path, null, false, MAX_FRAME).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        handshaker.handshake(context.channel(), request).addListener((ChannelFutureListener) done -> {
            if (done.isSuccess()) {
                context.pipeline().addBefore(context.name(), null, new WebSocketFrameAggregator(MAX_FRAME));
                connection = server.opened(context.channel(), path);
            } else {
                context.close();
            }
        });
    }

    private void frame(final ChannelHandlerContext context, final WebSocketFrame frame) {
        if (server.halfOpen(connection)) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            server.text(connection, text.text());
        } else if (frame instanceof PongWebSocketFrame pong) {
            server.pong(connection, ByteBufUtil.getBytes(pong.content()));
        } else if (frame instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void answer(final ChannelHandlerContext context, final FullHttpRequest request) {
        final Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        final HttpAnswer answer = server.http(request.method().name(), request.uri(), headers,
            request.content().toString(StandardCharsets.UTF_8));
        if (answer.status() == HttpAnswer.NONE.status()) {
            return; // the client waits until it gives up
        }
        if (answer.status() == HttpAnswer.RESET.status()) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        } else if (answer.delayNs() > 0) {
            server.later(answer.delayNs(), () -> write(context, HttpUtil.isKeepAlive(request), answer));
        } else {
            write(context, HttpUtil.isKeepAlive(request), answer);
        }
    }

    private static void write(final ChannelHandlerContext context, final boolean keep, final HttpAnswer answer) {
        final FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body().getBytes(StandardCharsets.UTF_8)));
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setContentLength(response, response.content().readableBytes());
        HttpUtil.setKeepAlive(response, keep);
        final var written = context.writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        if (connection >= 0) {
            server.closed(connection);
            connection = -1;
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        context.close(); // a broken client only ends itself
    }
}
