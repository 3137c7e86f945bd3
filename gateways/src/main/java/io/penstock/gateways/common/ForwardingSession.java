package io.penstock.gateways.common;

import org.agrona.DirectBuffer;

/**
 * Hands everything on to another session; whoever stands between a feed and its session overrides what it wants to
 * hear. The session's thread; does not allocate.
 */
public abstract class ForwardingSession implements MarketDataSession {
    /** Gets every call. */
    protected final MarketDataSession session;

    /**
     * In front of a session.
     *
     * @param session gets every call
     */
    protected ForwardingSession(final MarketDataSession session) {
        this.session = session;
    }

    @Override
    public int onConnected(final int lane, final long nowNs) {
        return session.onConnected(lane, nowNs);
    }

    @Override
    public int onDisconnected(final int lane, final long nowNs) {
        return session.onDisconnected(lane, nowNs);
    }

    @Override
    public int onTimer(final long nowNs) {
        return session.onTimer(nowNs);
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return session.onText(lane, buffer, offset, length, nowNs);
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return session.onBinary(lane, buffer, offset, length, nowNs);
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return session.onSnapshot(instrument, buffer, offset, length, nowNs);
    }

    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        session.onSnapshotFailed(instrument, notBeforeNs, nowNs);
    }

    @Override
    public int resync(final int instrument, final long nowNs) {
        return session.resync(instrument, nowNs);
    }

    @Override
    public void onOverrun(final long nowNs) {
        session.onOverrun(nowNs);
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
