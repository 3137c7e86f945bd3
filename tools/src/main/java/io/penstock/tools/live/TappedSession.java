package io.penstock.tools.live;

import io.penstock.gateways.common.ForwardingSession;
import io.penstock.gateways.common.MarketDataSession;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** A session whose frames and books are kept once it has taken them. The session's thread. */
final class TappedSession extends ForwardingSession {
    private static final String NO_URL = "https://unknown/depth";

    private final RawFile file;
    private final IntFunction<String> urls;

    /** One session; the address of the book of each of its instruments. */
    TappedSession(final MarketDataSession session, final RawFile file, final IntFunction<String> urls) {
        super(session);
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
}
