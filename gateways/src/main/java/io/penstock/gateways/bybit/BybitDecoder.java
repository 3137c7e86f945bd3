package io.penstock.gateways.bybit;

import static io.penstock.gateways.common.Digits.word;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;
import io.penstock.gateways.common.SymbolTable;

/**
 * Walks the outer object of a frame: topic, type and times, or the fields of an answer to a request of ours; the data
 * is read by {@link BybitPayload} as soon as the topic is known, else once everything was seen. One thread; allocates
 * in the constructor only.
 */
final class BybitDecoder {
    private static final long TOPIC = key("topic");
    private static final long TYPE = key("type");
    private static final long TS = key("ts");
    private static final long CTS = key("cts");
    private static final long DATA = key("data");
    private static final long OP = key("op");
    private static final long SUCCESS = key("success");
    private static final long RET_MSG = key("ret_msg");
    private static final long RET_TEXT = key("retMsg");
    private static final long RET_CODE = key("retCode");
    private static final long REQ_ID = key("req_id");
    private static final long REQ_ID_TOO = key("reqId");
    private static final long[] KEYS = {
        TOPIC, TYPE, TS, CTS, DATA, OP, SUCCESS, RET_MSG, RET_TEXT, RET_CODE, REQ_ID, REQ_ID_TOO,
    };

    private static final byte[] BOOK_TOPIC = ascii("orderbook.");
    private static final byte[] TRADE_TOPIC = ascii("publicTrade.");
    private static final byte[] TICKER_TOPIC = ascii("tickers.");
    private static final byte[] KLINE_TOPIC = ascii("kline.");
    private static final byte[] SNAPSHOT_TYPE = ascii("snapshot");
    private static final byte[] DELTA_TYPE = ascii("delta");
    private static final byte[] PING = ascii("ping");
    private static final byte[] PONG = ascii("pong");
    private static final byte[] ALREADY = ascii("already subscribed");

    private final SymbolTable symbols;
    private final BybitMessage message;
    private final JsonCursor json = new JsonCursor();
    private final BybitValues values = new BybitValues(json);
    private final BybitPayload payload;
    private byte[] data;
    private int end;
    private boolean topicSeen;
    private BybitMessageKind topic;
    private boolean typeSeen;
    private boolean typeKnown;
    private boolean dataSeen;
    private boolean dataRead;
    private int dataStart;
    private boolean opSeen;
    private boolean opPing;
    private boolean opPong;
    private boolean verdictSeen;
    private boolean good;

    BybitDecoder(final SymbolTable symbols, final BybitMessage message) {
        this.symbols = symbols;
        this.message = message;
        this.payload = new BybitPayload(json, values, message);
    }

