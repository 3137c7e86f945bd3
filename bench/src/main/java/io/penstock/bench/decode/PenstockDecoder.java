package io.penstock.bench.decode;

import io.penstock.gateways.binance.BinanceMessage;
import io.penstock.gateways.binance.BinanceMessageKind;
import io.penstock.gateways.binance.BinanceMessages;
import io.penstock.gateways.common.SymbolTable;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Our decoder, as a gateway calls it.
 */
public final class PenstockDecoder implements DepthDecoder {
    private static final int MAX_LEVELS = 12_000;

    private final BinanceMessages messages;
    private final BinanceMessage message;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);

    /**
     * A decoder that knows BTCUSDT.
     *
     * @param usdm true for USD-M futures
     */
    public PenstockDecoder(final boolean usdm) {
        final SymbolTable symbols = new SymbolTable();
        symbols.add("BTCUSDT", 0, BinanceMessages.DEFAULT_EXPONENT, BinanceMessages.DEFAULT_EXPONENT);
        messages = new BinanceMessages(usdm, symbols, MAX_LEVELS);
        message = messages.message();
    }

    @Override
    public String name() {
        return "Penstock";
    }

    @Override
    public long decode(final byte[] data, final int offset, final int length) {
        if (buffer.byteArray() != data) {
            buffer.wrap(data);
        }
        if (messages.decode(buffer, offset, length, -1) != BinanceMessageKind.DEPTH) {
            throw new IllegalStateException("not decoded as depth: " + message.kind() + " " + message.fault());
        }
        return message.lastUpdateId();
    }

    @Override
    public void read(final DepthMessage into) {
        into.clear();
        into.firstUpdateId = message.firstUpdateId();
        into.lastUpdateId = message.lastUpdateId();
        into.bidCount = message.bidCount();
        for (int i = 0; i < message.levelCount(); i++) {
            into.add(message.levelPrice(i), message.levelQuantity(i));
        }
    }
}
