package io.penstock.gateways.bybit;

import static io.penstock.gateways.bybit.BybitDecoder.ascii;
import static io.penstock.gateways.bybit.BybitDecoder.equal;
import static io.penstock.gateways.bybit.BybitDecoder.key;
import static io.penstock.gateways.bybit.BybitDecoder.keyAt;
import static io.penstock.gateways.common.Digits.ZEROS;
import static io.penstock.gateways.common.Digits.eight;
import static io.penstock.gateways.common.Digits.notDigits;
import static io.penstock.gateways.common.Digits.power;
import static io.penstock.gateways.common.Digits.word;

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

    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final int MOST_DIGITS = 18;
    private static final int AMOUNT_PLACES = -FixedPoint.AMOUNT_EXPONENT;

    private final JsonCursor json;
    private final BybitMessage message;
    private final BybitLevels levels = new BybitLevels();
    private byte[] data;
    private int end;
    private int priceExponent;
    private int quantityExponent;
    private long barEnd;

    BybitPayload(final JsonCursor json, final BybitMessage message) {
        this.json = json;
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
            return wrongType();
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
            return wrongType();
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
            message.updateId = whole();
        } else if (key == SEQ) {
            message.seq = whole();
        } else {
            return side(key == BIDS);
        }
        return json.fault() == null;
    }

    /** The bids must stand first in the array of levels, in whatever order the sides come. */
    private boolean side(final boolean bids) {
        if (json.peek() != '[') {
            return wrongType();
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
            rotate(before);
        }
        return true;
    }

    /** Asks came first: they move behind the bids. */
    private void rotate(final int asks) {
        if (asks > 0) {
            reverse(0, asks);
            reverse(asks, message.levelCount);
            reverse(0, message.levelCount);
        }
    }

    private void reverse(final int from, final int to) {
        final long[] all = message.levels;
        for (int i = 2 * from, k = 2 * to - 2; i < k; i += 2, k -= 2) {
            final long price = all[i];
            final long quantity = all[i + 1];
            all[i] = all[k];
            all[i + 1] = all[k + 1];
            all[k] = price;
            all[k + 1] = quantity;
        }
    }

    private boolean slowSide() {
        json.take('[');
        if (json.peek() == ']') {
            return json.take(']');
        }
        do {
            if (json.peek() != '[') {
                return wrongType();
            }
            final int at = 2 * message.levelCount;
            if (at == message.levels.length) {
                return json.fail(FrameFault.TOO_MANY_LEVELS);
            }
            json.take('[');
            final long price = decimal(priceExponent);
            if (json.fault() != null || !json.takeNext(']')) {
                return json.fail(FrameFault.WRONG_TYPE);
            }
            final long quantity = decimal(quantityExponent);
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
            message.tradeTimesNs[at] = time();
        } else if (key == PRICE) {
            message.tradePrices[at] = decimal(priceExponent);
        } else if (key == QUANTITY) {
            message.tradeQuantities[at] = decimal(quantityExponent);
        } else if (key == SEQ) {
            message.tradeSeqs[at] = whole();
        } else if (text()) {
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
        if (!text()) {
            return false;
        }
        final int start = json.tokenStart();
        final int stop = json.tokenEnd();
        if (start == stop) {
            // The venue's word for "does not apply".
            return true;
        }
        switch (bit) {
            case BybitMessage.MARK -> message.markPrice = checked(Digits.decimal(data, start, stop, priceExponent));
            case BybitMessage.INDEX -> message.indexPrice = checked(Digits.decimal(data, start, stop, priceExponent));
            case BybitMessage.RATE -> {
                final boolean negative = data[start] == '-';
                final long rate = checked(Digits.decimal(
                    data, negative ? start + 1 : start, stop, FixedPoint.RATE_EXPONENT));
                message.fundingRate = negative ? -rate : rate;
            }
            default -> message.fundingTimeNs = toNs(checked(Digits.whole(data, start, stop)));
        }
        message.present |= bit;
        return json.fault() == null;
    }

    private boolean bar(final long key) {
        final long[] bars = message.bars;
        final int at = message.barCount * BybitMessage.BAR_FIELDS;
        if (key == START) {
            bars[at + BybitMessage.BAR_OPEN_TIME] = time();
        } else if (key == END) {
            barEnd = time();
        } else if (key == OPEN) {
            bars[at + BybitMessage.BAR_OPEN] = decimal(priceExponent);
        } else if (key == CLOSE) {
            bars[at + BybitMessage.BAR_CLOSE] = decimal(priceExponent);
        } else if (key == HIGH) {
            bars[at + BybitMessage.BAR_HIGH] = decimal(priceExponent);
        } else if (key == LOW) {
            bars[at + BybitMessage.BAR_LOW] = decimal(priceExponent);
        } else if (key == VOLUME) {
            bars[at + BybitMessage.BAR_VOLUME] = decimal(quantityExponent);
        } else if (key == TURNOVER) {
            bars[at + BybitMessage.BAR_TURNOVER] = turnover();
        } else if (key == CONFIRM) {
            final int type = json.skipValue(3);
            bars[at + BybitMessage.BAR_CLOSED] = type == JsonCursor.TRUE ? 1 : 0;
            return type == JsonCursor.TRUE || type == JsonCursor.FALSE || json.fail(FrameFault.WRONG_TYPE);
        } else {
            bars[at + BybitMessage.BAR_TIME] = time();
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
        if (!text()) {
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

    /** A decimal in quotes; 0 with a fault. */
    private long decimal(final int exponent) {
        if (json.peek() == '"') {
            final long value = BybitLevels.rescale(levels.number(data, json.position() + 1), exponent);
            final int stop = levels.stop();
            if (value >= 0 && stop < end && data[stop] == '"') {
                json.wrap(data, stop + 1, end);
                return value;
            }
        }
        return text() ? checked(Digits.decimal(data, json.tokenStart(), json.tokenEnd(), exponent)) : 0;
    }

    /**
     * An amount with exponent -8. It is a statistic: price times quantity has more decimals than either, and what lies
     * beyond the eighth is cut off rather than the bar refused.
     */
    private long turnover() {
        if (!text()) {
            return 0;
        }
        final int start = json.tokenStart();
        int stop = json.tokenEnd();
        for (int i = start; i < json.tokenEnd(); i++) {
            if (data[i] == '.') {
                stop = Math.min(stop, i + 1 + AMOUNT_PLACES);
            }
        }
        for (int i = stop; i < json.tokenEnd(); i++) {
            if (data[i] < '0' || data[i] > '9') {
                json.fail(FrameFault.BAD_NUMBER);
                return 0;
            }
        }
        return checked(Digits.decimal(data, start, stop, FixedPoint.AMOUNT_EXPONENT));
    }

    boolean text() {
        return json.peek() == '"' ? json.takeString() : wrongType();
    }

    /** For the members of the outer object. */
    boolean text(final byte[] text) {
        data = text;
        return text();
    }

    /** For the members of the outer object. */
    long time(final byte[] text, final int limit) {
        data = text;
        end = limit;
        return time();
    }

    private long time() {
        return toNs(whole());
    }

    private long toNs(final long millis) {
        if (millis > MOST_MILLIS) {
            json.fail(FrameFault.OVERFLOW);
            return 0;
        }
        return millis * 1_000_000;
    }

    /** A whole number without quotes; 0 with a fault. */
    private long whole() {
        json.peek();
        final int start = json.position();
        long value = 0;
        int i = start;
        while (i < end && i - start <= MOST_DIGITS) {
            final long digits = word(data, i) ^ ZEROS;
            final long others = notDigits(digits);
            final int count = others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
            if (count > 0) {
                value = value * power(count) + eight(digits << 64 - 8 * count);
            }
            i += count;
            if (count < 8) {
                break;
            }
        }
        final int count = i - start;
        if (count > 0 && count <= MOST_DIGITS && i < end && (data[start] != '0' || count == 1)
            && (data[i] == ',' || data[i] == '}')) {
            json.wrap(data, i, end);
            return value;
        }
        final int type = json.skipValue(3);
        if (type != JsonCursor.NUMBER) {
            json.fail(FrameFault.WRONG_TYPE);
            return 0;
        }
        return checked(Digits.whole(data, json.tokenStart(), json.tokenEnd()));
    }

    private long checked(final long value) {
        if (value < 0) {
            json.fail(value == Digits.TOO_PRECISE ? FrameFault.TOO_PRECISE
                : value == Digits.OVERFLOW ? FrameFault.OVERFLOW : FrameFault.BAD_NUMBER);
            return 0;
        }
        return value;
    }

    private boolean wrongType() {
        return json.fail(json.peek() < 0 ? FrameFault.TRUNCATED : FrameFault.WRONG_TYPE);
    }
}
