package io.penstock.gateways.bybit;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SymbolTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Decodes the public frames of Bybit v5, linear and spot: bytes in, fixed point out.
 *
 * <p>A whole frame is checked before anything of it is told: JSON to the last byte, no key twice in an object that is
 * read, exact numbers. Key order does not matter; topic before data is faster. One thread; allocates in the constructor
 * only, except when a frame is longer than every one before it.
 */
public final class BybitMessages {
    /** Exponent of prices and quantities of instruments that are not defined. */
    public static final int DEFAULT_EXPONENT = -8;
    /** Longest frame that is read, in bytes; 2,000 levels are some 60 KB, 1,024 trades some 180 KB. */
    public static final int MAX_LENGTH = 4 << 20;
    /** Most levels of one frame; the deepest stream has 1,000 per side. */
    public static final int MAX_LEVELS = 4_096;
    /** Most trades of one frame; the venue promises at most 1,024. */
    public static final int MAX_TRADES = 2_048;

    private final BybitMessage message = new BybitMessage(MAX_LEVELS, MAX_TRADES);
    private final BybitDecoder decoder;
    private byte[] padded = new byte[64 << 10];

    /**
     * A decoder.
     *
     * @param symbols what is known; may grow
     */
    public BybitMessages(final SymbolTable symbols) {
        decoder = new BybitDecoder(symbols, message);
    }

    /**
     * The fields of the last frame.
     *
     * @return always the same object
     */
    public BybitMessage message() {
        return message;
    }

    /**
     * Decodes one frame.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return what it is
     */
    public BybitMessageKind decode(final DirectBuffer buffer, final int offset, final int length) {
        if (length > MAX_LENGTH) {
            message.reset();
            message.fault = FrameFault.TOO_LONG;
            message.kind = BybitMessageKind.MALFORMED;
            return message.kind;
        }
        final byte[] array = buffer.byteArray();
        if (array != null) {
            final int start = buffer.wrapAdjustment() + offset;
            if (start + length + Digits.PADDING <= array.length) {
                return decoder.decode(array, start, start + length);
            }
        }
        if (length + Digits.PADDING > padded.length) {
            padded = Arrays.copyOf(padded, Integer.highestOneBit(length + Digits.PADDING) << 1);
        }
        buffer.getBytes(offset, padded, 0, length);
        return decoder.decode(padded, 0, length);
    }
}
