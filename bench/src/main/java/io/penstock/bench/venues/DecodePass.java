package io.penstock.bench.venues;

import io.penstock.bench.Work;
import io.penstock.bench.wire.WireFrames;
import io.penstock.bench.wire.WireSession;
import io.penstock.gateways.bybit.BybitMessageKind;
import io.penstock.gateways.bybit.BybitMessages;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SymbolTable;
import io.penstock.gateways.mexc.MexcMessageKind;
import io.penstock.gateways.mexc.MexcMessages;
import org.agrona.concurrent.UnsafeBuffer;

/** The decoder of Bybit or MEXC alone: every field of every message, checked, and nothing done with it. */
final class DecodePass implements Work {
    private static final int MOST_LEVELS = 10_000;

    private final WireFrames frames;
    private final UnsafeBuffer buffer;
    private final BybitMessages bybit;
    private final MexcMessages mexc;
    private final int warm;

    DecodePass(
        final WireSession venue, final InstrumentDefinition definition, final WireFrames frames, final int warm) {
        this.frames = frames;
        this.warm = warm;
        buffer = new UnsafeBuffer(frames.wire());
        final SymbolTable symbols = new SymbolTable();
        symbols.add(definition.symbol(), 0, definition.priceExponent(), definition.quantityExponent());
        mexc = venue == WireSession.MEXC ? new MexcMessages(symbols, MOST_LEVELS, MOST_LEVELS) : null;
        bybit = venue == WireSession.MEXC ? null : new BybitMessages(symbols);
    }

    @Override
    public long run() {
        int bad = 0;
        for (int i = warm; i < frames.count(); i++) {
            bad += understood(frames.payload(i), frames.payloadLength(i)) ? 0 : 1;
        }
        if (bad > 0) {
            throw new IllegalStateException(bad + " messages of the recording are not understood");
        }
        return frames.count() - warm;
    }

    private boolean understood(final int at, final int length) {
        return mexc != null ? mexc.binary(buffer, at, length) != MexcMessageKind.MALFORMED
            : bybit.decode(buffer, at, length) != BybitMessageKind.MALFORMED;
    }
}
