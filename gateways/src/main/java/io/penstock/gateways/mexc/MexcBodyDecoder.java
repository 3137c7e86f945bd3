package io.penstock.gateways.mexc;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;

/**
 * Decodes the bodies of MEXC's push messages into {@link MexcMessage}, digits straight into fixed point. The field
 * numbers are those of the venue's .proto files of 2026-06-17. A text that must be a number and is absent (which in
 * proto3 is the same as empty) is a missing field; of a repeated single field the last value counts. Faults stand in
 * the reader. One thread; does not allocate.
 */
final class MexcBodyDecoder {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;
    /** Exponent of amounts of money. */
    private static final int AMOUNT_EXPONENT = -8;
    /** Tag of field 1, and of field 2, with bytes as value. */
    private static final byte TAG_ONE = 0x0A;
    private static final byte TAG_TWO = 0x12;

    private final ProtobufReader reader;
    private final MexcMessage message;
    private byte[] data;
    private int priceExponent;
    private int quantityExponent;
    private int firstStart;
    private int firstEnd;
    private int secondStart;
    private int secondEnd;

    MexcBodyDecoder(final ProtobufReader reader, final MexcMessage message) {
        this.reader = reader;
        this.message = message;
    }

    void wrap(final byte[] bytes, final int newPriceExponent, final int newQuantityExponent) {
        data = bytes;
        priceExponent = newPriceExponent;
        quantityExponent = newQuantityExponent;
    }

    /** PublicAggreDepths: 1 asks, 2 bids, 4 fromVersion, 5 toVersion. */
    boolean depth() {
        int fromStart = 0;
        int fromEnd = 0;
        int toStart = 0;
        int toEnd = 0;
        while (reader.next()) {
            final int field = reader.field();
            if (field == 1 || field == 2) {
                level(field == 2);
            } else if (field == 4 && reader.bytes()) {
                fromStart = reader.valueStart();
                fromEnd = reader.valueEnd();
            } else if (field == 5 && reader.bytes()) {
                toStart = reader.valueStart();
                toEnd = reader.valueEnd();
            }
        }
        message.fromVersion = whole(fromStart, fromEnd);
        message.toVersion = whole(toStart, toEnd);
        message.join();
        if (reader.fault() == null && message.fromVersion > message.toVersion) {
            return reader.fail(FrameFault.CONTRADICTION);
        }
        return reader.fault() == null;
    }

    /** PublicLimitDepths: 1 asks, 2 bids, 4 version. */
    boolean limitDepth() {
        int start = 0;
        int end = 0;
        while (reader.next()) {
            final int field = reader.field();
            if (field == 1 || field == 2) {
                level(field == 2);
            } else if (field == 4 && reader.bytes()) {
                start = reader.valueStart();
                end = reader.valueEnd();
            }
        }
        message.toVersion = whole(start, end);
        message.fromVersion = message.toVersion;
        message.join();
        return reader.fault() == null;
    }

    /** Item: 1 price, 2 quantity; the usual shape is taken at once. */
    private void level(final boolean bid) {
        if (!reader.bytes()) {
            return;
        }
        if (!message.roomForLevel()) {
            reader.fail(FrameFault.TOO_MANY_LEVELS);
            return;
        }
        if (!usualPair(reader.valueStart(), reader.valueEnd()) && !anyPair()) {
            return;
        }
        final long price = decimal(firstStart, firstEnd, priceExponent);
        final long quantity = decimal(secondStart, secondEnd, quantityExponent);
        if (price == 0) {
            reader.fail(FrameFault.BAD_NUMBER);
        } else if (bid) {
            message.bid(price, quantity);
        } else {
            message.ask(price, quantity);
        }
    }

    private boolean usualPair(final int start, final int end) {
        if (end - start < 4 || data[start] != TAG_ONE) {
            return false;
        }
        final int middle = start + 2 + data[start + 1];
        // a length beyond 127 is negative here and ends before the start
        if (middle < start + 2 || middle + 2 > end || data[middle] != TAG_TWO || data[middle + 1] != end - middle - 2) {
            return false;
        }
        firstStart = start + 2;
        firstEnd = middle;
        secondStart = middle + 2;
        secondEnd = end;
        return true;
    }

