package io.penstock.gateways.common.net;

import io.penstock.gateways.common.feed.CloseReason;
import org.agrona.DirectBuffer;

/** Hears one {@link WebSocketClient}, on its event loop. */
interface WebSocketListener {
    /** Frames may be sent and come from now on. */
    void onOpen(int lane);

    /**
     * A whole message; the buffer is only valid during the call.
     *
     * @return false when it cannot be taken now: it is given again by {@link WebSocketClient#pump}
     */
    boolean onMessage(int lane, boolean binary, DirectBuffer buffer, int offset, int length);

    /** A ping or pong. */
    void onControlFrame(int lane);

    /**
     * The end, once; never after {@link WebSocketClient#close}.
     *
     * @param notBeforeNs before which the venue wants no attempt, 0 when it said nothing
     */
    void onClosed(int lane, CloseReason reason, String words, long notBeforeNs);

    /** Something in our own code broke. */
    void onFault(Throwable fault);
}
