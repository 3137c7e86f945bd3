package io.penstock.gateways.mexc;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** MEXC's push messages as protobuf-java descriptors, built from field numbers written down here a second time. */
final class MexcProto {
    /** Message, then lines {@code name number type}; a star before the type means repeated. */
    static final Map<String, List<String>> MESSAGES = new LinkedHashMap<>();

    static {
        final String item = "price 1 string,quantity 2 string";
        MESSAGES.put("PublicAggreDepthV3ApiItem", List.of(item.split(",")));
        MESSAGES.put("PublicLimitDepthV3ApiItem", List.of(item.split(",")));
        MESSAGES.put("PublicAggreDealsV3ApiItem", List.of("price 1 string", "quantity 2 string", "tradeType 3 int32",
            "time 4 int64", "tradeId 5 string"));
        MESSAGES.put("PublicAggreDepthsV3Api", List.of("asks 1 *PublicAggreDepthV3ApiItem",
            "bids 2 *PublicAggreDepthV3ApiItem", "eventType 3 string", "fromVersion 4 string", "toVersion 5 string",
            "lastOrderCreateTime 6 int64"));
        MESSAGES.put("PublicLimitDepthsV3Api", List.of("asks 1 *PublicLimitDepthV3ApiItem",
            "bids 2 *PublicLimitDepthV3ApiItem", "eventType 3 string", "version 4 string",
            "lastOrderCreateTime 5 int64"));
        MESSAGES.put("PublicAggreDealsV3Api", List.of("deals 1 *PublicAggreDealsV3ApiItem", "eventType 2 string"));
        MESSAGES.put("PublicAggreBookTickerV3Api", List.of("bidPrice 1 string", "bidQuantity 2 string",
            "askPrice 3 string", "askQuantity 4 string", "version 5 string", "lastOrderCreateTime 6 int64"));
        MESSAGES.put("PublicSpotKlineV3Api", List.of("interval 1 string", "windowStart 2 int64",
            "openingPrice 3 string", "closingPrice 4 string", "highestPrice 5 string", "lowestPrice 6 string",
            "volume 7 string", "amount 8 string", "windowEnd 9 int64"));
        MESSAGES.put("PublicMiniTickerV3Api", List.of("symbol 1 string", "price 2 string"));
        MESSAGES.put("PushDataV3ApiWrapper", List.of("channel 1 string",
            "publicLimitDepths 303 PublicLimitDepthsV3Api", "publicSpotKline 308 PublicSpotKlineV3Api",
            "publicMiniTicker 309 PublicMiniTickerV3Api", "publicAggreDepths 313 PublicAggreDepthsV3Api",
            "publicAggreDeals 314 PublicAggreDealsV3Api",
            "publicAggreBookTicker 315 PublicAggreBookTickerV3Api", "symbol 3 string", "symbolId 4 string",
            "createTime 5 int64", "sendTime 6 int64"));
    }

    private final FileDescriptor file;

