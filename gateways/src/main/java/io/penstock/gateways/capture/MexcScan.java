package io.penstock.gateways.capture;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SymbolTable;
import io.penstock.gateways.mexc.MexcMessage;
import io.penstock.gateways.mexc.MexcMessageKind;
import io.penstock.gateways.mexc.MexcMessages;
import java.util.ArrayList;
import java.util.List;

/**
 * The instruments that the frames of a MEXC capture name; tick and lot are the greatest common divisors of all prices
 * and quantities seen. One thread; allocates per instrument.
 */
final class MexcScan implements VenueScan {
    private static final int MAX_LEVELS = 12_000;
    private static final int MAX_TRADES = 1_000;

    private final SymbolTable symbols = new SymbolTable();
    private final MexcMessages messages = new MexcMessages(symbols, MAX_LEVELS, MAX_TRADES);
    private final List<long[]> steps = new ArrayList<>();

    @Override
    public void scan(final CaptureReader reader, final Runnable everyFewLines) {
        final SnapshotOwner owner = new SnapshotOwner();
        long lines = 0;
        while (reader.next()) {
            if ((++lines & 0xFFF) == 0) {
                everyFewLines.run();
            }
            if (reader.kind() == CaptureReader.LineKind.BINARY) {
                frame(reader);
                owner.saw(messages.message().instrumentId());
            } else if (reader.kind() == CaptureReader.LineKind.ANSWER) {
                answer(reader, owner);
            }
        }
    }

    private void frame(final CaptureReader reader) {
        MexcMessageKind kind = messages.binary(reader.buffer(), reader.offset(), reader.length());
        final MexcMessage message = messages.message();
        if (kind == MexcMessageKind.UNKNOWN_SYMBOL) {
            final String symbol = message.symbolText();
            if (symbol.length() > 32 || symbol.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
                return;
            }
            slot(symbol);
            kind = messages.binary(reader.buffer(), reader.offset(), reader.length());
        }
        switch (kind) {
            case DEPTH, LIMIT_DEPTH -> levels(message);
            case TRADES -> {
                for (int i = 0; i < message.tradeCount(); i++) {
                    measure(message.instrumentId(), message.tradePrice(i), message.tradeQuantity(i));
                }
            }
            case BOOK_TICKER -> {
                measure(message.instrumentId(), message.bidPrice(), message.bidQuantity());
                measure(message.instrumentId(), message.askPrice(), message.askQuantity());
            }
            default -> { }
        }
    }

    private void answer(final CaptureReader reader, final SnapshotOwner owner) {
        final String symbol = SnapshotOwner.symbolOf(reader.url());
        final int slot = symbol.isEmpty() ? owner.owner(symbols.size()) : slot(symbol);
        if (slot >= 0 && slot < symbols.size()
            && messages.snapshot(slot, reader.buffer(), reader.offset(), reader.length()) == MexcMessageKind.SNAPSHOT) {
            levels(messages.message());
        }
    }

    private int slot(final String symbol) {
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.symbol(i).equals(symbol)) {
                return i;
            }
        }
        symbols.add(symbol, symbols.size(), MexcMessages.DEFAULT_EXPONENT, MexcMessages.DEFAULT_EXPONENT);
        steps.add(new long[2]);
        return symbols.size() - 1;
    }

    private void levels(final MexcMessage message) {
        for (int i = 0; i < message.levelCount(); i++) {
            measure(message.instrumentId(), message.levelPrice(i), message.levelQuantity(i));
        }
    }

    private void measure(final int slot, final long price, final long quantity) {
        final long[] step = steps.get(slot);
        step[0] = VenueScan.divisor(step[0], price);
        step[1] = VenueScan.divisor(step[1], quantity);
    }

    @Override
    public List<InstrumentDefinition> definitions() {
        final List<InstrumentDefinition> found = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            final String symbol = symbols.symbol(i);
            final String quote = QuoteAssets.quoteOf(symbol);
            final String base = symbol.substring(0, symbol.length() - quote.length());
            found.add(new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol,
                base.substring(0, Math.min(16, base.length())), quote, MexcMessages.DEFAULT_EXPONENT,
                MexcMessages.DEFAULT_EXPONENT, Math.max(1, steps.get(i)[0]), Math.max(1, steps.get(i)[1]), 0, 0, 0));
        }
        return found;
    }
}
