package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Seeded random messages, whole and damaged: our decoder and protobuf-java agree on each. */
class MexcDifferentialTest {
    private static final long SEED = 20_260_925L;
    private static final int MESSAGES = 12_000;
    private static final String[] SYMBOLS = {"BTCUSDT", "BTCUSDC", "ETHUSDT", ""};

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final MexcProto proto = new MexcProto(false);
    private final MexcReference reference = new MexcReference();

    @Test
    void shouldAgreeWithProtobufJavaOnRandomMessages() {
        final Map<MexcMessageKind, Integer> kinds = new EnumMap<>(MexcMessageKind.class);
        for (int i = 0; i < MESSAGES; i++) {
            final byte[] frame = message().toByteArray();
            final byte[] sent = random.nextInt(4) == 0 ? damaged(frame) : frame;
            try {
                kinds.merge(reference.check(sent), 1, Integer::sum);
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + SEED + ", message " + i + ": " + Arrays.toString(sent), e);
            }
        }
        System.out.println("seed " + SEED + ": " + kinds);
        for (final MexcMessageKind kind : new MexcMessageKind[] {MexcMessageKind.DEPTH, MexcMessageKind.LIMIT_DEPTH,
            MexcMessageKind.TRADES, MexcMessageKind.BOOK_TICKER, MexcMessageKind.KLINE,
            MexcMessageKind.UNKNOWN_SYMBOL, MexcMessageKind.MALFORMED}) {
            assertTrue(kinds.getOrDefault(kind, 0) > 300, "too few of " + kind + " in " + kinds);
        }
    }

    private DynamicMessage message() {
        final DynamicMessage.Builder frame = proto.message("PushDataV3ApiWrapper");
        final String symbol = SYMBOLS[random.nextInt(random.nextInt(3) == 0 ? SYMBOLS.length : 2)];
        final int body = random.nextInt(5);
        final String[] channels = {"depth@100ms@" + symbol, "limit@" + symbol + "@5", "deals@100ms@" + symbol,
            "ticker@100ms@" + symbol, "kline@" + symbol + "@Min1"};
        if (random.nextInt(8) > 0) {
            MexcProto.set(frame, "channel", "spot@" + channels[body]);
        }
        if (random.nextInt(8) > 0) {
            MexcProto.set(frame, "symbol", symbol);
        }
        if (random.nextInt(3) == 0) {
            MexcProto.set(frame, "createTime", random.nextLong(2_000_000_000_000L));
        }
        if (random.nextInt(3) > 0) {
            MexcProto.set(frame, "sendTime", random.nextLong(2_000_000_000_000L));
        }
        switch (body) {
            case 0 -> MexcProto.set(frame, "publicAggreDepths", book("PublicAggreDepths", true));
            case 1 -> MexcProto.set(frame, "publicLimitDepths", book("PublicLimitDepths", false));
            case 2 -> MexcProto.set(frame, "publicAggreDeals", deals());
            case 3 -> MexcProto.set(frame, "publicAggreBookTicker", texts("PublicAggreBookTickerV3Api", "bidPrice",
                "bidQuantity", "askPrice", "askQuantity"));
            default -> MexcProto.set(frame, "publicSpotKline", kline());
        }
        if (random.nextInt(3) == 0) {
            frame.setUnknownFields(unknown(1_000));
        }
        return frame.build();
    }

    private UnknownFieldSet unknown(final int from) {
        final UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> field.addVarint(random.nextLong());
                case 1 -> field.addFixed32(random.nextInt());
                case 2 -> field.addFixed64(random.nextLong());
                default -> field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(200)]));
            }
        }
        return UnknownFieldSet.newBuilder().addField(from + random.nextInt(1 << 20), field.build()).build();
    }

    private String decimal() {
        final StringBuilder text = new StringBuilder().append(random.nextInt(100_000));
        final int decimals = random.nextInt(9);
        for (int i = 0; i < decimals; i++) {
            text.append(i == 0 ? "." : "").append(random.nextInt(10));
        }
        return text.toString();
    }

    private DynamicMessage book(final String name, final boolean diff) {
        final DynamicMessage.Builder body = proto.message(name + "V3Api");
        final String item = name.substring(0, name.length() - 1) + "V3ApiItem";
        for (int i = random.nextInt(12); i > 0; i--) {
            final DynamicMessage.Builder level = texts(item, "price", "quantity").toBuilder();
            if (random.nextInt(10) == 0) {
                level.setUnknownFields(unknown(10));
            }
            MexcProto.add(body, random.nextBoolean() ? "asks" : "bids", level.build());
        }
        MexcProto.set(body, "eventType", "spot@public");
        final long version = random.nextLong(1L << 50);
        if (diff) {
            MexcProto.set(body, "fromVersion", Long.toString(version));
            MexcProto.set(body, "toVersion", Long.toString(version + random.nextInt(1_000)));
        } else {
            MexcProto.set(body, "version", Long.toString(version));
        }
        MexcProto.set(body, "lastOrderCreateTime", random.nextLong());
        return body.build();
    }

    private DynamicMessage deals() {
        final DynamicMessage.Builder body = proto.message("PublicAggreDealsV3Api");
        for (int i = random.nextInt(6); i > 0; i--) {
            MexcProto.add(body, "deals", proto.deal(decimal(), decimal(), 1 + random.nextInt(2),
                random.nextLong(2_000_000_000_000L), random.nextBoolean() ? "" : random.nextLong() + "X"));
        }
        return body.build();
    }

    private DynamicMessage texts(final String type, final String... fields) {
        final DynamicMessage.Builder body = proto.message(type);
        for (final String field : fields) {
            MexcProto.set(body, field, decimal());
        }
        return body.build();
    }

    private DynamicMessage kline() {
        final DynamicMessage.Builder body = texts("PublicSpotKlineV3Api", "openingPrice", "closingPrice",
            "highestPrice", "lowestPrice", "volume", "amount").toBuilder();
        final long start = random.nextLong(2_000_000_000L);
        MexcProto.set(body, "interval", "Min1");
        MexcProto.set(body, "windowStart", start);
        MexcProto.set(body, "windowEnd", start + 60);
        return body.build();
    }

    private byte[] damaged(final byte[] frame) {
        if (frame.length == 0) {
            return frame;
        }
        final byte[] bytes = Arrays.copyOf(frame, random.nextInt(3) == 0 ? random.nextInt(frame.length) : frame.length);
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