    /** With texts as raw bytes protobuf-java does not care whether they are UTF-8, as our decoder does not. */
    MexcProto(final boolean textsAsBytes) {
        final FileDescriptorProto.Builder proto =
            FileDescriptorProto.newBuilder().setName("mexc.proto").setSyntax("proto3");
        MESSAGES.forEach((name, fields) -> {
            final DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
            fields.forEach(field -> message.addField(field(field, textsAsBytes)));
            proto.addMessageType(message);
        });
        try {
            file = FileDescriptor.buildFrom(proto.build(), new FileDescriptor[0]);
        } catch (final DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldDescriptorProto field(final String line, final boolean textsAsBytes) {
        final String[] words = line.split(" ");
        final boolean repeated = words[2].startsWith("*");
        final String type = repeated ? words[2].substring(1) : words[2];
        final FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder().setName(words[0])
            .setNumber(Integer.parseInt(words[1]))
            .setLabel(repeated ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
        switch (type) {
            case "string" -> field.setType(textsAsBytes ? Type.TYPE_BYTES : Type.TYPE_STRING);
            case "int32" -> field.setType(Type.TYPE_INT32);
            case "int64" -> field.setType(Type.TYPE_INT64);
            default -> field.setType(Type.TYPE_MESSAGE).setTypeName(type);
        }
        return field.build();
    }

    Descriptor type(final String name) {
        return file.findMessageTypeByName(name);
    }

    Descriptor wrapper() {
        return type("PushDataV3ApiWrapper");
    }

    DynamicMessage.Builder message(final String type) {
        return DynamicMessage.newBuilder(type(type));
    }

    static FieldDescriptor field(final DynamicMessage.Builder message, final String name) {
        return message.getDescriptorForType().findFieldByName(name);
    }

    static void set(final DynamicMessage.Builder message, final String name, final Object value) {
        message.setField(field(message, name), value);
    }

    static void add(final DynamicMessage.Builder message, final String name, final DynamicMessage value) {
        message.addRepeatedField(field(message, name), value);
    }

    /** A level of a book. */
    DynamicMessage level(final String price, final String quantity) {
        final DynamicMessage.Builder item = message("PublicAggreDepthV3ApiItem");
        set(item, "price", price);
        set(item, "quantity", quantity);
        return item.build();
    }

    /** A trade. */
    DynamicMessage deal(
        final String price, final String quantity, final int type, final long timeMs, final String id) {
        final DynamicMessage.Builder item = message("PublicAggreDealsV3ApiItem");
        set(item, "price", price);
        set(item, "quantity", quantity);
        set(item, "tradeType", type);
        set(item, "time", timeMs);
        set(item, "tradeId", id);
        return item.build();
    }

    /** A frame of one body. */
    byte[] frame(
        final String channel, final String symbol, final long sendTimeMs, final String field,
        final DynamicMessage body) {
        final DynamicMessage.Builder frame = message("PushDataV3ApiWrapper");
        set(frame, "channel", channel);
        set(frame, "symbol", symbol);
        set(frame, "sendTime", sendTimeMs);
        set(frame, field, body);
        return frame.build().toByteArray();
    }

    /** A diff with bids only, price and quantity in turn. */
    byte[] diff(final String symbol, final long from, final long to, final String... bids) {
        final DynamicMessage.Builder body = message("PublicAggreDepthsV3Api");
        for (int i = 0; i < bids.length; i += 2) {
            add(body, "bids", level(bids[i], bids[i + 1]));
        }
        set(body, "fromVersion", Long.toString(from));
        set(body, "toVersion", Long.toString(to));
        return frame(MexcSymbolMap.channel(symbol, MexcSymbolMap.DEPTH), symbol, 1_790_000_000_000L + to,
            "publicAggreDepths", body.build());
    }

    /** Trades. */
    byte[] deals(final String symbol, final DynamicMessage... deals) {
        final DynamicMessage.Builder body = message("PublicAggreDealsV3Api");
        for (final DynamicMessage deal : deals) {
            add(body, "deals", deal);
        }
        return frame(MexcSymbolMap.channel(symbol, MexcSymbolMap.DEALS), symbol, 1_790_000_000_000L,
            "publicAggreDeals", body.build());
    }

    /** A best bid and offer of 1 x 1 and 2 x 1. */
    byte[] ticker(final String symbol, final long version, final String bid, final String ask) {
        final DynamicMessage.Builder body = message("PublicAggreBookTickerV3Api");
        set(body, "bidPrice", bid);
        set(body, "bidQuantity", "1");
        set(body, "askPrice", ask);
        set(body, "askQuantity", "1");
        set(body, "version", Long.toString(version));
        return frame(MexcSymbolMap.channel(symbol, MexcSymbolMap.TICKER), symbol, 1_790_000_000_000L,
            "publicAggreBookTicker", body.build());
    }
}
