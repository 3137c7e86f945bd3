package io.penstock.gateways.bybit;

import static io.penstock.gateways.bybit.BybitDecoder.ascii;
import static io.penstock.gateways.bybit.BybitDecoder.equal;
import static io.penstock.gateways.bybit.BybitDecoder.key;
import static io.penstock.gateways.bybit.BybitDecoder.keyAt;

import io.penstock.api.FixedPoint;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;

/**
 * Reads what stands in the {@code data} of a topic. Faults go to the cursor. One thread; allocates in the constructor
 * only.
 */
final class BybitPayload {
    private static final long SYMBOL = key("s");
    private static final long BIDS = key("b");
    private static final long ASKS = key("a");
    private static final long UPDATE_ID = key("u");
    private static final long SEQ = key("seq");
    private static final long[] BOOK_KEYS = {SYMBOL, BIDS, ASKS, UPDATE_ID, SEQ};
    private static final int BOOK_NEEDS = 0b01111;

    private static final long TIME = key("T");
    private static final long SIDE = key("S");
    private static final long PRICE = key("p");
    private static final long QUANTITY = key("v");
    private static final long ID = key("i");
    private static final long[] TRADE_KEYS = {SYMBOL, TIME, SIDE, PRICE, QUANTITY, ID, SEQ};
    private static final int TRADE_NEEDS = 0b0111111;
    private static final byte[] BUY = ascii("Buy");
    private static final byte[] SELL = ascii("Sell");

    private static final long FULL_SYMBOL = key("symbol");
    private static final byte[] MARK_PRICE = ascii("markPrice");
    private static final byte[] INDEX_PRICE = ascii("indexPrice");
    private static final byte[] FUNDING_RATE = ascii("fundingRate");
    private static final byte[] NEXT_FUNDING = ascii("nextFundingTime");

    private static final long START = key("start");
    private static final long END = key("end");
    private static final long OPEN = key("open");
    private static final long CLOSE = key("close");
    private static final long HIGH = key("high");
    private static final long LOW = key("low");
    private static final long VOLUME = key("volume");
    private static final long TURNOVER = key("turnover");
    private static final long CONFIRM = key("confirm");
    private static final byte[] TIMESTAMP = ascii("timestamp");
    private static final long[] BAR_KEYS = {START, END, OPEN, CLOSE, HIGH, LOW, VOLUME, TURNOVER, CONFIRM};
    private static final int BAR_NEEDS = 0b111111111;
    private static final int TIMESTAMP_BIT = 1 << 9;

    private final JsonCursor json;
    private final BybitValues values;
    private final BybitMessage message;
    private final BybitLevels levels = new BybitLevels();
    private byte[] data;
    private int end;
    private int priceExponent;
    private int quantityExponent;
    private long barEnd;

    BybitPayload(final JsonCursor json, final BybitValues values, final BybitMessage message) {
        this.json = json;
        this.values = values;
        this.message = message;
    }

    void exponents(final int price, final int quantity) {
        priceExponent = price;
        quantityExponent = quantity;
    }

    /**
     * Reads the value before which the cursor stands.
     *
     * @param topic whose data it is
     * @param text  holds it
     * @param limit one past the last byte of the frame
     * @return false with the cursor's fault
     */
    boolean read(final BybitMessageKind topic, final byte[] text, final int limit) {
        data = text;
        end = limit;
        return switch (topic) {
            case ORDER_BOOK -> object(1, BOOK_KEYS, BOOK_NEEDS);
            case TICKER -> object(1, null, 0);
            case TRADES -> array(TRADE_KEYS, TRADE_NEEDS);
            case KLINE -> array(BAR_KEYS, BAR_NEEDS);
            default -> json.skipValue(1) != JsonCursor.NONE;
        };
    }

    private boolean array(final long[] keys, final int needs) {
        if (json.peek() != '[') {
            return values.wrongType();
        }
        json.take('[');
        if (json.peek() == ']') {
            return json.take(']');
        }
        do {
            if (keys == TRADE_KEYS ? message.tradeCount == message.tradeIds.length
                : message.barCount == BybitMessage.MAX_BARS) {
                return json.fail(FrameFault.TOO_MANY_LEVELS);
            }
            if (!object(2, keys, needs) || keys == BAR_KEYS && !checkBar()) {
                return false;
            }
            if (keys == TRADE_KEYS) {
                message.tradeCount++;
            } else {
                message.barCount++;
            }
        } while (json.takeNext(']'));
        return json.fault() == null;
    }

