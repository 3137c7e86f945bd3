package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** The reference, the strict path and the whole decoder on the same frame: all three must tell the same. */
final class DecoderPair {
    private final SymbolTable symbols = new SymbolTable();
    private final BinanceMessages strict;
    private final BinanceMessages both;
    private final ReferenceDecoder reference;
    private byte[] padded = new byte[1 << 16];
    private final UnsafeBuffer view = new UnsafeBuffer(padded);

    DecoderPair(final boolean usdm) {
        symbols.add("BTCUSDT", 0, -8, -8);
        symbols.add("ETHUSDT", 1, -2, -5);
        symbols.add("DOTUSDT", 2, -10, -9);
        symbols.add("NEOUSDT", 3, -3, -2);
        symbols.add("BATUSDT", 4, -4, -1);
        symbols.add("1000000MOGUSDT_LONG_DATED_240927", 5, -8, -8);
        strict = new BinanceMessages(usdm, symbols, 12_000);
        strict.fastPath(false);
        both = new BinanceMessages(usdm, symbols, 12_000);
        reference = new ReferenceDecoder(usdm, symbols);
    }

    long fastFrames() {
        return both.fastFrames();
    }

    BinanceMessage check(final byte[] frame, final int snapshotSlot) {
        final String expected = reference.decode(frame, snapshotSlot);
        if (frame.length + 64 > padded.length) {
            padded = new byte[2 * frame.length + 64];
        }
        // What lies behind the frame must not matter: a copy of its own end is the most seductive.
        System.arraycopy(frame, 0, padded, 0, frame.length);
        for (int i = 0; i < 64; i++) {
            padded[frame.length + i] = frame.length == 0 ? (byte) '}' : frame[Math.floorMod(frame.length - 64 + i,
                frame.length)];
        }
        view.wrap(padded, 0, frame.length + 64);
        strict.decode(view, 0, frame.length, snapshotSlot);
        assertEquals(expected, ReferenceDecoder.describe(strict.message()), () -> text(frame));
        both.decode(view, 0, frame.length, snapshotSlot);
        assertEquals(expected, ReferenceDecoder.describe(both.message()), () -> text(frame));
        assertEquals(strict.message().fault(), both.message().fault(), () -> text(frame));
        return both.message();
    }

    BinanceMessage check(final String frame) {
        return check(frame.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static String text(final byte[] frame) {
        return new String(Arrays.copyOf(frame, Math.min(frame.length, 2_000)), StandardCharsets.ISO_8859_1);
    }
}
