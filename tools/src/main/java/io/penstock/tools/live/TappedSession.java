package io.penstock.tools.live;

import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** A session whose frames and books are kept once it has taken them. The session's thread. */
final class TappedSession implements MarketDataSession {
    private static final String NO_URL = "https://unknown/depth";

    private final MarketDataSession session;
    private final RawFile file;
    private final IntFunction<String> urls;

    /** One session; the address of the book of each of its instruments. */
    TappedSession(final MarketDataSession session, final RawFile file, final IntFunction<String> urls) {
        this.session = session;
        this.file = file;
        this.urls = urls;
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final int taken = session.onText(lane, buffer, offset, length, nowNs);
        if (taken == TAKEN) {
            file.text(buffer, offset, length, nowNs);
        }
        return taken;
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final int taken = session.onBinary(lane, buffer, offset, length, nowNs);
        if (taken == TAKEN) {
            file.binary(buffer, offset, length, nowNs);
        }
        return taken;
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final int taken = session.onSnapshot(instrument, buffer, offset, length, nowNs);
        if (taken == TAKEN) {
            file.answer(instrument < 0 ? NO_URL : urls.apply(instrument), buffer, offset, length, nowNs);
        }
        return taken;
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
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        session.onSnapshotFailed(instrument, notBeforeNs, nowNs);
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
