package io.penstock.gateways.binance;

import io.penstock.gateways.common.SymbolTable;

import static io.penstock.gateways.common.Digits.ZEROS;
import static io.penstock.gateways.common.Digits.eight;
import static io.penstock.gateways.common.Digits.mask;
import static io.penstock.gateways.common.Digits.notDigits;
import static io.penstock.gateways.common.Digits.power;
import static io.penstock.gateways.common.Digits.word;

/**
 * Decodes frames of exactly the shape that Binance sends today: its key order, no white space, no other fields. Every
 * byte is verified; whatever is not as expected, or not valid, is left to the strict decoder, so this one never says
 * "malformed". One thread; allocates in the constructor only.
 */
final class BinanceFastDecoder {
    private static final long BAD = -1;
    private static final int MOST_DIGITS = 18;

    private static final Literal STREAM = new Literal("{\"stream\":\"");
    private static final Literal DATA = new Literal("\",\"data\":");
    private static final Literal DEPTH = new Literal("{\"e\":\"depthUpdate\",\"E\":");
    private static final Literal TICKER = new Literal("{\"e\":\"bookTicker\",\"u\":");
    private static final Literal SPOT_TICKER = new Literal("{\"u\":");
    private static final Literal TRADE = new Literal("{\"e\":\"trade\",\"E\":");
    private static final Literal AGG_TRADE = new Literal("{\"e\":\"aggTrade\",\"E\":");
    private static final Literal SNAPSHOT = new Literal("{\"lastUpdateId\":");
    private static final Literal EVENT_TIME = new Literal(",\"E\":");
    private static final Literal TIME = new Literal(",\"T\":");
    private static final Literal SYMBOL = new Literal(",\"s\":\"");
    private static final Literal FIRST_ID = new Literal("\",\"U\":");
    private static final Literal LAST_ID = new Literal(",\"u\":");
    private static final Literal PREVIOUS_ID = new Literal(",\"pu\":");
    private static final Literal BIDS = new Literal(",\"b\":[");
    private static final Literal ASKS = new Literal(",\"a\":[");
    private static final Literal SNAPSHOT_BIDS = new Literal(",\"bids\":[");
    private static final Literal SNAPSHOT_ASKS = new Literal(",\"asks\":[");
    private static final Literal BID = new Literal("\",\"b\":\"");
    private static final Literal BID_QUANTITY = new Literal("\",\"B\":\"");
    private static final Literal ASK = new Literal("\",\"a\":\"");
    private static final Literal ASK_QUANTITY = new Literal("\",\"A\":\"");
    private static final Literal QUOTE = new Literal("\"");
    private static final Literal TRADE_ID = new Literal("\",\"t\":");
    private static final Literal AGG_ID = new Literal("\",\"a\":");
    private static final Literal AGG_ID_FIRST = new Literal(",\"a\":");
    private static final Literal AFTER_SYMBOL_PRICE = new Literal("\",\"p\":\"");
    private static final Literal PRICE = new Literal(",\"p\":\"");
    private static final Literal QUANTITY = new Literal("\",\"q\":\"");
    private static final Literal TRADE_TIME = new Literal("\",\"T\":");
    private static final Literal ORDER_TYPE = new Literal("\",\"X\":\"MARKET\"");
    private static final Literal FIRST_TRADE = new Literal("\",\"f\":");
    private static final Literal LAST_TRADE = new Literal(",\"l\":");
    private static final Literal TRUE = new Literal(",\"m\":true");
    private static final Literal FALSE = new Literal(",\"m\":false");
    private static final Literal IGNORED = new Literal(",\"M\":true");

    private final boolean usdm;
    private final SymbolTable symbols;
    private final BinanceMessage message;
    private final LevelLayout layout = new LevelLayout();
    private long taken;
    private byte[] data;
    private int end;
    private int at;
    private int slot;

    BinanceFastDecoder(final boolean usdm, final SymbolTable symbols, final BinanceMessage message) {
        this.usdm = usdm;
        this.symbols = symbols;
        this.message = message;
    }

    long taken() {
        return taken;
    }

    /**
     * Tries a frame.
     *
     * @param text         holds the frame, padded behind
     * @param start        first byte
     * @param limit        one past the last
     * @param snapshotSlot whose book a bare snapshot is, or -1
     * @return false when the strict decoder has to look at it
     */
    boolean decode(final byte[] text, final int start, final int limit, final int snapshotSlot) {
        data = text;
        end = limit;
        at = start;
        boolean combined = false;
        if (take(STREAM)) {
            combined = true;
            if (!skipPlainText() || !take(DATA)) {
                return false;
            }
        }
        if (take(DEPTH)) {
            return finish(combined, depth(), BinanceMessageKind.DEPTH);
        }
        if (take(TRADE)) {
            return finish(combined, trade(), BinanceMessageKind.TRADE);
        }
        if (take(AGG_TRADE)) {
            return finish(combined, aggTrade(), BinanceMessageKind.AGG_TRADE);
        }
        if (take(usdm ? TICKER : SPOT_TICKER)) {
            return finish(combined, bookTicker(), BinanceMessageKind.BOOK_TICKER);
        }
        return !combined && snapshotSlot >= 0 && take(SNAPSHOT)
            && finish(false, snapshot(snapshotSlot), BinanceMessageKind.SNAPSHOT);
    }

