package io.penstock.gateways.binance;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SymbolTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Decodes Binance frames, spot or USD-M, raw or in the combined-stream envelope: bytes in, fixed point out.
 *
 * <p>A whole frame is checked before anything of it is told. Frames of the venue's usual shape take a fast path that
 * verifies every byte as it goes; everything else takes the strict path, which gives the same result. One thread;
 * allocates in the constructor only, except when a frame is longer than every one before it.
 */
public final class BinanceMessages {
    /** Exponent of prices and quantities of instruments that are not defined. */
    public static final int DEFAULT_EXPONENT = -8;
    /** Longest frame or snapshot body that is read, in bytes. */
    public static final int MAX_LENGTH = 16 << 20;

    private final BinanceMessage message;
    private final BinanceStrictDecoder strict;
    private final BinanceFastDecoder fast;
    private boolean fastPath = true;
    private byte[] padded = new byte[64 << 10];

    /**
     * A decoder.
     *
     * @param usdm      true for USD-M futures, false for spot
     * @param symbols   what is known; may grow
     * @param maxLevels most levels of one frame, bids and asks together
     */
    public BinanceMessages(final boolean usdm, final SymbolTable symbols, final int maxLevels) {
        message = new BinanceMessage(maxLevels);
        strict = new BinanceStrictDecoder(usdm, symbols, message);
        fast = new BinanceFastDecoder(usdm, symbols, message);
    }

    /**
     * The fields of the last frame.
     *
     * @return always the same object
     */
    public BinanceMessage message() {
        return message;
    }

    /**
     * Switches the fast path, for tests that compare the two.
     *
     * @param enabled false sends every frame down the strict path
     */
    public void fastPath(final boolean enabled) {
        fastPath = enabled;
    }

    /**
     * How many frames the fast path took.
     *
     * @return since the start
     */
    public long fastFrames() {
        return fast.taken();
    }

    /**
     * Decodes one frame.
     *
     * @param buffer       holds it
     * @param offset       of its first byte
     * @param length       in bytes
     * @param snapshotSlot slot of the symbol map whose book a bare snapshot body is, or -1 for "not known"
     * @return what it is
     */
    public BinanceMessageKind decode(
        final DirectBuffer buffer, final int offset, final int length, final int snapshotSlot) {
        if (length > MAX_LENGTH) {
            message.reset();
            message.fault = FrameFault.TOO_LONG;
            message.kind = BinanceMessageKind.MALFORMED;
            return message.kind;
        }
        final byte[] array = buffer.byteArray();
        if (array != null) {
            final int start = buffer.wrapAdjustment() + offset;
            if (start + length + Digits.PADDING <= array.length) {
                return decode(array, start, start + length, snapshotSlot);
            }
        }
        if (length + Digits.PADDING > padded.length) {
            padded = Arrays.copyOf(padded, Integer.highestOneBit(length + Digits.PADDING) << 1);
        }
        buffer.getBytes(offset, padded, 0, length);
        return decode(padded, 0, length, snapshotSlot);
    }

    private BinanceMessageKind decode(
        final byte[] data, final int start, final int end, final int snapshotSlot) {
        if (fastPath && fast.decode(data, start, end, snapshotSlot)) {
            return message.kind;
        }
        return strict.decode(data, start, end, snapshotSlot);
    }
}
