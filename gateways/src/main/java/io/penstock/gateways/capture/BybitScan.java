package io.penstock.gateways.capture;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.gateways.bybit.BybitMessage;
import io.penstock.gateways.bybit.BybitMessageKind;
import io.penstock.gateways.bybit.BybitMessages;
import io.penstock.gateways.bybit.BybitProtocol;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SymbolTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instruments that the frames of a Bybit capture name, as the recorded answer of instruments-info defines them;
 * tick and lot of those that it does not name are the greatest common divisors of all prices and quantities seen. One
 * thread; allocates per instrument.
 */
final class BybitScan implements VenueScan {
    private final Venue venue;
    private final BybitProtocol protocol;
    private final SymbolTable symbols = new SymbolTable();
    private final BybitMessages messages = new BybitMessages(symbols);
    private final Map<String, InstrumentDefinition> recorded = new LinkedHashMap<>();
    private final List<long[]> steps = new ArrayList<>();

    BybitScan(final Venue venue) {
        this.venue = venue;
        this.protocol = new BybitProtocol(venue);
    }

    @Override
    public void scan(final CaptureReader reader, final Runnable everyFewLines) {
        final String category = venue == Venue.BYBIT_LINEAR ? "category=linear" : "category=spot";
        long lines = 0;
        while (reader.next()) {
            if ((++lines & 0xFFF) == 0) {
                everyFewLines.run();
            }
            if (reader.kind() == CaptureReader.LineKind.FRAME) {
                frame(reader);
            } else if (reader.kind() == CaptureReader.LineKind.ANSWER && reader.url().contains("instruments-info")
                && reader.url().contains(category)) {
                answer(reader);
            }
        }
    }

    private void answer(final CaptureReader reader) {
        final byte[] body = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), body);
        final List<InstrumentDefinition> all = new ArrayList<>();
        try {
            protocol.definitions(body, all);
        } catch (final IllegalArgumentException e) {
            throw new CaptureException(reader.file() + ":" + reader.lineNumber() + ": " + e.getMessage(), e);
        }
        all.forEach(definition -> recorded.put(definition.symbol(), definition));
    }

    private void frame(final CaptureReader reader) {
        BybitMessageKind kind = messages.decode(reader.buffer(), reader.offset(), reader.length());
        final BybitMessage message = messages.message();
        if (kind == BybitMessageKind.UNKNOWN_SYMBOL) {
            final String symbol = message.symbolText();
            if (symbol.length() > 32 || symbol.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
                return;
            }
            symbols.add(symbol, symbols.size(), BybitMessages.DEFAULT_EXPONENT, BybitMessages.DEFAULT_EXPONENT);
            steps.add(new long[2]);
            kind = messages.decode(reader.buffer(), reader.offset(), reader.length());
        }
        if (kind == BybitMessageKind.ORDER_BOOK) {
            for (int i = 0; i < message.levelCount(); i++) {
                measure(message.instrumentId(), message.levelPrice(i), message.levelQuantity(i));
            }
        } else if (kind == BybitMessageKind.TRADES) {
            for (int i = 0; i < message.tradeCount(); i++) {
                measure(message.instrumentId(), message.tradePrice(i), message.tradeQuantity(i));
            }
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
            final InstrumentDefinition known = recorded.get(symbol);
            found.add(known != null ? known : new InstrumentDefinition(venue,
                venue == Venue.BYBIT_LINEAR ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT,
                InstrumentStatus.TRADING, symbol, base.substring(0, Math.min(16, base.length())), quote,
                BybitMessages.DEFAULT_EXPONENT, BybitMessages.DEFAULT_EXPONENT, Math.max(1, steps.get(i)[0]),
                Math.max(1, steps.get(i)[1]), 0, 0, 0));
        }
        return found;
    }
}
