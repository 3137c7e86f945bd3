package io.penstock.bench.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Just enough of a venue for a client to stay: takes one WebSocket connection after the other, upgrades, and answers
 * subscriptions and pings in the venue's words. Bytes are written by whoever calls {@link #write}, blocking.
 */
final class VenueSocket {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key:[ \t]*([^\r]+)\r\n");
    private static final Pattern NUMBER = Pattern.compile("\"id\":(\\d+)");
    private static final Pattern REQUEST = Pattern.compile("\"req_id\":\"([^\"]*)\"");
    private static final Pattern CHANNELS = Pattern.compile("\"params\":\\[([^\\]]*)]");
    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int SHORT = 126;

    private final WireSession session;
    private final ServerSocketChannel server;
    private volatile SocketChannel current;

    VenueSocket(final WireSession session) throws IOException {
        this.session = session;
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        final Thread thread = new Thread(this::accept, "venue-accept");
        thread.setDaemon(true);
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Writes all of it over the newest connection. */
    synchronized void write(final ByteBuffer bytes) throws IOException {
        final SocketChannel channel = current;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void accept() {
        try {
            while (true) {
                final SocketChannel channel = server.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                final Thread thread = new Thread(() -> serve(channel), "venue-client");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (final IOException e) {
            throw new IllegalStateException("no more connections: " + e.getMessage(), e);
        }
    }

    private void serve(final SocketChannel channel) {
        try (channel) {
            final DataInputStream in = new DataInputStream(channel.socket().getInputStream());
            final Matcher key = KEY.matcher(header(in));
            if (!key.find()) {
                throw new IOException("an upgrade without a key");
            }
            current = channel;
            write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key.group(1).strip()) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
            while (frame(in)) {
                // each is answered as it comes
            }
        } catch (final IOException e) {
            // the client is gone: the next one is waited for already
        }
    }

    private static String header(final DataInputStream in) throws IOException {
        final StringBuilder text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            text.append((char) in.readUnsignedByte());
            if (text.length() > MOST_HEADER_BYTES) {
                throw new IOException("a header without end");
            }
        }
        return text.toString();
    }

    private static String accept(final String key) {
        try {
            return Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One frame of the client, which masks (RFC 6455, 5.3). */
    private boolean frame(final DataInputStream in) throws IOException {
        final int opcode = in.readUnsignedByte() & 0x0f;
        final int size = in.readUnsignedByte() & 0x7f;
        final byte[] mask = new byte[4];
        final byte[] payload = new byte[size == SHORT ? in.readUnsignedShort() : size];
        in.readFully(mask);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        if (opcode == TEXT) {
            final byte[] answer =
                answer(new String(payload, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
            final ByteBuffer bytes = ByteBuffer.allocate(answer.length + 4).put((byte) (0x80 | TEXT));
            if (answer.length < SHORT) {
                bytes.put((byte) answer.length);
            } else {
                bytes.put((byte) SHORT).putShort((short) answer.length);
            }
            write(bytes.put(answer).flip());
        }
        return opcode != CLOSE;
    }

    private String answer(final String text) {
        return switch (session) {
            case USDM, SPOT -> "{\"result\":null,\"id\":" + first(NUMBER, text) + "}";
            case BYBIT_LINEAR, BYBIT_SPOT -> {
                final boolean ping = text.contains("\"op\":\"ping\"");
                yield "{\"success\":true,\"ret_msg\":\"" + (ping ? "pong" : "")
                    + "\",\"conn_id\":\"bench\",\"req_id\":\"" + first(REQUEST, text)
                    + "\",\"op\":\"" + (ping ? "ping" : "subscribe") + "\"}";
            }
            case MEXC -> text.contains("PING") ? "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}"
                : "{\"id\":" + first(NUMBER, text) + ",\"code\":0,\"msg\":\""
                + first(CHANNELS, text).replace("\"", "") + "\"}";
        };
    }

    private static String first(final Pattern pattern, final String text) {
        final Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
