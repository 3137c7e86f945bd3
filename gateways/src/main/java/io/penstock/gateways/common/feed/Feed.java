package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.MarketDataSession.BUSY;
import static io.penstock.gateways.common.MarketDataSession.TAKEN;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.FeedTransport;
import io.penstock.gateways.common.MarketDataSession;
import org.agrona.DirectBuffer;

/**
 * One session and its connections, between a transport below and the engine's sink above: it keeps a connection alive
 * and replaces it in time, hands frames to the session, and stops reading while the engine has no room.
 *
 * <p>Back-pressure: when the sink takes nothing, {@link FeedTransport#reading} is turned off, and frames that the
 * session does not take are given back ({@code false}); the transport keeps them, in order, and gives them again once
 * {@link #resume} says so. After 250 ms the session drops what waits ({@link MarketDataSession#onOverrun}); what it
 * still does not take until there is room again is thrown away and counted, while its books are INVALID anyway. So the
 * feed never waits for anything but the sink, and the sink never for the feed.
 *
 * <p>All calls on one thread, with times that never go backwards. Allocates nothing per frame.
 */
public final class Feed {
    /** How often {@link #onTimer} wants to be called. */
    public static final long TICK_NS = 10_000_000L;
    /** So long may the engine have no room before what waits is dropped. */
    public static final long OVERRUN_AFTER_NS = 250_000_000L;

    private final MarketDataSession session;
    private final FeedTransport transport;
    private final ConnectionLife lives;
    private final FeedView view;
    private final FeedActions actions;
    private final LaneNews news;
    private final Resyncs resyncs;
    private final Pressure pressure = new Pressure();
    private boolean inside;
    private long viewAtNs = Long.MIN_VALUE;

    /**
     * A feed at rest.
     *
     * @param plan      the session and its name
     * @param source    what its events carry
     * @param sink      takes its events
     * @param rules     of the venue's connections
     * @param budget    of the venue's connection attempts, shared by its feeds
     * @param transport the I/O below
     * @param seed      of the jitter; another one for every feed
     */
    public Feed(
        final FeedPlan plan, final EventSource source, final EventSink sink, final ConnectionRules rules,
        final ConnectionBudget budget, final FeedTransport transport, final long seed) {
        this.session = plan.session();
        this.transport = transport;
        lives = new ConnectionLife(rules, budget, transport, seed);
        actions = new FeedActions(sink, source, lives, transport);
        news = new LaneNews(session);
        resyncs = new Resyncs(session);
        view = new FeedView(plan.name(), session.instrumentCount());
    }

    /**
     * Wants a connection from now on. The first attempt is made within 250 ms, by {@link #onTimer}.
     *
     * @param nowNs now
     */
    public void start(final long nowNs) {
        lives.start(nowNs);
    }

    /**
     * Wants no connection any more; {@link #stopped} when all are gone and the session has told so.
     *
     * @param nowNs now
     */
    public void stop(final long nowNs) {
        lives.stop(nowNs);
        tell(nowNs);
    }

    /**
     * A connection is there.
     *
     * @param lane  0 or 1
     * @param nowNs now
     */
    public void onOpen(final int lane, final long nowNs) {
        if (lives.onOpen(lane, nowNs)) {
            tell(nowNs);
        }
    }

    /**
     * A connection is gone, or did not come to be.
     *
     * @param lane  0 or 1
     * @param nowNs now
     */
    public void onClosed(final int lane, final long nowNs) {
        onClosed(lane, CloseReason.UNKNOWN, CloseReason.UNKNOWN.words(), 0, nowNs);
    }

    /**
     * A connection is gone, or did not come to be.
     *
     * @param lane        0 or 1
     * @param reason      as the transport saw it
     * @param words       for the status line
     * @param notBeforeNs before which the venue wants no attempt, of any feed; 0 when it said nothing
     * @param nowNs       now
     */
    public void onClosed(
        final int lane, final CloseReason reason, final String words, final long notBeforeNs, final long nowNs) {
        news.closed(lane);
        final CloseReason cause = lives.onClosed(lane, reason, notBeforeNs, nowNs);
        if (cause != CloseReason.OURS) {
            view.failure(cause == reason ? words : cause.words());
        }
        tell(nowNs);
    }

