package io.penstock.gateways.common.net;

import io.netty.buffer.ByteBuf;
import io.penstock.gateways.common.feed.CloseReason;
import org.agrona.DirectBuffer;

/** Hears what a {@link FrameReader} reads. Event loop only; buffers are only valid during the call. */
interface FrameOwner {
    /** Status of a close frame: the peer broke the protocol (RFC 6455, 7.4.1). */
    int STATUS_PROTOCOL = 1002;
    /** Status of a close frame: the peer sent too much. */
    int STATUS_TOO_LONG = 1009;

    /** A whole message; false when it cannot be taken now, to be given again by {@link FrameReader#pump}. */
    boolean message(boolean binary, DirectBuffer buffer, int offset, int length);

    /** A ping with its payload. */
    void ping(ByteBuf frame, int at, int length);

    /** A pong. */
    void pong();

    /** The close frame of the peer, with its payload. */
    void closeFrame(ByteBuf frame, int at, int length);

    /** The peer sent what it must not; the status is for our close frame. */
    void violated(CloseReason reason, int status, String words);

    /** The connection is gone; before {@code notBeforeNs} the venue wants no other, 0 when it said nothing. */
    void failed(CloseReason reason, String words, long notBeforeNs);

    /** Something in our own code broke. */
    void fault(Throwable fault);
}
