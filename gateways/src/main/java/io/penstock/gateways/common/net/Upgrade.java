package io.penstock.gateways.common.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.penstock.gateways.common.feed.CloseReason;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Turns a fresh connection into a WebSocket: TLS, upgrade, answer. Event loop only. */
final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final long SECOND_NS = 1_000_000_000L;
    /** Nobody stays away longer than this on a venue's word. */
    private static final long LONGEST_S = 7 * 86_400L;

    private final WebSocketClient client;
    private final Handshaker handshaker;
    private final boolean secure;

    Upgrade(final WebSocketClient client, final StreamAddress address, final FrameReader reader) {
        this.client = client;
        handshaker = new Handshaker(address, reader);
        secure = address.secure();
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        if (!secure) {
            handshaker.handshake(context.channel());
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                handshaker.handshake(context.channel());
            } else {
                client.failed(CloseReason.TLS, "TLS failed: " + words(handshake.cause()), 0);
            }
        }
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final FullHttpResponse response) {
        final HttpHeaders headers = response.headers();
        if (response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            final long untilNs = retryAfterNs(headers.get(HttpHeaderNames.RETRY_AFTER), client.nowNs());
            client.failed(CloseReason.REFUSED, "upgrade refused: HTTP " + response.status() + (untilNs == 0 ? ""
                : ", not before " + (untilNs - client.nowNs()) / SECOND_NS + " s from now"), untilNs);
        } else if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            client.failed(CloseReason.PROTOCOL, "the venue insists on an extension that was not offered: "
                + headers.get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS), 0);
        } else {
            try {
                handshaker.finishHandshake(context.channel(), response);
            } catch (final WebSocketHandshakeException e) {
                client.failed(CloseReason.PROTOCOL, "upgrade answered wrongly: " + e.getMessage(), 0);
                return;
            }
            context.pipeline().remove(this);
            client.opened();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        client.failed(CloseReason.FIN, "the venue ended the connection before it was open", 0);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        final boolean reset = cause instanceof IOException && !(cause instanceof SSLException);
        client.failed(reset ? CloseReason.RESET : secure && !handshaker.asked ? CloseReason.TLS : CloseReason.PROTOCOL,
            "no WebSocket: " + words(cause), 0);
    }

    private static String words(final Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The moment a Retry-After header names (RFC 9110, 10.2.3): seconds or a date; 0 when there is none. */
    static long retryAfterNs(final String header, final long nowNs) {
        if (header == null) {
            return 0;
        }
        final String text = header.strip();
        if (text.matches("[0-9]{1,18}")) {
            return nowNs + Math.min(LONGEST_S, Long.parseLong(text)) * SECOND_NS;
        }
        try {
            final long epochS = ZonedDateTime.parse(
                text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT)).toEpochSecond();
            return nowNs + Math.max(0, Math.min(LONGEST_S, epochS - Math.floorDiv(nowNs, SECOND_NS))) * SECOND_NS;
        } catch (final DateTimeParseException unreadable) {
            return 0;
        }
    }

    /** Netty's handshake without any extension, and with our own reader of frames behind it. */
    private static final class Handshaker extends WebSocketClientHandshaker13 {
        private final FrameReader reader;
        private boolean asked;

        Handshaker(final StreamAddress address, final FrameReader reader) {
            super(address.uri(), WebSocketVersion.V13, null, false,
                new DefaultHttpHeaders().set(HttpHeaderNames.USER_AGENT, "penstock"),
                address.rules().maxFrameBytes());
            this.reader = reader;
        }

        @Override
        protected FullHttpRequest newHandshakeRequest() {
            asked = true;
            return super.newHandshakeRequest();
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return reader;
        }
    }
}
