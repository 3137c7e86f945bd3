package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.binance.BinanceMessageKind;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import java.util.List;
import java.util.Map;

/** Binance in an import: frames and depth answers stand side by side, the shape tells which is which. One thread. */
final class BinanceRecorded implements RecordedSession {
    private final BinanceMarketDataSession session;

    BinanceRecorded(final Venue venue, final List<InstrumentDefinition> definitions, final int[] ids) {
        session = new BinanceMarketDataSession(venue == Venue.BINANCE_USDM, definitions, ids, List.of());
    }

    @Override
    public MarketDataSession market() {
        return session;
    }

    @Override
    public void deliver(final int instrument, final CaptureReader line) {
        session.onRecorded(instrument, line.buffer(), line.offset(), line.length(), line.receiveTimeNs());
    }

    @Override
    public int instrument(final String symbol) {
        return session.instrument(symbol);
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
        for (final BinanceMessageKind kind : BinanceMessageKind.values()) {
            if (session.frames().of(kind) > 0 && kind != BinanceMessageKind.MALFORMED) {
                into.put(kind.word(), session.frames().of(kind));
            }
        }
    }

    @Override
    public long unknownTypes() {
        return session.frames().of(BinanceMessageKind.UNKNOWN_EVENT);
    }

    @Override
    public long unknownSymbols() {
        return session.frames().of(BinanceMessageKind.UNKNOWN_SYMBOL) - unassignedSnapshots();
    }

    @Override
    public long unassignedSnapshots() {
        return session.frames().unassignedSnapshots();
    }
}
