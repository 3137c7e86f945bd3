package io.penstock.gateways.capture;

import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.mexc.MexcMarketDataSession;
import io.penstock.gateways.mexc.MexcMessageKind;
import java.util.List;
import java.util.Map;

/** MEXC in an import: binary frames, and depth answers among them. One thread. */
final class MexcRecorded implements RecordedSession {
    private final MexcMarketDataSession session;
    private final List<InstrumentDefinition> definitions;
    private long unassigned;

    MexcRecorded(final List<InstrumentDefinition> definitions, final int[] ids) {
        this.definitions = List.copyOf(definitions);
        session = MexcMarketDataSession.recorded(definitions, ids);
    }

    @Override
    public MarketDataSession market() {
        return session;
    }

    @Override
    public void deliver(final int instrument, final CaptureReader line) {
        if (line.kind() == CaptureReader.LineKind.BINARY) {
            session.onBinary(0, line.buffer(), line.offset(), line.length(), line.receiveTimeNs());
        } else if (line.kind() == CaptureReader.LineKind.ANSWER) {
            unassigned += instrument < 0 ? 1 : 0;
            session.onSnapshot(instrument, line.buffer(), line.offset(), line.length(), line.receiveTimeNs());
        }
    }

    @Override
    public int instrument(final String symbol) {
        for (int i = 0; i < definitions.size(); i++) {
            if (definitions.get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int lastInstrument() {
        return session.lastInstrument();
    }

    @Override
    public int waiting(final int instrument) {
        return session.book(instrument).buffered();
    }

    @Override
    public void messages(final Map<String, Long> into) {
        for (final MexcMessageKind kind : MexcMessageKind.values()) {
            if (session.frames(kind) > 0 && kind != MexcMessageKind.MALFORMED) {
                into.put(kind.word(), session.frames(kind));
            }
        }
    }

    @Override
    public long unknownTypes() {
        return session.frames(MexcMessageKind.UNKNOWN_EVENT);
    }

    @Override
    public long unknownSymbols() {
        return session.frames(MexcMessageKind.UNKNOWN_SYMBOL) - unassigned;
    }

    @Override
    public long unassignedSnapshots() {
        return unassigned;
    }
}
