package io.penstock.gateways.mexc;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;

/**
 * Decodes MEXC's JSON into {@link MexcMessage}: replies to control messages ({@code id, code, msg}) and the bodies of
 * REST depth answers ({@code lastUpdateId, bids, asks, timestamp}). Strict JSON; a key twice or written with an escape
 * is refused. One thread; does not allocate.
 */
final class MexcTextDecoder {
    private static final int CODE = 1;
    private static final int MSG = 2;
    private static final int ID = 4;
    private static final int BIDS = 8;
    private static final int ASKS = 16;
    private static final int TIMESTAMP = 32;
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private final JsonCursor cursor = new JsonCursor();
    private final MexcMessage message;
    private byte[] data;
    private int seen;
    private int priceExponent;
    private int quantityExponent;

    MexcTextDecoder(final MexcMessage message) {
        this.message = message;
    }

    /** A text frame: PONG, another reply, or something that is not known. */
    MexcMessageKind reply(final byte[] bytes, final int start, final int end) {
        if (!object(bytes, start, end)) {
            return message.malformed(cursor.fault());
        }
        if ((seen & (CODE | MSG)) != (CODE | MSG)) {
            message.kind = MexcMessageKind.UNKNOWN_EVENT;
        } else if (message.replyCode != 0) {
            message.kind = MexcMessageKind.CONTROL_ERROR;
        } else {
            message.kind = equal(data, message.textStart, message.textEnd, "PONG") ? MexcMessageKind.PONG
                : MexcMessageKind.CONTROL_REPLY;
        }
        return message.kind;
    }

    /** The body of a depth answer; an error body is a CONTROL_ERROR. */
    MexcMessageKind snapshot(
        final byte[] bytes, final int start, final int end, final int newPriceExponent,
        final int newQuantityExponent) {
        priceExponent = newPriceExponent;
        quantityExponent = newQuantityExponent;
        if (!object(bytes, start, end)) {
            return message.malformed(cursor.fault());
        }
        if ((seen & CODE) != 0 && message.replyCode != 0) {
            message.kind = MexcMessageKind.CONTROL_ERROR;
            return message.kind;
        }
        if ((seen & (ID | BIDS | ASKS)) != (ID | BIDS | ASKS)) {
            return message.malformed(FrameFault.MISSING_FIELD);
        }
        message.join();
        message.kind = MexcMessageKind.SNAPSHOT;
        return message.kind;
    }

    private boolean object(final byte[] bytes, final int start, final int end) {
        data = bytes;
        seen = 0;
        message.replyCode = 0;
        cursor.wrap(bytes, start, end);
        if (start == end) {
            return cursor.fail(FrameFault.EMPTY);
        }
        if (!cursor.take('{')) {
            return false;
        }
        if (cursor.peek() == '}') {
            return cursor.take('}') && cursor.atEnd();
        }
        do {
            if (!member()) {
                return false;
            }
        } while (cursor.takeNext('}'));
        return cursor.fault() == null && cursor.atEnd();
    }

    private boolean member() {
        if (!cursor.takeString()) {
            return false;
        }
        if (cursor.escaped()) {
            return cursor.fail(FrameFault.BAD_TEXT);
        }
        final int from = cursor.tokenStart();
        final int to = cursor.tokenEnd();
        final int key = equal(data, from, to, "code") ? CODE : equal(data, from, to, "msg") ? MSG
            : equal(data, from, to, "lastUpdateId") ? ID : equal(data, from, to, "bids") ? BIDS
            : equal(data, from, to, "asks") ? ASKS : equal(data, from, to, "timestamp") ? TIMESTAMP : 0;
        if (!cursor.take(':')) {
            return false;
        }
        if ((seen & key) != 0) {
            return cursor.fail(FrameFault.DUPLICATE_KEY);
        }
        seen |= key;
        return switch (key) {
            case CODE -> code();
            case MSG -> text();
            case ID -> id();
            case TIMESTAMP -> timestamp();
            case BIDS, ASKS -> levels(key == BIDS);
            default -> cursor.skipValue(1) != JsonCursor.NONE;
        };
    }

    private boolean code() {
        if (!number()) {
            return false;
        }
        // only whether it is zero is asked for; the sign, a fraction or many digits make it something else
        final boolean zero = cursor.tokenEnd() - cursor.tokenStart() == 1 && data[cursor.tokenStart()] == '0';
        message.replyCode = zero ? 0 : 1;
        return true;
    }

    private boolean text() {
        final int type = cursor.skipValue(1);
        if (type == JsonCursor.NONE) {
            return false;
        }
        if (type != JsonCursor.STRING) {
            return cursor.fail(FrameFault.WRONG_TYPE);
        }
        message.textStart = cursor.tokenStart();
        message.textEnd = cursor.tokenEnd();
        return true;
    }

    private boolean id() {
        if (!number()) {
            return false;
        }
        final long value = Digits.whole(data, cursor.tokenStart(), cursor.tokenEnd());
        message.fromVersion = value;
        message.toVersion = value;
        return value >= 0 || cursor.fail(MexcBodyDecoder.fault(value));
    }

    private boolean timestamp() {
        if (!number()) {
            return false;
        }
        final long value = Digits.whole(data, cursor.tokenStart(), cursor.tokenEnd());
        if (value < 0 || value > MOST_MILLIS) {
            return cursor.fail(value < 0 ? MexcBodyDecoder.fault(value) : FrameFault.OVERFLOW);
        }
        message.eventTimeNs = value * 1_000_000;
        return true;
    }

    private boolean number() {
        final int type = cursor.skipValue(1);
        return type == JsonCursor.NUMBER || type != JsonCursor.NONE && cursor.fail(FrameFault.WRONG_TYPE);
    }

    private boolean levels(final boolean bids) {
        if (!open()) {
            return false;
        }
        if (cursor.peek() == ']') {
            return cursor.take(']');
        }
        do {
            if (!level(bids)) {
                return false;
            }
        } while (cursor.takeNext(']'));
        return cursor.fault() == null;
    }

    private boolean open() {
        return cursor.peek() == '[' || cursor.peek() < 0 ? cursor.take('[') : cursor.fail(FrameFault.WRONG_TYPE);
    }

    private boolean level(final boolean bids) {
        if (!open()) {
            return false;
        }
        final long price = figure(priceExponent);
        if (price < 0 || !cursor.take(',')) {
            return false;
        }
        final long quantity = figure(quantityExponent);
        if (quantity < 0) {
            return false;
        }
        while (cursor.takeNext(']')) {
            if (cursor.skipValue(3) == JsonCursor.NONE) {
                return false;
            }
        }
        if (cursor.fault() != null) {
            return false;
        }
        if (!message.roomForLevel()) {
            return cursor.fail(FrameFault.TOO_MANY_LEVELS);
        }
        if (price == 0) {
            return cursor.fail(FrameFault.BAD_NUMBER);
        }
        if (bids) {
            message.bid(price, quantity);
        } else {
            message.ask(price, quantity);
        }
        return true;
    }

    private long figure(final int exponent) {
        final int c = cursor.peek();
        if (c != '"') {
            cursor.fail(c < 0 ? FrameFault.TRUNCATED : FrameFault.WRONG_TYPE);
            return -1;
        }
        if (!cursor.takeString()) {
            return -1;
        }
        final long value = Digits.decimal(data, cursor.tokenStart(), cursor.tokenEnd(), exponent);
        if (value < 0) {
            cursor.fail(MexcBodyDecoder.fault(value));
        }
        return value;
    }

    static boolean equal(final byte[] bytes, final int start, final int end, final String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
