package io.penstock.gateways.mexc;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SymbolTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Decodes MEXC frames: binary ones are protobuf (PushDataV3ApiWrapper with one body), text ones are JSON replies; and
 * the bodies of REST depth answers.
 *
 * <p>A whole frame is checked before anything of it is told. The wrapper is walked first and its body afterwards, for
 * the body may stand before the symbol whose exponents its digits need. When the wrapper names no symbol, the one in
 * its channel counts. Two bodies in one frame, even of one kind (which protobuf would merge), contradict each other:
 * the venue never sends that. A known field with another wire type than it must have is a fault, not an unknown field.
 * One thread; allocates in the constructor only, except when a frame is longer than every one before it.
 */
public final class MexcMessages {
    /** Longest frame or snapshot body that is read, in bytes. */
    public static final int MAX_LENGTH = 16 << 20;
    /** Exponent of prices and quantities of instruments that are not defined. */
    public static final int DEFAULT_EXPONENT = -8;

    static final int CHANNEL = 1;
    static final int SYMBOL = 3;
    static final int CREATE_TIME = 5;
    static final int SEND_TIME = 6;
    static final int FIRST_BODY = 301;
    static final int LIMIT_DEPTHS = 303;
    static final int KLINE = 308;
    static final int AGGRE_DEPTHS = 313;
    static final int AGGRE_DEALS = 314;
    static final int AGGRE_BOOK_TICKER = 315;
    static final int LAST_BODY = 315;

    private final SymbolTable symbols;
    private final MexcMessage message;
    private final ProtobufReader reader = new ProtobufReader();
    private final MexcBodyDecoder bodies;
    private final MexcTextDecoder texts;
    private byte[] padded = new byte[16 << 10];
    private int start;

    /**
     * A decoder.
     *
     * @param symbols   what is known; may grow
     * @param maxLevels most levels of one frame, bids and asks together
     * @param maxTrades most trades of one frame
     */
    public MexcMessages(final SymbolTable symbols, final int maxLevels, final int maxTrades) {
        this.symbols = symbols;
        message = new MexcMessage(maxLevels, maxTrades);
        bodies = new MexcBodyDecoder(reader, message);
        texts = new MexcTextDecoder(message);
    }

    /**
     * The fields of the last frame.
     *
     * @return always the same object
     */
    public MexcMessage message() {
        return message;
    }

