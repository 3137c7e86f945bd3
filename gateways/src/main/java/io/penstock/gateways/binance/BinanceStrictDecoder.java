package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.ObjectFields.ASKS;
import static io.penstock.gateways.binance.ObjectFields.BIDS;
import static io.penstock.gateways.binance.ObjectFields.CODE;
import static io.penstock.gateways.binance.ObjectFields.DATA;
import static io.penstock.gateways.binance.ObjectFields.ERROR;
import static io.penstock.gateways.binance.ObjectFields.ID;
import static io.penstock.gateways.binance.ObjectFields.LAST_UPDATE_ID;
import static io.penstock.gateways.binance.ObjectFields.PREVIOUS;
import static io.penstock.gateways.binance.ObjectFields.RESULT;
import static io.penstock.gateways.binance.ObjectFields.STREAM;
import static io.penstock.gateways.binance.ObjectFields.ascii;
import static io.penstock.gateways.common.JsonCursor.ARRAY;
import static io.penstock.gateways.common.JsonCursor.FALSE;
import static io.penstock.gateways.common.JsonCursor.NONE;
import static io.penstock.gateways.common.JsonCursor.NUMBER;
import static io.penstock.gateways.common.JsonCursor.OBJECT;
import static io.penstock.gateways.common.JsonCursor.STRING;
import static io.penstock.gateways.common.JsonCursor.TRUE;

import io.penstock.api.FixedPoint;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;
import io.penstock.gateways.common.SymbolTable;

/**
 * Decodes any frame, whatever its key order, white space and unknown fields: first the whole text is checked and the
 * members are located, then the fields are read. It alone decides what is malformed and why; the fast decoder only ever
 * agrees with it or hands over to it. One thread; allocates in the constructor only.
 */
final class BinanceStrictDecoder {
    private static final byte[][] EVENTS = {
        ascii("depthUpdate"), ascii("bookTicker"), ascii("trade"), ascii("aggTrade"), ascii("kline"),
        ascii("markPriceUpdate"), ascii("serverShutdown"),
    };
    private static final BinanceMessageKind[] EVENT_KINDS = {
        BinanceMessageKind.DEPTH, BinanceMessageKind.BOOK_TICKER, BinanceMessageKind.TRADE,
        BinanceMessageKind.AGG_TRADE, BinanceMessageKind.KLINE, BinanceMessageKind.MARK_PRICE,
        BinanceMessageKind.SERVER_SHUTDOWN,
    };

    private final boolean usdm;
    private final SymbolTable symbols;
    private final BinanceMessage message;
    private final JsonCursor json = new JsonCursor();
    private final ObjectFields root = new ObjectFields();
    private final ObjectFields inner = new ObjectFields();
    private final ObjectFields bar = new ObjectFields();
    private byte[] data;
    private ObjectFields fields;
    private FrameFault fault;
    private int priceExponent;
    private int quantityExponent;

    BinanceStrictDecoder(final boolean usdm, final SymbolTable symbols, final BinanceMessage message) {
        this.usdm = usdm;
        this.symbols = symbols;
        this.message = message;
    }

    /**
     * Decodes into the message.
     *
     * @param text         holds the frame, padded behind
     * @param start        first byte
     * @param end          one past the last
     * @param snapshotSlot whose book a bare snapshot is, or -1
     * @return the kind
     */
    BinanceMessageKind decode(final byte[] text, final int start, final int end, final int snapshotSlot) {
        data = text;
        fault = null;
        message.reset();
        json.wrap(text, start, end);
        inner.clear();
        if (json.peek() < 0) {
            fault = FrameFault.EMPTY;
        } else if (!root.scan(json, 0, text, inner) || !json.atEnd()) {
            fault = json.fault();
        }
        if (fault != null) {
            return refuse();
        }
        final boolean combined = root.type(DATA) == OBJECT && root.type(STREAM) == STRING;
        fields = combined ? inner : root;
        final BinanceMessageKind kind = classify(combined);
        switch (kind) {
            case DEPTH -> depth();
            case BOOK_TICKER -> bookTicker();
            case TRADE -> trade('t');
            case AGG_TRADE -> trade('a');
            case KLINE -> kline();
            case MARK_PRICE -> markPrice();
            case SNAPSHOT -> snapshot(snapshotSlot);
            case CONTROL_REPLY, CONTROL_ERROR -> {
                final long id = root.type(ID) == NUMBER
                    ? Digits.whole(data, root.start(ID), root.end(ID)) : -1;
                message.controlId = Math.max(-1, id);
                message.kind = kind;
                return kind;
            }
            default -> {
                message.kind = kind;
                return kind;
            }
        }
        if (fault != null) {
            return refuse();
        }
        message.kind = message.slot < 0 ? BinanceMessageKind.UNKNOWN_SYMBOL : kind;
        return message.kind;
    }