    private boolean anyPair() {
        firstEnd = firstStart;
        secondEnd = secondStart;
        if (!reader.enter()) {
            return false;
        }
        while (reader.next()) {
            if (reader.field() == 1 && reader.bytes()) {
                firstStart = reader.valueStart();
                firstEnd = reader.valueEnd();
            } else if (reader.field() == 2 && reader.bytes()) {
                secondStart = reader.valueStart();
                secondEnd = reader.valueEnd();
            }
        }
        reader.leave();
        return reader.fault() == null;
    }

    /** PublicAggreDeals: 1 deals. */
    boolean deals() {
        int place = 0;
        while (reader.next()) {
            if (reader.field() == 1 && reader.enter()) {
                final int at = message.tradeCount * MexcMessage.TRADE_FIELDS;
                if (at == message.trades.length) {
                    return reader.fail(FrameFault.TOO_MANY_LEVELS);
                }
                deal(at);
                final boolean sameTime = at > 0 && message.trades[at + MexcMessage.TIME]
                    == message.trades[at - MexcMessage.TRADE_FIELDS + MexcMessage.TIME];
                place = sameTime ? place + 1 : 0;
                if (message.trades[at + MexcMessage.ID_GIVEN] == 0) {
                    message.trades[at + MexcMessage.ID] = TradeIds.derived(
                        message.trades[at + MexcMessage.TIME], message.trades[at + MexcMessage.PRICE],
                        message.trades[at + MexcMessage.QUANTITY], message.trades[at + MexcMessage.SIDE], place);
                }
                reader.leave();
                message.tradeCount++;
            }
        }
        return reader.fault() == null;
    }

