package io.penstock.gateways.capture;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.binance.BinanceMessage;
import io.penstock.gateways.binance.BinanceMessageKind;
import io.penstock.gateways.binance.BinanceMessages;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SymbolTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * First pass over captures of Binance when there are no definitions: which instruments there are, and their tick
 * and lot as the greatest common divisors of all prices and quantities seen. One thread; allocates per instrument.
 */
final class CaptureScan implements VenueScan {
    private static final int MAX_LEVELS = 12_000;

    private final Venue venue;
    private final SymbolTable symbols = new SymbolTable();
    private final BinanceMessages messages;
    private long[] ticks = new long[8];
    private long[] lots = new long[8];

    CaptureScan(final Venue venue) {
        this.venue = venue;
        this.messages = new BinanceMessages(venue == Venue.BINANCE_USDM, symbols, MAX_LEVELS);
    }

    @Override
    public void scan(final CaptureReader reader, final Runnable everyFewLines) {
        final SnapshotOwner owner = new SnapshotOwner();
        long lines = 0;
        while (reader.next()) {
            if ((++lines & 0xFFF) == 0) {
                everyFewLines.run();
            }
            if (reader.kind() == CaptureReader.LineKind.CONNECTION) {
                continue;
            }
            final int slot = reader.kind() == CaptureReader.LineKind.ANSWER
                ? slot(SnapshotOwner.symbolOf(reader.url())) : owner.owner(symbols.size());
            final BinanceMessageKind kind = decode(reader.buffer(), reader.offset(), reader.length(), slot);
            final int seen = kind == BinanceMessageKind.SNAPSHOT ? slot : messages.message().instrumentId();
            if (seen >= 0) {
                owner.saw(seen);
                measure(kind, seen);
            }
        }
    }

    private BinanceMessageKind decode(
        final DirectBuffer buffer, final int offset, final int length, final int snapshotSlot) {
        final BinanceMessageKind kind = messages.decode(buffer, offset, length, snapshotSlot);
        if (kind != BinanceMessageKind.UNKNOWN_SYMBOL) {
            return kind;
        }
        final String symbol = messages.message().symbolText();
        if (symbol.isEmpty() || symbol.length() > 32 || symbol.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            return kind;
        }
        slot(symbol);
        return messages.decode(buffer, offset, length, snapshotSlot);
    }

    private int slot(final String symbol) {
        if (symbol.isEmpty()) {
            return SymbolTable.UNKNOWN;
        }
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.symbol(i).equals(symbol)) {
                return i;
            }
        }
        final int slot = symbols.size();
        symbols.add(symbol, slot, BinanceMessages.DEFAULT_EXPONENT, BinanceMessages.DEFAULT_EXPONENT);
        if (slot == ticks.length) {
            ticks = Arrays.copyOf(ticks, 2 * slot);
            lots = Arrays.copyOf(lots, 2 * slot);
        }
        return slot;
    }

    private void measure(final BinanceMessageKind kind, final int slot) {
        final BinanceMessage message = messages.message();
        switch (kind) {
            case DEPTH, SNAPSHOT -> {
                for (int i = 0; i < message.levelCount(); i++) {
                    measure(slot, message.levelPrice(i), message.levelQuantity(i));
                }
            }
            case BOOK_TICKER -> {
                measure(slot, message.bidPrice(), message.bidQuantity());
                measure(slot, message.askPrice(), message.askQuantity());
            }
            case TRADE, AGG_TRADE -> measure(slot, message.price(), message.quantity());
            default -> { }
        }
    }

    private void measure(final int slot, final long price, final long quantity) {
        ticks[slot] = VenueScan.divisor(ticks[slot], price);
        lots[slot] = VenueScan.divisor(lots[slot], quantity);
    }

    @Override
    public List<InstrumentDefinition> definitions() {
        final List<InstrumentDefinition> found = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            final String symbol = symbols.symbol(i);
            final String quote = QuoteAssets.quoteOf(symbol);
            final String base = symbol.substring(0, symbol.length() - quote.length());
            found.add(new InstrumentDefinition(venue,
                venue == Venue.BINANCE_USDM ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT,
                InstrumentStatus.TRADING, symbol, base.substring(0, Math.min(16, base.length())), quote,
                BinanceMessages.DEFAULT_EXPONENT, BinanceMessages.DEFAULT_EXPONENT, Math.max(1, ticks[i]),
                Math.max(1, lots[i]), 0, 0, 0));
        }
        return found;
    }
}