    private BinanceMessageKind refuse() {
        message.fault = fault;
        message.kind = BinanceMessageKind.MALFORMED;
        return message.kind;
    }

    private BinanceMessageKind classify(final boolean combined) {
        final int type = fields.type('e');
        if (type == STRING) {
            if (fields.escaped('e')) {
                fail(FrameFault.BAD_TEXT);
                return BinanceMessageKind.DEPTH;
            }
            final int start = fields.start('e');
            final int length = fields.end('e') - start;
            for (int i = 0; i < EVENTS.length; i++) {
                if (ObjectFields.equal(EVENTS[i], data, start, length)) {
                    return EVENT_KINDS[i];
                }
            }
            return BinanceMessageKind.UNKNOWN_EVENT;
        }
        if (type != NONE) {
            fail(FrameFault.WRONG_TYPE);
            return BinanceMessageKind.DEPTH;
        }
        if (fields.type(LAST_UPDATE_ID) != NONE) {
            return combined ? BinanceMessageKind.UNKNOWN_EVENT : BinanceMessageKind.SNAPSHOT;
        }
        if (fields.type('s') != NONE && fields.type('u') != NONE) {
            return BinanceMessageKind.BOOK_TICKER;
        }
        if (fields.type(CODE) != NONE || fields.type(ERROR) != NONE) {
            return BinanceMessageKind.CONTROL_ERROR;
        }
        return fields.type(RESULT) != NONE && fields.type(ID) != NONE
            ? BinanceMessageKind.CONTROL_REPLY : BinanceMessageKind.UNKNOWN_EVENT;
    }

    private void depth() {
        symbol();
        message.eventTimeNs = time('E');
        message.firstUpdateId = whole('U');
        message.lastUpdateId = whole('u');
        message.previousUpdateId = usdm ? whole(PREVIOUS) : -1;
        levels('b', 'a');
        checkDepth(message);
        if (fault == null) {
            fault = message.fault;
        }
    }

    private void snapshot(final int snapshotSlot) {
        message.slot = snapshotSlot;
        message.instrumentId = snapshotSlot < 0 ? -1 : symbols.instrumentId(snapshotSlot);
        message.symbolStart = 0;
        message.symbolEnd = 0;
        exponents();
        message.lastUpdateId = whole(LAST_UPDATE_ID);
        message.eventTimeNs = fields.type('E') == NONE ? BinanceMessage.NO_TIME : time('E');
        levels(BIDS, ASKS);
    }

    /** What must hold between the ids of a diff; shared with the fast decoder. */
    static void checkDepth(final BinanceMessage message) {
        if (message.firstUpdateId > message.lastUpdateId || message.previousUpdateId > message.lastUpdateId) {
            message.fault = FrameFault.CONTRADICTION;
        }
    }

    private void bookTicker() {
        symbol();
        message.eventTimeNs = fields.type('E') == NONE ? BinanceMessage.NO_TIME : time('E');
        message.lastUpdateId = whole('u');
        message.bidPrice = price('b');
        message.bidQuantity = quantity('B');
        message.askPrice = price('a');
        message.askQuantity = quantity('A');
    }

    private void trade(final char id) {
        symbol();
        message.eventTimeNs = time('E');
        message.tradeTimeNs = time('T');
        message.tradeId = whole(id);
        message.price = price('p');
        message.quantity = quantity('q');
        message.buyerIsMaker = truth('m');
    }

    private void markPrice() {
        symbol();
        message.eventTimeNs = time('E');
        message.price = price('p');
        message.indexPrice = price('i');
        final long fundingTime = whole('T');
        final boolean empty = fields.type('r') == STRING && fields.start('r') == fields.end('r');
        // A delivery contract has no funding: an empty rate and the time 0.
        message.hasFunding = !(empty && fundingTime == 0);
        if (message.hasFunding) {
            message.fundingRate = signed('r', FixedPoint.RATE_EXPONENT);
            message.fundingTimeNs = time('T');
        }
    }

    private void kline() {
        symbol();
        message.eventTimeNs = time('E');
        if (!require('k', OBJECT)) {
            return;
        }
        json.wrap(data, fields.start('k'), fields.end('k'));
        if (!bar.scan(json, 1, data, null)) {
            fail(json.fault());
            return;
        }
        fields = bar;
        message.openTimeNs = time('t');
        final long closeTime = whole('T');
        final long openTime = whole('t');
        message.openPrice = price('o');
        message.highPrice = price('h');
        message.lowPrice = price('l');
        message.closePrice = price('c');
        message.volume = quantity('v');
        message.quoteVolume = decimal('q', FixedPoint.AMOUNT_EXPONENT);
        message.tradeCount = whole('n');
        message.closed = truth('x');
        if (fault != null) {
            return;
        }
        // The close time is the last unit inside the bar, so this holds in milli- and microseconds, also for months.
        message.intervalNs = BinanceTime.toNs(closeTime + 1) - message.openTimeNs;
        if (closeTime < openTime || BinanceTime.toNs(closeTime + 1) < 0
            || message.highPrice < Math.max(message.openPrice, message.closePrice)
            || message.lowPrice > Math.min(message.openPrice, message.closePrice)) {
            fail(FrameFault.CONTRADICTION);
        }
    }