    private boolean finish(final boolean combined, final boolean good, final BinanceMessageKind kind) {
        if (!good || at + (combined ? 2 : 1) != end || data[at] != '}' || combined && data[at + 1] != '}') {
            return false;
        }
        message.fault = null;
        message.slot = slot;
        message.instrumentId = symbols.instrumentId(slot);
        message.symbolData = data;
        message.kind = kind;
        taken++;
        return true;
    }

    private boolean depth() {
        final long eventTimeNs = time();
        if (take(TIME) && number() == BAD) {
            return false;
        }
        if (eventTimeNs < 0 || !symbol() || !take(FIRST_ID)) {
            return false;
        }
        final long first = number();
        final long last = take(LAST_ID) ? number() : BAD;
        final long previous = usdm ? take(PREVIOUS_ID) ? number() : BAD : 0;
        if (first == BAD || last == BAD || previous == BAD || first > last || previous > last
            || !levels(BIDS, ASKS)) {
            return false;
        }
        message.eventTimeNs = eventTimeNs;
        message.firstUpdateId = first;
        message.lastUpdateId = last;
        message.previousUpdateId = usdm ? previous : -1;
        return true;
    }

    private boolean snapshot(final int snapshotSlot) {
        final long last = number();
        final long eventTimeNs = take(EVENT_TIME) ? time() : BinanceMessage.NO_TIME;
        if (eventTimeNs != BinanceMessage.NO_TIME && (eventTimeNs < 0 || take(TIME) && number() == BAD)) {
            return false;
        }
        slot = snapshotSlot;
        message.symbolStart = 0;
        message.symbolEnd = 0;
        if (last == BAD || !levels(SNAPSHOT_BIDS, SNAPSHOT_ASKS)) {
            return false;
        }
        message.eventTimeNs = eventTimeNs;
        message.lastUpdateId = last;
        return true;
    }

    private boolean levels(final Literal bids, final Literal asks) {
        if (!take(bids) || (at = layout.read(data, at, end, message.levels, 0)) < 0) {
            return false;
        }
        final int bidCount = layout.levelCount();
        if (!take(asks) || (at = layout.read(data, at, end, message.levels, bidCount)) < 0) {
            return false;
        }
        message.bidCount = bidCount;
        message.levelCount = layout.levelCount();
        return rescale(symbols.priceExponent(slot), symbols.quantityExponent(slot));
    }