    static byte[] ascii(final String text) {
        final byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** A key of at most 8 characters as {@link #keyAt} reads it. */
    static long key(final String text) {
        return word((text + "\0\0\0\0\0\0\0\0").substring(0, 8));
    }

    /** The key that the cursor has just taken; 0 for a longer or empty one. Control characters cannot stand in it. */
    static long keyAt(final byte[] data, final JsonCursor json) {
        final int length = json.tokenEnd() - json.tokenStart();
        return length > 8 ? 0 : word(data, json.tokenStart()) & Digits.mask(length);
    }

    static boolean equal(final byte[] name, final byte[] data, final int start, final int end) {
        return end - start == name.length && starts(name, data, start, end);
    }

    private static boolean starts(final byte[] name, final byte[] data, final int start, final int end) {
        if (end - start < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != data[start + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Decodes into the message.
     *
     * @param text  holds the frame, with 64 readable bytes behind
     * @param start first byte
     * @param limit one past the last
     * @return the kind
     */
    BybitMessageKind decode(final byte[] text, final int start, final int limit) {
        data = text;
        end = limit;
        topicSeen = false;
        topic = BybitMessageKind.UNKNOWN_EVENT;
        typeSeen = false;
        typeKnown = false;
        dataSeen = false;
        dataRead = false;
        opSeen = false;
        opPing = false;
        opPong = false;
        verdictSeen = false;
        good = true;
        message.reset();
        message.data = text;
        json.wrap(text, start, limit);
        values.wrap(text, limit);
        if (json.peek() < 0) {
            json.fail(FrameFault.EMPTY);
        } else if (root() && json.atEnd()) {
            message.kind = finish();
        }
        if (json.fault() != null) {
            message.fault = json.fault();
            message.kind = BybitMessageKind.MALFORMED;
        }
        return message.kind;
    }

    private boolean root() {
        if (!json.take('{')) {
            return false;
        }
        if (json.peek() == '}') {
            return json.take('}');
        }
        int seen = 0;
        do {
            if (!json.takeString()) {
                return false;
            }
            if (json.escaped()) {
                return json.fail(FrameFault.BAD_TEXT);
            }
            final long key = keyAt(data, json);
            final int bit = bit(key);
            if ((seen & bit) != 0) {
                return json.fail(FrameFault.DUPLICATE_KEY);
            }
            seen |= bit;
            if (!json.take(':') || !(bit == 0 ? json.skipValue(1) != JsonCursor.NONE : member(key))) {
                return false;
            }
        } while (json.takeNext('}'));
        return json.fault() == null;
    }

    private static int bit(final long key) {
        for (int i = 0; i < KEYS.length; i++) {
            if (KEYS[i] == key) {
                return 1 << i;
            }
        }
        return 0;
    }

    private boolean member(final long key) {
        if (key == TOPIC) {
            return values.text() && topic();
        }
        if (key == TYPE) {
            return values.text() && type();
        }
        if (key == TS) {
            message.sentNs = values.time();
            return json.fault() == null;
        }
        if (key == CTS) {
            message.matchedNs = values.time();
            return json.fault() == null;
        }
        if (key == DATA) {
            return data();
        }
        return answer(key);
    }

    private boolean topic() {
        final int start = json.tokenStart();
        final int stop = json.tokenEnd();
        topicSeen = true;
        if (json.escaped()) {
            return json.fail(FrameFault.BAD_TEXT);
        }
        int symbol = -1;
        if (starts(BOOK_TOPIC, data, start, stop)) {
            symbol = depth(start + BOOK_TOPIC.length, stop);
            topic = BybitMessageKind.ORDER_BOOK;
        } else if (starts(TRADE_TOPIC, data, start, stop)) {
            symbol = start + TRADE_TOPIC.length;
            topic = BybitMessageKind.TRADES;
        } else if (starts(TICKER_TOPIC, data, start, stop)) {
            symbol = start + TICKER_TOPIC.length;
            topic = BybitMessageKind.TICKER;
        } else if (starts(KLINE_TOPIC, data, start, stop)) {
            symbol = behindPoint(start + KLINE_TOPIC.length, stop);
            topic = BybitMessageKind.KLINE;
        }
        if (symbol < 0 || symbol == stop) {
            topic = BybitMessageKind.UNKNOWN_EVENT;
            return true;
        }
        message.symbolStart = symbol;
        message.symbolEnd = stop;
        message.slot = symbols.slot(data, symbol, stop - symbol);
        if (message.slot >= 0) {
            message.instrumentId = symbols.instrumentId(message.slot);
            payload.exponents(symbols.priceExponent(message.slot), symbols.quantityExponent(message.slot));
        } else {
            payload.exponents(BybitMessages.DEFAULT_EXPONENT, BybitMessages.DEFAULT_EXPONENT);
        }
        return true;
    }

    /** Over the levels per side, up to the symbol; other forms, such as {@code orderbook.rpi.X}, are not read. */
    private int depth(final int start, final int stop) {
        final int symbol = behindPoint(start, stop);
        final long depth = symbol < 0 ? -1 : Digits.whole(data, start, symbol - 1);
        message.depth = (int) Math.min(depth, Integer.MAX_VALUE);
        return depth <= 0 ? -1 : symbol;
    }

    private int behindPoint(final int start, final int stop) {
        for (int i = start; i < stop; i++) {
            if (data[i] == '.') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean type() {
        typeSeen = true;
        message.snapshot = equal(SNAPSHOT_TYPE, data, json.tokenStart(), json.tokenEnd());
        typeKnown = message.snapshot || equal(DELTA_TYPE, data, json.tokenStart(), json.tokenEnd());
        return true;
    }

    private boolean data() {
        dataSeen = true;
        if (topicSeen) {
            dataRead = true;
            return payload.read(topic, data, end);
        }
        json.peek();
        dataStart = json.position();
        return json.skipValue(1) != JsonCursor.NONE;
    }

    private boolean answer(final long key) {
        final int type = json.skipValue(1);
        if (type == JsonCursor.NONE) {
            return false;
        }
        final int start = json.tokenStart();
        final int stop = json.tokenEnd();
        if (key == OP) {
            opSeen = type == JsonCursor.STRING;
            opPing = opSeen && equal(PING, data, start, stop);
            opPong = opSeen && equal(PONG, data, start, stop);
        } else if (key == SUCCESS) {
            verdictSeen = true;
            good &= type == JsonCursor.TRUE;
        } else if (key == RET_CODE) {
            verdictSeen = true;
            good &= type == JsonCursor.NUMBER && stop - start == 1 && data[start] == '0';
        } else if (type == JsonCursor.STRING && (key == RET_MSG || key == RET_TEXT)) {
            message.wordsStart = start;
            message.wordsEnd = stop;
        } else if (type == JsonCursor.STRING) {
            final long id = Digits.whole(data, start, stop);
            message.requestId = id < 0 ? BybitMessage.NO_NUMBER : id;
        }
        return true;
    }

    private BybitMessageKind finish() {
        if (!topicSeen) {
            return control();
        }
        if (topic == BybitMessageKind.UNKNOWN_EVENT) {
            return topic;
        }
        if (!dataSeen || message.sentNs == BybitMessage.NO_TIME) {
            json.fail(FrameFault.MISSING_FIELD);
            return topic;
        }
        if (!dataRead) {
            json.wrap(data, dataStart, end);
            if (!payload.read(topic, data, end)) {
                return topic;
            }
        }
        if (!typeSeen && topic != BybitMessageKind.TRADES) {
            json.fail(FrameFault.MISSING_FIELD);
        } else if (typeSeen && !typeKnown) {
            return BybitMessageKind.UNKNOWN_EVENT;
        }
        // The venue's service was started anew: this is the whole book, whatever the type says.
        message.snapshot |= topic == BybitMessageKind.ORDER_BOOK && message.updateId == 1;
        return message.slot < 0 ? BybitMessageKind.UNKNOWN_SYMBOL : topic;
    }

    private BybitMessageKind control() {
        if (opPong || opPing && good) {
            return BybitMessageKind.PONG;
        }
        if (!verdictSeen) {
            return BybitMessageKind.UNKNOWN_EVENT;
        }
        message.alreadySubscribed = !good && contains(ALREADY, message.wordsStart, message.wordsEnd);
        if (good) {
            return opSeen ? BybitMessageKind.REPLY : BybitMessageKind.UNKNOWN_EVENT;
        }
        return BybitMessageKind.REFUSAL;
    }

    private boolean contains(final byte[] words, final int start, final int stop) {
        for (int i = start; i + words.length <= stop; i++) {
            if (starts(words, data, i, stop)) {
                return true;
            }
        }
        return false;
    }
}