    /** One object; {@code keys} null = a ticker, whose keys are longer. */
    private boolean object(final int depth, final long[] keys, final int needs) {
        if (json.peek() != '{') {
            return values.wrongType();
        }
        json.take('{');
        if (keys == TRADE_KEYS) {
            message.tradeSeqs[message.tradeCount] = BybitMessage.NO_NUMBER;
        } else if (keys == BAR_KEYS) {
            message.bars[message.barCount * BybitMessage.BAR_FIELDS + BybitMessage.BAR_TIME] = BybitMessage.NO_TIME;
        }
        int seen = 0;
        if (json.peek() == '}') {
            json.take('}');
        } else {
            do {
                if (!json.takeString()) {
                    return false;
                }
                if (json.escaped()) {
                    return json.fail(FrameFault.BAD_TEXT);
                }
                final long key = keyAt(data, json);
                final int bit = keys == null ? tickerBit(key) : keyBit(keys, key);
                if ((seen & bit) != 0) {
                    return json.fail(FrameFault.DUPLICATE_KEY);
                }
                seen |= bit;
                if (!json.take(':')
                    || !(bit == 0 ? json.skipValue(depth + 1) != JsonCursor.NONE : member(keys, key, bit))) {
                    return false;
                }
            } while (json.takeNext('}'));
        }
        return json.fault() == null && ((seen & needs) == needs || json.fail(FrameFault.MISSING_FIELD));
    }