    private boolean rescale(final int priceExponent, final int quantityExponent) {
        if (priceExponent == BinanceMessages.DEFAULT_EXPONENT
            && quantityExponent == BinanceMessages.DEFAULT_EXPONENT) {
            return true;
        }
        final long[] levels = message.levels;
        for (int i = 0; i < 2 * message.levelCount; i += 2) {
            levels[i] = rescale(levels[i], priceExponent);
            levels[i + 1] = rescale(levels[i + 1], quantityExponent);
            if ((levels[i] | levels[i + 1]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** From exponent -8 to another, or {@link #BAD} when that would lose digits or overflow. */
    private static long rescale(final long value, final int exponent) {
        final int places = BinanceMessages.DEFAULT_EXPONENT - exponent;
        if (places >= 0) {
            return value > Long.MAX_VALUE / power(places) ? BAD : value * power(places);
        }
        final long scaled = value / power(-places);
        return scaled * power(-places) == value ? scaled : BAD;
    }

    private boolean bookTicker() {
        final long id = number();
        if (id == BAD || !symbol() || !take(BID)) {
            return false;
        }
        final int priceExponent = symbols.priceExponent(slot);
        final int quantityExponent = symbols.quantityExponent(slot);
        final long bid = decimal(priceExponent);
        final long bidQuantity = take(BID_QUANTITY) ? decimal(quantityExponent) : BAD;
        final long ask = take(ASK) ? decimal(priceExponent) : BAD;
        final long askQuantity = take(ASK_QUANTITY) ? decimal(quantityExponent) : BAD;
        if ((bid | bidQuantity | ask | askQuantity) < 0) {
            return false;
        }
        long eventTimeNs = BinanceMessage.NO_TIME;
        if (usdm) {
            if (!take(TRADE_TIME) || number() == BAD || !take(EVENT_TIME) || (eventTimeNs = time()) < 0) {
                return false;
            }
        } else if (!take(QUOTE)) {
            return false;
        }
        message.lastUpdateId = id;
        message.bidPrice = bid;
        message.bidQuantity = bidQuantity;
        message.askPrice = ask;
        message.askQuantity = askQuantity;
        message.eventTimeNs = eventTimeNs;
        return true;
    }

    private boolean trade() {
        final long eventTimeNs = time();
        long tradeTimeNs = take(TIME) ? time() : BinanceMessage.NO_TIME;
        final boolean early = tradeTimeNs != BinanceMessage.NO_TIME;
        if (eventTimeNs < 0 || early && tradeTimeNs < 0 || !symbol() || !take(TRADE_ID)) {
            return false;
        }
        final long id = number();
        final long price = take(PRICE) ? decimal(symbols.priceExponent(slot)) : BAD;
        final long quantity = take(QUANTITY) ? decimal(symbols.quantityExponent(slot)) : BAD;
        if ((id | price | quantity) < 0) {
            return false;
        }
        if (early ? !take(ORDER_TYPE) : !take(TRADE_TIME) || (tradeTimeNs = time()) < 0) {
            return false;
        }
        return noteTrade(eventTimeNs, tradeTimeNs, id, price, quantity);
    }

    private boolean aggTrade() {
        final long eventTimeNs = time();
        // USD-M puts the id before the symbol.
        long id = take(AGG_ID_FIRST) ? number() : BinanceMessage.NO_TIME;
        if (eventTimeNs < 0 || !symbol()) {
            return false;
        }
        if (id == BinanceMessage.NO_TIME) {
            id = take(AGG_ID) ? number() : BAD;
            if (id < 0 || !take(PRICE)) {
                return false;
            }
        } else if (id < 0 || !take(AFTER_SYMBOL_PRICE)) {
            return false;
        }
        final long price = decimal(symbols.priceExponent(slot));
        final long quantity = take(QUANTITY) ? decimal(symbols.quantityExponent(slot)) : BAD;
        if ((price | quantity) < 0 || !take(FIRST_TRADE) || number() == BAD || !take(LAST_TRADE)
            || number() == BAD || !take(TIME)) {
            return false;
        }
        final long tradeTimeNs = time();
        return tradeTimeNs >= 0 && noteTrade(eventTimeNs, tradeTimeNs, id, price, quantity);
    }

    private boolean noteTrade(
        final long eventTimeNs, final long tradeTimeNs, final long id, final long price, final long quantity) {
        final boolean buyerIsMaker = take(TRUE);
        if (!buyerIsMaker && !take(FALSE)) {
            return false;
        }
        take(IGNORED);
        message.eventTimeNs = eventTimeNs;
        message.tradeTimeNs = tradeTimeNs;
        message.tradeId = id;
        message.price = price;
        message.quantity = quantity;
        message.buyerIsMaker = buyerIsMaker;
        return true;
    }

    /** Over printable ASCII without escapes up to the closing quote. */
    private boolean skipPlainText() {
        int i = at;
        while (i < end) {
            final byte c = data[i];
            if (c == '"') {
                at = i;
                return true;
            }
            if (c < 0x20 || c == '\\') {
                return false;
            }
            i++;
        }
        return false;
    }

    private boolean symbol() {
        if (!take(SYMBOL)) {
            return false;
        }
        int i = at;
        while (i < end && data[i] != '"') {
            i++;
        }
        slot = symbols.slot(data, at, i - at);
        message.symbolStart = at;
        message.symbolEnd = i;
        at = i;
        return slot >= 0;
    }

    private long time() {
        final long value = number();
        return value == BAD ? BAD : BinanceTime.toNs(value);
    }

    /** A whole number of at most 18 digits without leading zero. */
    private long number() {
        int i = at;
        if (data[i] == '0') {
            at = i + 1;
            return 0;
        }
        long value = 0;
        for (;;) {
            final long digits = word(data, i) ^ ZEROS;
            final long others = notDigits(digits);
            if (others != 0) {
                final int count = Long.numberOfTrailingZeros(others) >>> 3;
                if (count > 0) {
                    value = value * power(count) + eight(digits << 64 - 8 * count);
                    i += count;
                }
                break;
            }
            value = value * 100_000_000L + eight(digits);
            i += 8;
            if (i - at > MOST_DIGITS) {
                return BAD;
            }
        }
        final int count = i - at;
        at = i;
        return count == 0 || count > MOST_DIGITS || i >= end ? BAD : value;
    }

    /** A decimal of at most 8 digits on either side of the point, up to its closing quote. */
    private long decimal(final int exponent) {
        final long first = word(data, at) ^ ZEROS;
        final long others = notDigits(first);
        final int whole = others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
        if (whole == 0) {
            return BAD;
        }
        final int behind = at + whole;
        long value = eight(first << 64 - 8 * whole) * 100_000_000L;
        int stop = behind;
        if (data[behind] == '.') {
            final long second = word(data, behind + 1) ^ ZEROS;
            final long notPart = notDigits(second);
            final int part = notPart == 0 ? 8 : Long.numberOfTrailingZeros(notPart) >>> 3;
            value += eight(second & mask(part));
            stop = behind + 1 + part;
            if (part == 0) {
                return BAD;
            }
        }
        if (data[stop] != '"' || stop >= end) {
            return BAD;
        }
        at = stop;
        return exponent == BinanceMessages.DEFAULT_EXPONENT ? value : rescale(value, exponent);
    }

    private boolean take(final Literal literal) {
        if (literal.standsAt(data, at)) {
            at += literal.length();
            return true;
        }
        return false;
    }
}
