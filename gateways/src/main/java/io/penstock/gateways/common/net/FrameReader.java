package io.penstock.gateways.common.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.penstock.gateways.common.feed.CloseReason;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the frames of a server (RFC 6455, section 5) where they lie in the network buffer, and hands each whole message
 * on without copying it. A message that is not taken stays where it is, with everything behind it, until
 * {@link #pump}. Only fragmented messages are put together in a buffer of their own, which is kept.
 *
 * <p>Event loop only. Allocates nothing per frame; Netty's buffers are pooled.
 */
final class FrameReader extends ChannelInboundHandlerAdapter implements WebSocketFrameDecoder {
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int MOST_CONTROL_BYTES = 125;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final FrameOwner owner;
    private final int maxFrameBytes;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer whole = new UnsafeBuffer(0, 0);
    private byte[] fragments = new byte[0];
    private int fragmentLength;
    private int fragmentOpcode = -1;
    private boolean fragmentDone;
    private ByteBuf cumulation;
    private boolean decoding;
    private boolean held;
    private boolean closed;
    private boolean ended;
    private boolean reset;

    FrameReader(final FrameOwner owner, final int maxFrameBytes) {
        this.owner = owner;
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final ByteBuf in = (ByteBuf) message;
        if (closed) {
            in.release();
            return;
        }
        cumulation = cumulation == null ? in
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), cumulation, in);
        decode();
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context) {
        if (cumulation != null && cumulation.refCnt() == 1) {
            cumulation.discardSomeReadBytes();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        ended = true;
        endWhenRead();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        if (cause instanceof IOException && !(cause instanceof SSLException)) {
            reset = true;
            context.close();
        } else {
            owner.failed(CloseReason.PROTOCOL, "not readable: " + cause, 0);
        }
    }

    /** Gives again what was not taken, as far as it is taken now. */
    void pump() {
        held = false;
        decode();
        endWhenRead();
    }

    /** Whether a message waits to be taken. */
    boolean held() {
        return held;
    }

    /** Reads nothing more. */
    void close() {
        closed = true;
        if (!decoding) {
            release();
        }
    }

    private void endWhenRead() {
        if (ended && !held && !closed) {
            owner.failed(reset ? CloseReason.RESET : CloseReason.FIN, reset ? "connection reset by the venue"
                : "the venue ended the connection without a close frame", 0);
        }
    }

    private void release() {
        held = false;
        if (cumulation != null) {
            cumulation.release();
            cumulation = null;
        }
    }

    private void decode() {
        if (decoding) {
            return;
        }
        decoding = true;
        try {
            while (!closed && !held && cumulation != null && step()) {
                // Each step is one frame.
            }
        } catch (final Throwable fault) { // whatever breaks in a session must not be swallowed by the pipeline
            owner.fault(fault);
        } finally {
            decoding = false;
            if (closed || cumulation != null && !cumulation.isReadable()) {
                release();
            }
        }
    }

    /** Reads one frame; false when it is not there whole, not taken, or not allowed. */
    private boolean step() {
        final int readable = cumulation.readableBytes();
        if (readable < 2) {
            return false;
        }
        final int at = cumulation.readerIndex();
        final int first = cumulation.getUnsignedByte(at);
        final int second = cumulation.getUnsignedByte(at + 1);
        final int header = (second & 0x7f) == 127 ? 10 : (second & 0x7f) == 126 ? 4 : 2;
        if (readable < header) {
            return false;
        }
        final long length = header == 10 ? cumulation.getLong(at + 2)
            : header == 4 ? cumulation.getUnsignedShort(at + 2) : second & 0x7f;
        if ((first & RESERVED) != 0 || (second & MASKED) != 0) {
            return violated("reserved bits or a mask in a frame of the server");
        }
        if (length < 0 || length > maxFrameBytes) {
            owner.violated(CloseReason.TOO_LONG, FrameOwner.STATUS_TOO_LONG,
                "a frame of " + Long.toUnsignedString(length) + " bytes; at most " + maxFrameBytes + " are read");
            return false;
        }
        final int opcode = first & OPCODE;
        if (opcode >= CLOSE && (length > MOST_CONTROL_BYTES || (first & FIN) == 0)) {
            return violated("a control frame that is long or in pieces");
        }
        if (readable - header < length) {
            return false;
        }
        final boolean done = frame(opcode, (first & FIN) != 0, at + header, (int) length);
        if (done && !closed && cumulation != null) {
            cumulation.readerIndex(at + header + (int) length);
        }
        return done;
    }

    private boolean frame(final int opcode, final boolean last, final int at, final int length) {
        switch (opcode) {
            case TEXT, BINARY -> {
                if (fragmentOpcode >= 0) {
                    return violated("a new message within a fragmented one");
                }
                if (last) {
                    wrap();
                    held = !owner.message(opcode == BINARY, view, at, length);
                    return !held;
                }
                fragmentOpcode = opcode;
                return fragment(false, at, length);
            }
            case CONTINUATION -> {
                return fragmentOpcode < 0 ? violated("a continuation of nothing") : fragment(last, at, length);
            }
            case PING -> owner.ping(cumulation, at, length);
            case PONG -> owner.pong();
            case CLOSE -> {
                owner.closeFrame(cumulation, at, length);
                return false;
            }
            default -> {
                return violated("unknown opcode " + opcode);
            }
        }
        return true;
    }

    /** The whole buffer is shown, not only the frame: decoders may read some bytes behind a frame. */
    private void wrap() {
        if (cumulation.hasMemoryAddress()) {
            view.wrap(cumulation.memoryAddress(), cumulation.capacity());
        } else if (cumulation.hasArray()) {
            view.wrap(cumulation.array(), cumulation.arrayOffset(), cumulation.capacity());
        } else {
            view.wrap(cumulation.nioBuffer(0, cumulation.writerIndex()));
        }
    }

    private boolean fragment(final boolean last, final int at, final int length) {
        if (!fragmentDone) {
            if ((long) fragmentLength + length > maxFrameBytes) {
                owner.violated(CloseReason.TOO_LONG, FrameOwner.STATUS_TOO_LONG,
                    "a fragmented message of more than " + maxFrameBytes + " bytes");
                return false;
            }
            if (fragmentLength + length > fragments.length) {
                final byte[] longer = new byte[Math.max(fragmentLength + length, 2 * fragments.length)];
                System.arraycopy(fragments, 0, longer, 0, fragmentLength);
                fragments = longer;
                whole.wrap(fragments);
            }
            cumulation.getBytes(at, fragments, fragmentLength, length);
            fragmentLength += length;
            fragmentDone = last;
        }
        if (!last) {
            return true;
        }
        held = !owner.message(fragmentOpcode == BINARY, whole, 0, fragmentLength);
        if (!held) {
            fragmentLength = 0;
            fragmentOpcode = -1;
            fragmentDone = false;
        }
        return !held;
    }

    private boolean violated(final String words) {
        owner.violated(CloseReason.PROTOCOL, FrameOwner.STATUS_PROTOCOL, words);
        return false;
    }
}