    /**
     * Decodes one binary frame.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return what it is
     */
    public MexcMessageKind binary(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] data = fetch(buffer, offset, length);
        if (data == null) {
            return message.kind;
        }
        if (length == 0) {
            return message.malformed(FrameFault.EMPTY);
        }
        message.kind = wrapper(data, start, start + length);
        return reader.fault() == null ? message.kind : message.malformed(reader.fault());
    }

    /**
     * Decodes one text frame.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return what it is
     */
    public MexcMessageKind text(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] data = fetch(buffer, offset, length);
        return data == null ? message.kind : texts.reply(data, start, start + length);
    }

    /**
     * Decodes the body of a REST depth answer.
     *
     * @param slot   of the symbol table whose book it is, or -1 when that is not known
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @return what it is
     */
    public MexcMessageKind snapshot(final int slot, final DirectBuffer buffer, final int offset, final int length) {
        final byte[] data = fetch(buffer, offset, length);
        if (data == null) {
            return message.kind;
        }
        final boolean known = slot >= 0 && slot < symbols.size();
        final MexcMessageKind kind = texts.snapshot(data, start, start + length,
            known ? symbols.priceExponent(slot) : DEFAULT_EXPONENT,
            known ? symbols.quantityExponent(slot) : DEFAULT_EXPONENT);
        if (known) {
            message.slot = slot;
            message.instrumentId = symbols.instrumentId(slot);
        } else if (kind == MexcMessageKind.SNAPSHOT) {
            message.kind = MexcMessageKind.UNKNOWN_SYMBOL;
        }
        return message.kind;
    }

    /** The bytes with padding behind, from {@link #start} on; null when there are too many. */
    private byte[] fetch(final DirectBuffer buffer, final int offset, final int length) {
        if (length > MAX_LENGTH) {
            message.reset(padded);
            message.malformed(FrameFault.TOO_LONG);
            return null;
        }
        final byte[] array = buffer.byteArray();
        if (array != null) {
            start = buffer.wrapAdjustment() + offset;
            if (start + length + Digits.PADDING <= array.length) {
                message.reset(array);
                return array;
            }
        }
        if (length + Digits.PADDING > padded.length) {
            padded = Arrays.copyOf(padded, Integer.highestOneBit(length + Digits.PADDING) << 1);
        }
        buffer.getBytes(offset, padded, 0, length);
        start = 0;
        message.reset(padded);
        return padded;
    }

    private MexcMessageKind wrapper(final byte[] data, final int from, final int to) {
        reader.wrap(data, from, to);
        int body = 0;
        int bodyStart = 0;
        int bodyEnd = 0;
        long createTime = 0;
        long sendTime = 0;
        while (reader.next()) {
            final int field = reader.field();
            if (field >= FIRST_BODY && field <= LAST_BODY) {
                if (body != 0) {
                    reader.fail(FrameFault.CONTRADICTION);
                }
                if (reader.bytes()) {
                    body = field;
                    bodyStart = reader.valueStart();
                    bodyEnd = reader.valueEnd();
                }
            } else if (field == CHANNEL && reader.bytes()) {
                message.channelStart = reader.valueStart();
                message.channelEnd = reader.valueEnd();
            } else if (field == SYMBOL && reader.bytes()) {
                message.symbolStart = reader.valueStart();
                message.symbolEnd = reader.valueEnd();
            } else if (field == CREATE_TIME) {
                createTime = reader.number();
            } else if (field == SEND_TIME) {
                sendTime = reader.number();
            }
        }
        message.sendTimeNs = bodies.millis(sendTime);
        message.eventTimeNs = createTime == 0 ? message.sendTimeNs : bodies.millis(createTime);
        if (reader.fault() != null || !read(body)) {
            return MexcMessageKind.UNKNOWN_EVENT;
        }
        if (message.symbolStart == message.symbolEnd) {
            symbolOfChannel(data, body);
        }
        if (message.symbolStart == message.symbolEnd) {
            reader.fail(FrameFault.MISSING_FIELD);
            return MexcMessageKind.MALFORMED;
        }
        final int slot = symbols.slot(data, message.symbolStart, message.symbolEnd - message.symbolStart);
        final boolean known = slot != SymbolTable.UNKNOWN;
        bodies.wrap(data, known ? symbols.priceExponent(slot) : DEFAULT_EXPONENT,
            known ? symbols.quantityExponent(slot) : DEFAULT_EXPONENT);
        reader.enter(bodyStart, bodyEnd);
        final MexcMessageKind kind = body(body);
        if (!known) {
            return MexcMessageKind.UNKNOWN_SYMBOL;
        }
        message.slot = slot;
        message.instrumentId = symbols.instrumentId(slot);
        return kind;
    }

    private static boolean read(final int body) {
        return body == AGGRE_DEPTHS || body == AGGRE_DEALS || body == AGGRE_BOOK_TICKER || body == KLINE
            || body == LIMIT_DEPTHS;
    }

    private MexcMessageKind body(final int body) {
        switch (body) {
            case AGGRE_DEPTHS:
                bodies.depth();
                return MexcMessageKind.DEPTH;
            case AGGRE_DEALS:
                bodies.deals();
                return MexcMessageKind.TRADES;
            case AGGRE_BOOK_TICKER:
                bodies.bookTicker();
                return MexcMessageKind.BOOK_TICKER;
            case KLINE:
                bodies.kline();
                return MexcMessageKind.KLINE;
            default:
                bodies.limitDepth();
                return MexcMessageKind.LIMIT_DEPTH;
        }
    }

    /** The symbol is the third part of the channels of bars and best levels, the last part of the others. */
    private void symbolOfChannel(final byte[] data, final int body) {
        final boolean third = body == KLINE || body == LIMIT_DEPTHS;
        int part = 0;
        int from = message.channelStart;
        for (int i = message.channelStart; i < message.channelEnd; i++) {
            if (data[i] == '@') {
                if (third && part == 2) {
                    message.symbolStart = from;
                    message.symbolEnd = i;
                    return;
                }
                part++;
                from = i + 1;
            }
        }
        if (!third && part == 3 || third && part == 2) {
            message.symbolStart = from;
            message.symbolEnd = message.channelEnd;
        }
    }
}