    private void symbol() {
        if (!require('s', STRING)) {
            return;
        }
        final int start = fields.start('s');
        final int end = fields.end('s');
        if (fields.escaped('s') || start == end) {
            fail(FrameFault.BAD_TEXT);
            return;
        }
        message.symbolData = data;
        message.symbolStart = start;
        message.symbolEnd = end;
        message.slot = symbols.slot(data, start, end - start);
        message.instrumentId = message.slot < 0 ? -1 : symbols.instrumentId(message.slot);
        exponents();
    }

    private void exponents() {
        priceExponent = message.slot < 0 ? BinanceMessages.DEFAULT_EXPONENT : symbols.priceExponent(message.slot);
        quantityExponent =
            message.slot < 0 ? BinanceMessages.DEFAULT_EXPONENT : symbols.quantityExponent(message.slot);
    }

    private void levels(final int bids, final int asks) {
        if (require(bids, ARRAY) && require(asks, ARRAY) && side(bids)) {
            message.bidCount = message.levelCount;
            side(asks);
        }
    }

    /** The text was checked already: what can still be wrong is the shape of the elements. */
    private boolean side(final int field) {
        json.wrap(data, fields.start(field), fields.end(field));
        json.take('[');
        if (json.peek() == ']') {
            return true;
        }
        int at = 2 * message.levelCount;
        do {
            if (json.peek() != '[') {
                return fail(FrameFault.WRONG_TYPE);
            }
            if (at == message.levels.length) {
                return fail(FrameFault.TOO_MANY_LEVELS);
            }
            json.take('[');
            final long price = element(priceExponent);
            final long quantity = fault == null && json.takeNext(']') ? element(quantityExponent) : -1;
            if (fault != null || quantity < 0 || json.takeNext(']')) {
                return fail(FrameFault.WRONG_TYPE);
            }
            if (price == 0) {
                return fail(FrameFault.BAD_NUMBER);
            }
            message.levels[at] = price;
            message.levels[at + 1] = quantity;
            at += 2;
        } while (json.takeNext(']'));
        message.levelCount = at / 2;
        return true;
    }

    private long element(final int exponent) {
        if (json.peek() != '"') {
            fail(FrameFault.WRONG_TYPE);
            return -1;
        }
        json.takeString();
        return checked(Digits.decimal(data, json.tokenStart(), json.tokenEnd(), exponent));
    }

    private long price(final int field) {
        return decimal(field, priceExponent);
    }

    private long quantity(final int field) {
        return decimal(field, quantityExponent);
    }

    private long decimal(final int field, final int exponent) {
        return require(field, STRING)
            ? checked(Digits.decimal(data, fields.start(field), fields.end(field), exponent)) : 0;
    }

    private long signed(final int field, final int exponent) {
        if (!require(field, STRING)) {
            return 0;
        }
        final int start = fields.start(field);
        final boolean negative = start < fields.end(field) && data[start] == '-';
        final long value = checked(
            Digits.decimal(data, negative ? start + 1 : start, fields.end(field), exponent));
        return negative ? -value : value;
    }

    private long whole(final int field) {
        return require(field, NUMBER) ? checked(Digits.whole(data, fields.start(field), fields.end(field))) : 0;
    }

    private long time(final int field) {
        return checked(BinanceTime.toNs(whole(field)));
    }

    private boolean truth(final int field) {
        final int type = fields.type(field);
        if (type != TRUE && type != FALSE) {
            fail(type == NONE ? FrameFault.MISSING_FIELD : FrameFault.WRONG_TYPE);
        }
        return type == TRUE;
    }

    private boolean require(final int field, final int type) {
        final int found = fields.type(field);
        return found == type || fail(found == NONE ? FrameFault.MISSING_FIELD : FrameFault.WRONG_TYPE);
    }

    private long checked(final long value) {
        if (value < 0) {
            fail(value == Digits.TOO_PRECISE ? FrameFault.TOO_PRECISE
                : value == Digits.OVERFLOW ? FrameFault.OVERFLOW : FrameFault.BAD_NUMBER);
            return 0;
        }
        return value;
    }

    private boolean fail(final FrameFault reason) {
        if (fault == null) {
            fault = reason;
        }
        return false;
    }
}
