package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.penstock.gateways.common.SymbolTable;
import java.math.BigDecimal;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Our decoder beside protobuf-java and BigDecimal: what ours accepts, theirs accepts too, and reads the same. */
final class MexcReference {
    private static final int PRICE_EXPONENT = -8;
    private final MexcProto proto = new MexcProto(true);
    private final SymbolTable symbols = new SymbolTable();
    private final MexcMessages messages;

    MexcReference() {
        symbols.add("BTCUSDT", 3, PRICE_EXPONENT, -8);
        symbols.add("BTCUSDC", 4, PRICE_EXPONENT, -8);
        messages = new MexcMessages(symbols, 200, 50);
    }

    /** Decodes with both and compares; returns what ours said. */
    MexcMessageKind check(final byte[] frame) {
        final MexcMessageKind kind = messages.binary(new UnsafeBuffer(frame), 0, frame.length);
        final MexcMessage message = messages.message();
        if (kind == MexcMessageKind.MALFORMED) {
            assertTrue(message.fault() != null);
            return kind;
        }
        final DynamicMessage wrapper;
        try {
            wrapper = DynamicMessage.parseFrom(proto.wrapper(), frame);
        } catch (final InvalidProtocolBufferException e) {
            if (kind == MexcMessageKind.UNKNOWN_EVENT || kind == MexcMessageKind.UNKNOWN_SYMBOL) {
                // what nobody reads is passed over unopened; only the wrapper must be whole
                outermost(frame);
                return kind;
            }
            throw new AssertionError("accepted as " + kind + " but refused by protobuf-java", e);
        }
        final long created = number(wrapper, "createTime");
        final long sent = number(wrapper, "sendTime");
        final long expectedTime = created != 0 ? created : sent;
        assertEquals(expectedTime == 0 ? MexcMessage.NO_TIME : expectedTime * 1_000_000, message.eventTimeNs());
        switch (kind) {
            case DEPTH -> depth(body(wrapper, "publicAggreDepths"), message, "fromVersion", "toVersion");
            case LIMIT_DEPTH -> depth(body(wrapper, "publicLimitDepths"), message, "version", "version");
            case TRADES -> deals(body(wrapper, "publicAggreDeals"), message);
            case BOOK_TICKER -> ticker(body(wrapper, "publicAggreBookTicker"), message);
            case KLINE -> kline(body(wrapper, "publicSpotKline"), message);
            default -> { }
        }
        return kind;
    }

    private static void outermost(final byte[] frame) {
        try {
            UnknownFieldSet.parseFrom(frame);
        } catch (final InvalidProtocolBufferException e) {
            throw new AssertionError("the wrapper was passed, but is refused by protobuf-java", e);
        }
    }

    MexcMessage message() {
        return messages.message();
    }

    private static Object value(final DynamicMessage message, final String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    private static DynamicMessage body(final DynamicMessage wrapper, final String field) {
        return (DynamicMessage) value(wrapper, field);
    }

    private static long number(final DynamicMessage message, final String field) {
        return ((Number) value(message, field)).longValue();
    }

    private static String text(final DynamicMessage message, final String field) {
        return ((ByteString) value(message, field)).toStringUtf8();
    }

    private static long fixed(final DynamicMessage message, final String field) {
        final String text = text(message, field);
        return text.isEmpty() ? 0 : new BigDecimal(text).movePointRight(8).longValueExact();
    }

    private static long version(final DynamicMessage message, final String field) {
        final String text = text(message, field);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    @SuppressWarnings("unchecked")
    private static List<DynamicMessage> list(final DynamicMessage message, final String field) {
        final FieldDescriptor descriptor = message.getDescriptorForType().findFieldByName(field);
        return (List<DynamicMessage>) message.getField(descriptor);
    }

    private static void depth(
        final DynamicMessage body, final MexcMessage message, final String from, final String to) {
        assertEquals(version(body, from), message.fromVersion());
        assertEquals(version(body, to), message.toVersion());
        final List<DynamicMessage> bids = list(body, "bids");
        final List<DynamicMessage> asks = list(body, "asks");
        assertEquals(bids.size(), message.bidCount());
        assertEquals(bids.size() + asks.size(), message.levelCount());
        for (int i = 0; i < message.levelCount(); i++) {
            final DynamicMessage level = i < bids.size() ? bids.get(i) : asks.get(i - bids.size());
            assertEquals(fixed(level, "price"), message.levelPrice(i));
            assertEquals(fixed(level, "quantity"), message.levelQuantity(i));
        }
    }

    private static void deals(final DynamicMessage body, final MexcMessage message) {
        final List<DynamicMessage> deals = list(body, "deals");
        assertEquals(deals.size(), message.tradeCount());
        for (int i = 0; i < deals.size(); i++) {
            final DynamicMessage deal = deals.get(i);
            assertEquals(fixed(deal, "price"), message.tradePrice(i));
            assertEquals(fixed(deal, "quantity"), message.tradeQuantity(i));
            assertEquals(number(deal, "tradeType") == 1, message.takerBought(i));
            final long time = number(deal, "time");
            assertEquals(time == 0 ? message.eventTimeNs() : time * 1_000_000, message.tradeTimeNs(i));
            assertEquals(!((ByteString) value(deal, "tradeId")).isEmpty(), message.tradeIdGiven(i));
        }
    }

    private static void ticker(final DynamicMessage body, final MexcMessage message) {
        assertEquals(fixed(body, "bidPrice"), message.bidPrice());
        assertEquals(fixed(body, "bidQuantity"), message.bidQuantity());
        assertEquals(fixed(body, "askPrice"), message.askPrice());
        assertEquals(fixed(body, "askQuantity"), message.askQuantity());
        assertEquals(version(body, "version"), message.toVersion());
    }

    private static void kline(final DynamicMessage body, final MexcMessage message) {
        assertEquals(number(body, "windowStart") * 1_000_000_000L, message.openTimeNs);
        assertEquals((number(body, "windowEnd") - number(body, "windowStart")) * 1_000_000_000L, message.intervalNs);
        assertEquals(fixed(body, "openingPrice"), message.openPrice);
        assertEquals(fixed(body, "closingPrice"), message.closePrice);
        assertEquals(fixed(body, "highestPrice"), message.highPrice);
        assertEquals(fixed(body, "lowestPrice"), message.lowPrice);
        assertEquals(fixed(body, "volume"), message.volume);
        assertEquals(fixed(body, "amount"), message.quoteVolume);
    }
}
