package io.penstock.gateways.common;

import org.agrona.DirectBuffer;

/**
 * The market data of some instruments of one venue, without any I/O: frames, answers and times go in; events to
 * publish, frames to send and questions to ask come out when it is polled.
 *
 * <p>It may hear two connections of the same streams, the lanes 0 and 1, while one takes over from the other. Poll
 * after every call: while events wait to be published it answers {@link #BUSY} and takes nothing of the input, except
 * that best bids and offers and mark prices conflate, last value wins. A frame is decoded and checked whole before
 * anything of it is published; a bad one is counted and publishes nothing. A book is SYNCED only while it follows the
 * venue without a hole; whatever cannot be proved is told as {@code FeedStatus INVALID} and begun anew.
 *
 * <p>One thread; allocates nothing per message after warm-up.
 */
public interface MarketDataSession {
    /** Input was taken. */
    int TAKEN = 0;
    /** Events wait: poll, then give the same input again. */
    int BUSY = 1;
    /** How many connections may be heard at once. */
    int LANES = 2;

    /**
     * A connection is there. The first one asks for the streams; a second one takes over instrument by instrument, at
     * the first moment at which nothing is lost.
     *
     * @param lane  0 or 1
     * @param nowNs receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onConnected(int lane, long nowNs);

    /**
     * A connection is gone: every book that followed it is forgotten, or follows the other lane from now on.
     *
     * @param lane  0 or 1
     * @param nowNs receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onDisconnected(int lane, long nowNs);

    /**
     * Time passed: silence is noticed, lost answers are asked for again, pings become due.
     *
     * @param nowNs now
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onTimer(long nowNs);

    /**
     * One text frame.
     *
     * @param lane   it came over
     * @param buffer holds it; only valid during the call
     * @param offset of its first byte
     * @param length in bytes
     * @param nowNs  receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onText(int lane, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * One binary frame.
     *
     * @param lane   it came over
     * @param buffer holds it; only valid during the call
     * @param offset of its first byte
     * @param length in bytes
     * @param nowNs  receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onBinary(int lane, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * The body of the answer to {@link SessionActions#requestSnapshot}.
     *
     * @param instrument which of the session's instruments, from 0 in the order given, or -1 when that is not known
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int onSnapshot(int instrument, DirectBuffer buffer, int offset, int length, long nowNs);

    /**
     * A snapshot could not be had.
     *
     * @param instrument  which of the session's instruments
     * @param notBeforeNs earliest moment of another request
     * @param nowNs       now
     */
    void onSnapshotFailed(int instrument, long notBeforeNs, long nowNs);

    /**
     * The engine found that a book cannot be, although nothing was missed: it is not to be trusted any more, and begun
     * anew like one with a hole ({@code INVALID}, {@code CROSSED}). Does nothing where the book is lost already, or
     * where the session carries no books.
     *
     * @param instrument its number in this session
     * @param nowNs      now
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    int resync(int instrument, long nowNs);

    /**
     * The engine could not take what waits for too long: it is dropped, and every book is INVALID
     * ({@code BACK_PRESSURE}) until a new snapshot. Never busy.
     *
     * @param nowNs now
     */
    void onOverrun(long nowNs);

    /**
     * Hands out what the session wants done, until nothing is left or the sink has no room.
     *
     * @param actions does it
     * @return false when events still wait because there was no room
     */
    boolean poll(SessionActions actions);

    /**
     * Whether every instrument follows this lane, so that the other may be closed.
     *
     * @param lane 0 or 1
     * @return true when nothing depends on the other lane
     */
    boolean follows(int lane);

    /**
     * How many instruments the session has.
     *
     * @return they are numbered from 0 in the order given
     */
    int instrumentCount();

    /**
     * Whether a book follows its venue now.
     *
     * @param instrument its number in this session
     * @return true between an accepted snapshot and the next loss
     */
    boolean synced(int instrument);

    /**
     * What an instrument's messages came to.
     *
     * @param instrument its number in this session
     * @return live counters
     */
    InstrumentCounters counters(int instrument);

    /**
     * What the session's frames came to.
     *
     * @return live counters
     */
    SessionCounters totals();
}
