package io.penstock.gateways.common.order;

import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.gateways.common.InstrumentDefinition;
import org.agrona.DirectBuffer;

/**
 * The private half of one venue, without any I/O: order commands, frames, answers and times go in; frames to send,
 * signed questions to ask and events to publish come out when it is polled.
 *
 * <p>It decides nothing: what to do about an unknown outcome, a lost stream or a break is the fold's business. Laws:
 * <ul>
 * <li>No command is ever sent twice. When a send is certainly not done it says {@code NOT_SENT}, when the venue refused
 * it, a report; when it cannot know, {@code UNKNOWN}; one of these or a report follows every command.</li>
 * <li>What the venue tells is published once per telling, in the venue's order; the fold removes repetitions.</li>
 * <li>A QUERY is answered by the order's trades first, then by the word on its status, which tells the price and the
 * whole quantity that the order has at the venue now (the fold settles an unknown change by them; 0 = not told); or by
 * {@code NOT_FOUND}; or by {@code UNKNOWN} when it could not be asked.</li>
 * <li>A RECONCILE is answered by {@code SNAPSHOT_BEGIN}, every open order, every balance and position, every trade
 * since the last one known, {@code SNAPSHOT_END}; or, whatever failed, by {@code SNAPSHOT_FAILED}.</li>
 * <li>After a private stream is there anew, {@code PRIVATE_UP} is published only once the venue confirmed it.</li>
 * </ul>
 * One thread; allocates per private message, never per market message.
 */
public interface OrderSession {
    /** Input was taken. */
    int TAKEN = 0;
    /** Events wait: poll, then give the same input again. */
    int BUSY = 1;

    /**
     * Whose session this is.
     *
     * @return the venue
     */
    Venue venue();

    /**
     * An instrument of the venue was defined or changed; orders can be sent for it from now on.
     *
     * @param definition   what it is
     * @param instrumentId its dense id
     */
    void onInstrument(InstrumentDefinition definition, int instrumentId);

    /**
     * How many connections it wants, numbered from 0.
     *
     * @return 1 or 2
     */
    int connections();

    /**
     * Where a connection shall go now.
     *
     * @param connection its number
     * @return an address such as {@code wss://host/path}, or empty while it needs an answer first
     */
    String address(int connection);

    /**
     * A connection is there.
     *
     * @param connection its number
     * @param nowNs      nanoseconds since 1970
     */
    void onOpen(int connection, long nowNs);

    /**
     * A connection is gone, or could not be had. Commands sent over it without an answer are UNKNOWN.
     *
     * @param connection its number
     * @param nowNs      nanoseconds since 1970
     */
    void onClosed(int connection, long nowNs);

    /**
     * One text frame.
     *
     * @param connection it came over
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      nanoseconds since 1970
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onText(int connection, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * One binary frame; parameters as in {@link #onText}.
     *
     * @param connection it came over
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      nanoseconds since 1970
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onBinary(int connection, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * The answer to a question, whatever its status.
     *
     * @param askId  number of the question
     * @param answer status, headers that matter, body
     * @param nowNs  nanoseconds since 1970
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onAnswer(long askId, OrderAnswer answer, long nowNs);

    /**
     * A question will never be answered.
     *
     * @param askId number of the question
     * @param sent  false when it certainly did not leave; true when it may have
     * @param nowNs nanoseconds since 1970
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onLost(long askId, boolean sent, long nowNs);

    /**
     * The fold's command. Taken always; what it comes to is an event.
     *
     * @param command wrapped on the output; only valid during the call
     * @param nowNs   nanoseconds since 1970
     */
    void onCommand(OrderCommandDecoder command, long nowNs);

    /**
     * The venue's clock against ours.
     *
     * @param offsetNs      its time minus ours
     * @param uncertaintyNs either way
     */
    void onServerTime(long offsetNs, long uncertaintyNs);

    /**
     * Time passed: pings, key renewals and time-outs become due.
     *
     * @param nowNs nanoseconds since 1970
     */
    void onTimer(long nowNs);

    /**
     * When {@link #onTimer} has something to do.
     *
     * @return nanoseconds since 1970, Long.MAX_VALUE for never
     */
    long nextTimerNs();

    /**
     * Hands out what the session wants done, until nothing is left or the sink has no room.
     *
     * @param actions does it
     * @return false when events still wait because there was no room
     */
    boolean poll(OrderActions actions);
}
