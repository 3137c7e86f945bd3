package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import io.penstock.gateways.bybit.BybitMarketDataSession;
import io.penstock.gateways.bybit.BybitMessageKind;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.StreamSelection;
import java.util.List;
import java.util.Map;

/** Bybit in an import: only frames count, answers define instruments and nothing else. One thread. */
final class BybitRecorded implements RecordedSession {
    private final BybitMarketDataSession session;

    BybitRecorded(final Venue venue, final List<InstrumentDefinition> definitions, final int[] ids) {
        session = new BybitMarketDataSession(venue == Venue.BYBIT_LINEAR, definitions, ids, StreamSelection.ALL);
    }

    @Override
    public MarketDataSession market() {
        return session;
    }

    @Override
    public void deliver(final int instrument, final CaptureReader line) {
        if (line.kind() == CaptureReader.LineKind.FRAME) {
            session.onText(0, line.buffer(), line.offset(), line.length(), line.receiveTimeNs());
        }
    }

    @Override
    public int instrument(final String symbol) {
        return -1;
    }

    @Override
    public int lastInstrument() {
        return -1;
    }

    @Override
    public int waiting(final int instrument) {
        return 0;
    }

    @Override
    public void messages(final Map<String, Long> into) {
        for (final BybitMessageKind kind : BybitMessageKind.values()) {
            if (session.frames(kind) > 0 && kind != BybitMessageKind.MALFORMED) {
                into.put(kind.word(), session.frames(kind));
            }
        }
    }

    @Override
    public long unknownTypes() {
        return session.frames(BybitMessageKind.UNKNOWN_EVENT);
    }

    @Override
    public long unknownSymbols() {
        return session.frames(BybitMessageKind.UNKNOWN_SYMBOL);
    }

    @Override
    public long unassignedSnapshots() {
        return 0;
    }
}
