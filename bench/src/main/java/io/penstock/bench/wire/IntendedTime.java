package io.penstock.bench.wire;

import io.penstock.bench.latency.Plan;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;

/**
 * The venue's own session, told the intended moment of each message as its receive time: engine time then carries that
 * moment through the rings to the probe. Messages are numbered as they come, which one connection keeps in order. All
 * else is handed on as it is.
 *
 * <p>The feed's thread; {@link #schedule} and {@link #heard} from any.
 */
final class IntendedTime implements MarketDataSession {
    private final MarketDataSession session;
    private final WirePlan plan;
    private final long offsetNs;
    private final byte mark;
    private final AtomicLong heard = new AtomicLong();
    private volatile long startNs;
    private volatile Thread thread;
    private volatile boolean connected;
    private volatile boolean syncedAtTimer;
    private long count;
    private long lastNs;

    /**
     * Before the first message.
     *
     * @param offsetNs engine time minus System.nanoTime
     */
    IntendedTime(final MarketDataSession session, final WirePlan plan, final long offsetNs) {
        this.session = session;
        this.plan = plan;
        this.offsetNs = offsetNs;
        mark = plan.session().dataMark();
        lastNs = warmTimeNs(0);
    }

    /** Says when the first measured message is due, System.nanoTime. */
    void schedule(final long newStartNs) {
        startNs = newStartNs;
    }

    /** Messages that the session has taken, warm-up included. */
    long heard() {
        return heard.get();
    }

    /** Whether there is, or was, a connection. */
    boolean connected() {
        return connected;
    }

    /** Whether the book followed the venue when the feed's timer fired last. */
    boolean syncedAtTimer() {
        return syncedAtTimer;
    }

    /** The feed's thread, once a message has come. */
    Thread thread() {
        return thread;
    }

    /** Engine time of a message of the warm-up: the recording's own spacing, ending where what is measured begins. */
    long warmTimeNs(final int message) {
        final WireFrames frames = plan.frames();
        return Plan.EPOCH_NS - 1 - (frames.receiveNs(plan.warmMessages()) - frames.receiveNs(message));
    }

    private long timeNs() {
        final long measured = count - plan.warmMessages();
        return measured < 0 ? warmTimeNs((int) count)
            : startNs + WirePlan.dueNs(measured, plan.perSecond()) + offsetNs;
    }

    private int taken(final int result) {
        if (result == TAKEN) {
            if (count == 0) {
                thread = Thread.currentThread();
            }
            heard.lazySet(++count);
        }
        return result;
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (length < 3 || buffer.getByte(offset + 2) != mark) {
            return session.onText(lane, buffer, offset, length, lastNs);
        }
        lastNs = timeNs();
        return taken(session.onText(lane, buffer, offset, length, lastNs));
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        lastNs = timeNs();
        return taken(session.onBinary(lane, buffer, offset, length, lastNs));
    }

    @Override
    public int onConnected(final int lane, final long nowNs) {
        connected = true;
        return session.onConnected(lane, lastNs);
    }

    @Override
    public int onDisconnected(final int lane, final long nowNs) {
        return session.onDisconnected(lane, lastNs);
    }

    @Override
    public int onTimer(final long nowNs) {
        syncedAtTimer = session.synced(0);
        return session.onTimer(lastNs);
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return session.onSnapshot(instrument, buffer, offset, length, lastNs);
    }

    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        session.onSnapshotFailed(instrument, lastNs, lastNs);
    }

    @Override
    public int resync(final int instrument, final long nowNs) {
        return session.resync(instrument, nowNs);
    }

    @Override
    public void onOverrun(final long nowNs) {
        session.onOverrun(lastNs);
    }

    @Override
    public boolean poll(final SessionActions actions) {
        return session.poll(actions);
    }

    @Override
    public boolean follows(final int lane) {
        return session.follows(lane);
    }

    @Override
    public int instrumentCount() {
        return session.instrumentCount();
    }

    @Override
    public boolean synced(final int instrument) {
        return session.synced(instrument);
    }

    @Override
    public InstrumentCounters counters(final int instrument) {
        return session.counters(instrument);
    }

    @Override
    public SessionCounters totals() {
        return session.totals();
    }
}