    /**
     * A text frame.
     *
     * @param lane   it came over
     * @param buffer holds it; only valid during the call
     * @param offset of its first byte
     * @param length in bytes
     * @param nowNs  receive time
     * @return false when it was not taken: keep it, and give it again before anything else of this lane
     */
    public boolean onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return onMessage(lane, false, buffer, offset, length, nowNs);
    }

    /**
     * A binary frame.
     *
     * @param lane   it came over
     * @param buffer holds it; only valid during the call
     * @param offset of its first byte
     * @param length in bytes
     * @param nowNs  receive time
     * @return false when it was not taken: keep it, and give it again before anything else of this lane
     */
    public boolean onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return onMessage(lane, true, buffer, offset, length, nowNs);
    }

    private boolean onMessage(
        final int lane, final boolean binary, final DirectBuffer buffer, final int offset, final int length,
        final long nowNs) {
        if (inside || !lives.onFrame(lane, nowNs)) {
            return !inside;
        }
        if (!news.known(lane) && !(tell(nowNs) && news.known(lane))) {
            return refused(nowNs);
        }
        int result = call(lane, binary, buffer, offset, length, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = call(lane, binary, buffer, offset, length, nowNs);
        }
        return settled(result, nowNs);
    }

    private int call(
        final int lane, final boolean binary, final DirectBuffer buffer, final int offset, final int length,
        final long nowNs) {
        inside = true;
        final int result = binary ? session.onBinary(lane, buffer, offset, length, nowNs)
            : session.onText(lane, buffer, offset, length, nowNs);
        inside = false;
        return result;
    }

    /**
     * A ping or pong of the venue: a sign of life, nothing more.
     *
     * @param lane  it came over
     * @param nowNs now
     */
    public void onControlFrame(final int lane, final long nowNs) {
        lives.onFrame(lane, nowNs);
    }

    /**
     * The body of the answer to {@link FeedTransport#requestSnapshot}.
     *
     * @param instrument which of the session's instruments
     * @param buffer     holds it; only valid during the call
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return false when it was not taken: keep it, and give it again
     */
    public boolean onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (inside) {
            return false;
        }
        int result = session.onSnapshot(instrument, buffer, offset, length, nowNs);
        if (result == BUSY && poll(nowNs)) {
            result = session.onSnapshot(instrument, buffer, offset, length, nowNs);
        }
        if (result == BUSY && pressure.overrun()) {
            session.onSnapshotFailed(instrument, nowNs, nowNs);
        }
        return settled(result, nowNs);
    }

    /**
     * A snapshot could not be had.
     *
     * @param instrument  which of the session's instruments
     * @param notBeforeNs earliest moment of another request
     * @param nowNs       now
     */
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        session.onSnapshotFailed(instrument, notBeforeNs, nowNs);
        poll(nowNs);
    }

    /**
     * The engine found that a book cannot be: its session begins it anew, as soon as it can hear it.
     *
     * @param instrument which of the session's instruments
     * @param nowNs      now
     */
    public void resync(final int instrument, final long nowNs) {
        resyncs.want(instrument);
        tellResyncs(nowNs);
    }

    private void tellResyncs(final long nowNs) {
        while (!inside && resyncs.tell(nowNs)) {
            poll(nowNs);
        }
    }

    /**
     * Time passed. To be called every {@link #TICK_NS}.
     *
     * @param nowNs now
     */
    public void onTimer(final long nowNs) {
        resume(nowNs);
        if (session.onTimer(nowNs) == TAKEN) {
            poll(nowNs);
        }
        tellResyncs(nowNs);
        lives.onTimer(!pressure.blocked(), nowNs);
        final int successor = lives.successor();
        if (successor != ConnectionLife.NONE && lives.open(successor) && news.known(successor)
            && session.follows(successor)) {
            lives.finishHandOver(nowNs);
        }
        tell(nowNs);
        if (viewAtNs == Long.MIN_VALUE || nowNs - viewAtNs >= FeedView.EVERY_NS) {
            updateView(nowNs);
        }
    }

    /**
     * Tries again to hand out what waits.
     *
     * @param nowNs now
     * @return true when kept frames may be given again
     */
    public boolean resume(final long nowNs) {
        if (pressure.blocked()) {
            poll(nowNs);
        }
        overrunWhenDue(nowNs);
        tell(nowNs);
        return !pressure.blocked() || pressure.overrun();
    }

    /**
     * Whether nothing is connected and nothing waits, after {@link #stop}.
     *
     * @return true when the feed may be forgotten
     */
    public boolean stopped() {
        return !lives.running() && lives.idle() && !pressure.blocked() && news.none();
    }

    /**
     * How the feed is.
     *
     * @return for status lines; any thread
     */
    public FeedView view() {
        return view;
    }

    /**
     * How many connections ended for one reason. The feed's thread.
     *
     * @param reason the reason
     * @return since the start
     */
    public long closed(final CloseReason reason) {
        return lives.closed(reason);
    }

    /** Tells the session which lanes came and went; false when it cannot hear it now. */
    private boolean tell(final long nowNs) {
        if (inside) {
            return false;
        }
        int what = news.next(lives, nowNs);
        while (what == LaneNews.TOLD) {
            poll(nowNs);
            what = news.next(lives, nowNs);
        }
        return what == LaneNews.NOTHING;
    }

    private boolean settled(final int result, final long nowNs) {
        if (result == BUSY) {
            return refused(nowNs);
        }
        poll(nowNs);
        return true;
    }

    private boolean refused(final long nowNs) {
        block(nowNs);
        overrunWhenDue(nowNs);
        return pressure.drops();
    }

    private void block(final long nowNs) {
        if (pressure.block(nowNs)) {
            transport.reading(false);
        }
    }

    private void overrunWhenDue(final long nowNs) {
        if (pressure.overruns(nowNs)) {
            session.onOverrun(nowNs);
            poll(nowNs);
        }
    }

    /** Hands out what the session wants done; what it asks of the connections is done behind it. */
    private boolean poll(final long nowNs) {
        if (inside) {
            return false;
        }
        inside = true;
        final boolean done = session.poll(actions);
        inside = false;
        actions.replace(nowNs);
        if (!done) {
            block(nowNs);
        } else if (pressure.release()) {
            lives.onReadingAgain(nowNs);
            transport.reading(true);
        }
        return done;
    }

    private void updateView(final long nowNs) {
        viewAtNs = nowNs;
        view.lives(lives);
        view.session(session, nowNs);
        view.pressure(pressure.overruns(), pressure.droppedFrames(), pressure.blocked(),
            lives.lastFrameNs());
    }
}