    /** Item: 1 price, 2 quantity, 3 tradeType, 4 time, 5 tradeId. */
    private void deal(final int at) {
        firstEnd = firstStart;
        secondEnd = secondStart;
        int idStart = 0;
        int idEnd = 0;
        int type = 0;
        long time = 0;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> {
                    if (reader.bytes()) {
                        firstStart = reader.valueStart();
                        firstEnd = reader.valueEnd();
                    }
                }
                case 2 -> {
                    if (reader.bytes()) {
                        secondStart = reader.valueStart();
                        secondEnd = reader.valueEnd();
                    }
                }
                case 3 -> type = (int) reader.number();
                case 4 -> time = reader.number();
                case 5 -> {
                    if (reader.bytes()) {
                        idStart = reader.valueStart();
                        idEnd = reader.valueEnd();
                    }
                }
                default -> { }
            }
        }
        if (type != 1 && type != 2) {
            reader.fail(type == 0 ? FrameFault.MISSING_FIELD : FrameFault.BAD_NUMBER);
        }
        final long[] trades = message.trades;
        trades[at + MexcMessage.PRICE] = decimal(firstStart, firstEnd, priceExponent);
        trades[at + MexcMessage.QUANTITY] = decimal(secondStart, secondEnd, quantityExponent);
        trades[at + MexcMessage.SIDE] = type;
        trades[at + MexcMessage.TIME] = time == 0 ? message.eventTimeNs : times(time, MILLI_NS);
        trades[at + MexcMessage.ID_GIVEN] = idEnd > idStart ? 1 : 0;
        trades[at + MexcMessage.ID] = idEnd > idStart ? TradeIds.of(data, idStart, idEnd) : 0;
    }

    /** PublicAggreBookTicker: 1 bidPrice, 2 bidQuantity, 3 askPrice, 4 askQuantity, 5 version. */
    boolean bookTicker() {
        message.bidPrice = 0;
        message.bidQuantity = 0;
        message.askPrice = 0;
        message.askQuantity = 0;
        while (reader.next()) {
            final int field = reader.field();
            if (field > 5 || !reader.bytes()) {
                continue;
            }
            final int start = reader.valueStart();
            final int end = reader.valueEnd();
            // an absent text is an empty side, an absent version none
            final boolean empty = start == end;
            switch (field) {
                case 1 -> message.bidPrice = empty ? 0 : decimal(start, end, priceExponent);
                case 2 -> message.bidQuantity = empty ? 0 : decimal(start, end, quantityExponent);
                case 3 -> message.askPrice = empty ? 0 : decimal(start, end, priceExponent);
                case 4 -> message.askQuantity = empty ? 0 : decimal(start, end, quantityExponent);
                default -> message.toVersion = empty ? 0 : whole(start, end);
            }
        }
        return reader.fault() == null;
    }

    /**
     * PublicSpotKline: 2 windowStart, 3 openingPrice, 4 closingPrice, 5 highestPrice, 6 lowestPrice, 7 volume,
     * 8 amount, 9 windowEnd; the windows in seconds.
     */
    boolean kline() {
        long windowStart = 0;
        long windowEnd = 0;
        int seen = 0;
        while (reader.next()) {
            final int field = reader.field();
            if (field == 2) {
                windowStart = reader.number();
            } else if (field == 9) {
                windowEnd = reader.number();
            } else if (field >= 3 && field <= 8 && reader.bytes()) {
                seen |= 1 << field;
                figure(field, reader.valueStart(), reader.valueEnd());
            }
        }
        if (reader.fault() == null && (seen != 0x1F8 || windowEnd == 0)) {
            return reader.fail(FrameFault.MISSING_FIELD);
        }
        if (reader.fault() == null && windowEnd <= windowStart) {
            return reader.fail(FrameFault.CONTRADICTION);
        }
        message.openTimeNs = times(windowStart, SECOND_NS);
        final long endNs = times(windowEnd, SECOND_NS);
        message.intervalNs = endNs - message.openTimeNs;
        message.closed = message.eventTimeNs != MexcMessage.NO_TIME && message.eventTimeNs >= endNs;
        return reader.fault() == null;
    }

    private void figure(final int field, final int start, final int end) {
        switch (field) {
            case 3 -> message.openPrice = decimal(start, end, priceExponent);
            case 4 -> message.closePrice = decimal(start, end, priceExponent);
            case 5 -> message.highPrice = decimal(start, end, priceExponent);
            case 6 -> message.lowPrice = decimal(start, end, priceExponent);
            case 7 -> message.volume = decimal(start, end, quantityExponent);
            default -> message.quoteVolume = decimal(start, end, AMOUNT_EXPONENT);
        }
    }

    /** Nanoseconds of a time in milliseconds or seconds. */
    long times(final long value, final long unitNs) {
        if (value < 0) {
            reader.fail(FrameFault.BAD_NUMBER);
            return 0;
        }
        if (value > Long.MAX_VALUE / unitNs) {
            reader.fail(FrameFault.OVERFLOW);
            return 0;
        }
        return value * unitNs;
    }

    /** A time of the wrapper in milliseconds; 0 is the same as absent. */
    long millis(final long value) {
        return value == 0 ? MexcMessage.NO_TIME : times(value, MILLI_NS);
    }

    private long whole(final int start, final int end) {
        return checked(start == end, start == end ? 0 : Digits.whole(data, start, end));
    }

    private long decimal(final int start, final int end, final int exponent) {
        return checked(start == end, start == end ? 0 : Digits.decimal(data, start, end, exponent));
    }

    private long checked(final boolean missing, final long value) {
        if (missing) {
            reader.fail(FrameFault.MISSING_FIELD);
            return 0;
        }
        if (value < 0) {
            reader.fail(fault(value));
            return 0;
        }
        return value;
    }

    static FrameFault fault(final long code) {
        return code == Digits.TOO_PRECISE ? FrameFault.TOO_PRECISE
            : code == Digits.OVERFLOW ? FrameFault.OVERFLOW : FrameFault.BAD_NUMBER;
    }
}