    private int keyBit(final long[] keys, final long key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                return 1 << i;
            }
        }
        return keys == BAR_KEYS && equal(TIMESTAMP, data, json.tokenStart(), json.tokenEnd()) ? TIMESTAMP_BIT : 0;
    }

    private int tickerBit(final long key) {
        final int start = json.tokenStart();
        final int stop = json.tokenEnd();
        return switch (stop - start) {
            case 6 -> key == FULL_SYMBOL ? 1 << 8 : 0;
            case 9 -> equal(MARK_PRICE, data, start, stop) ? BybitMessage.MARK : 0;
            case 10 -> equal(INDEX_PRICE, data, start, stop) ? BybitMessage.INDEX : 0;
            case 11 -> equal(FUNDING_RATE, data, start, stop) ? BybitMessage.RATE : 0;
            case 15 -> equal(NEXT_FUNDING, data, start, stop) ? BybitMessage.FUNDING_TIME : 0;
            default -> 0;
        };
    }

    private boolean member(final long[] keys, final long key, final int bit) {
        if (keys == null) {
            return ticker(bit);
        }
        if (keys == BOOK_KEYS) {
            return book(key);
        }
        return keys == TRADE_KEYS ? trade(key) : bar(key);
    }

    private boolean book(final long key) {
        if (key == SYMBOL) {
            return symbol();
        }
        if (key == UPDATE_ID) {
            message.updateId = values.whole();
        } else if (key == SEQ) {
            message.seq = values.whole();
        } else {
            return side(key == BIDS);
        }
        return json.fault() == null;
    }

    /** The bids must stand first in the array of levels, in whatever order the sides come. */
    private boolean side(final boolean bids) {
        if (json.peek() != '[') {
            return values.wrongType();
        }
        final int before = message.levelCount;
        final int start = json.position();
        final int behind =
            levels.read(data, start + 1, end, message.levels, before, priceExponent, quantityExponent);
        if (behind != BybitLevels.OTHER_SHAPE) {
            json.wrap(data, behind, end);
            message.levelCount = levels.count();
        } else if (!slowSide()) {
            return false;
        }
        if (bids) {
            message.bidCount = message.levelCount - before;
            BybitLevels.rotate(message.levels, before, message.levelCount);
        }
        return true;
    }

    private boolean slowSide() {
        json.take('[');
        if (json.peek() == ']') {
            return json.take(']');
        }
        do {
            if (json.peek() != '[') {
                return values.wrongType();
            }
            final int at = 2 * message.levelCount;
            if (at == message.levels.length) {
                return json.fail(FrameFault.TOO_MANY_LEVELS);
            }
            json.take('[');
            final long price = values.decimal(priceExponent);
            if (json.fault() != null || !json.takeNext(']')) {
                return json.fail(FrameFault.WRONG_TYPE);
            }
            final long quantity = values.decimal(quantityExponent);
            if (json.fault() != null || json.takeNext(']')) {
                return json.fail(FrameFault.WRONG_TYPE);
            }
            if (price == 0) {
                return json.fail(FrameFault.BAD_NUMBER);
            }
            message.levels[at] = price;
            message.levels[at + 1] = quantity;
            message.levelCount++;
        } while (json.takeNext(']'));
        return json.fault() == null;
    }

    private boolean trade(final long key) {
        final int at = message.tradeCount;
        if (key == SYMBOL) {
            return symbol();
        }
        if (key == TIME) {
            message.tradeTimesNs[at] = values.time();
        } else if (key == PRICE) {
            message.tradePrices[at] = values.decimal(priceExponent);
        } else if (key == QUANTITY) {
            message.tradeQuantities[at] = values.decimal(quantityExponent);
        } else if (key == SEQ) {
            message.tradeSeqs[at] = values.whole();
        } else if (values.text()) {
            final int start = json.tokenStart();
            final int stop = json.tokenEnd();
            if (key == ID) {
                message.tradeIds[at] = id(start, stop);
                return start < stop && !json.escaped() || json.fail(FrameFault.BAD_TEXT);
            }
            message.tradeSells[at] = equal(SELL, data, start, stop);
            return message.tradeSells[at] || equal(BUY, data, start, stop) || json.fail(FrameFault.BAD_TEXT);
        }
        return json.fault() == null;
    }

    /** The number that the text is, or 63 bits of FNV-1a over it, mixed so that neighbours do not stay neighbours. */
    private long id(final int start, final int stop) {
        final long number = Digits.whole(data, start, stop);
        if (number >= 0) {
            return number;
        }
        long hash = 0xCBF29CE484222325L;
        for (int i = start; i < stop; i++) {
            hash = (hash ^ data[i]) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return (hash ^ hash >>> 32) & Long.MAX_VALUE;
    }

    private boolean ticker(final int bit) {
        if (bit == 1 << 8) {
            return symbol();
        }
        if (!values.text()) {
            return false;
        }
        final int start = json.tokenStart();
        final int stop = json.tokenEnd();
        if (start == stop) {
            // The venue's word for "does not apply".
            return true;
        }
        switch (bit) {
            case BybitMessage.MARK -> message.markPrice = price(start, stop);
            case BybitMessage.INDEX -> message.indexPrice = price(start, stop);
            case BybitMessage.RATE -> {
                final boolean negative = data[start] == '-';
                final long rate = values.checked(Digits.decimal(
                    data, negative ? start + 1 : start, stop, FixedPoint.RATE_EXPONENT));
                message.fundingRate = negative ? -rate : rate;
            }
            default -> message.fundingTimeNs = values.toNs(values.checked(Digits.whole(data, start, stop)));
        }
        message.present |= bit;
        return json.fault() == null;
    }

    private long price(final int start, final int stop) {
        return values.checked(Digits.decimal(data, start, stop, priceExponent));
    }

    private boolean bar(final long key) {
        final long[] bars = message.bars;
        final int at = message.barCount * BybitMessage.BAR_FIELDS;
        if (key == START) {
            bars[at + BybitMessage.BAR_OPEN_TIME] = values.time();
        } else if (key == END) {
            barEnd = values.time();
        } else if (key == OPEN) {
            bars[at + BybitMessage.BAR_OPEN] = values.decimal(priceExponent);
        } else if (key == CLOSE) {
            bars[at + BybitMessage.BAR_CLOSE] = values.decimal(priceExponent);
        } else if (key == HIGH) {
            bars[at + BybitMessage.BAR_HIGH] = values.decimal(priceExponent);
        } else if (key == LOW) {
            bars[at + BybitMessage.BAR_LOW] = values.decimal(priceExponent);
        } else if (key == VOLUME) {
            bars[at + BybitMessage.BAR_VOLUME] = values.decimal(quantityExponent);
        } else if (key == TURNOVER) {
            bars[at + BybitMessage.BAR_TURNOVER] = values.turnover();
        } else if (key == CONFIRM) {
            final int type = json.skipValue(3);
            bars[at + BybitMessage.BAR_CLOSED] = type == JsonCursor.TRUE ? 1 : 0;
            return type == JsonCursor.TRUE || type == JsonCursor.FALSE || json.fail(FrameFault.WRONG_TYPE);
        } else {
            bars[at + BybitMessage.BAR_TIME] = values.time();
        }
        return json.fault() == null;
    }

    private boolean checkBar() {
        final long[] bars = message.bars;
        final int at = message.barCount * BybitMessage.BAR_FIELDS;
        final long open = bars[at + BybitMessage.BAR_OPEN];
        final long close = bars[at + BybitMessage.BAR_CLOSE];
        // The end is the last millisecond inside the bar.
        bars[at + BybitMessage.BAR_INTERVAL] = barEnd + 1_000_000 - bars[at + BybitMessage.BAR_OPEN_TIME];
        return barEnd >= bars[at + BybitMessage.BAR_OPEN_TIME]
            && bars[at + BybitMessage.BAR_HIGH] >= Math.max(open, close)
            && bars[at + BybitMessage.BAR_LOW] <= Math.min(open, close) || json.fail(FrameFault.CONTRADICTION);
    }

    /** The symbol inside the data must be the topic's. */
    private boolean symbol() {
        if (!values.text()) {
            return false;
        }
        final int start = json.tokenStart();
        final int length = json.tokenEnd() - start;
        if (length != message.symbolEnd - message.symbolStart) {
            return json.fail(FrameFault.CONTRADICTION);
        }
        for (int i = 0; i < length; i++) {
            if (data[start + i] != data[message.symbolStart + i]) {
                return json.fail(FrameFault.CONTRADICTION);
            }
        }
        return true;
    }
}
