package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.penstock.api.FixedPoint;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class MexcMessagesTest {
    private static final String VECTOR =
        "0a2f73706f74407075626c69632e61676772652e64657074682e76332e6170692e7062403130306d7340425443555344431a"
        + "074254435553444330fbd8c1a28c34ca13550a0f0a0836353030302e33301203302e34120d0a0836353030302e3130120130"
        + "1a2773706f74407075626c69632e61676772652e64657074682e76332e6170692e7062403130306d732204393030312a0439"
        + "303033";
    private final MexcProto proto = new MexcProto(false);
    private final MexcReference reference = new MexcReference();
    private final MexcMessage message = reference.message();

    private FrameFault fault(final byte[] frame) {
        assertEquals(MexcMessageKind.MALFORMED, reference.check(frame));
        return message.fault();
    }

    @Test
    void shouldReadTheVectorOfTheProtocolReference() {
        final byte[] frame = HexFormat.of().parseHex(VECTOR);
        assertEquals(153, frame.length);
        assertEquals(MexcMessageKind.DEPTH, reference.check(frame));
        assertEquals(4, message.instrumentId());
        assertEquals("BTCUSDC", message.symbolText());
        assertEquals(1_790_000_000_123_000_000L, message.eventTimeNs());
        assertEquals(9001, message.fromVersion());
        assertEquals(9003, message.toVersion());
        assertEquals(1, message.bidCount());
        assertEquals(2, message.levelCount());
        assertEquals(6_500_010_000_000L, message.levelPrice(0));
        assertEquals(0, message.levelQuantity(0));
        assertEquals(6_500_030_000_000L, message.levelPrice(1));
        assertEquals(40_000_000, message.levelQuantity(1));
    }

    @Test
    void shouldReadTheCapturedFramesAsTheyWereRecorded() throws Exception {
        final Path file = SharedData.root().resolve("mexc/mexc_captured_frames_A.jsonl");
        Assumptions.assumeTrue(Files.exists(file), "no captured frames of MEXC at " + file);
        final ObjectMapper json = new ObjectMapper();
        int frames = 0;
        for (final String line : Files.readAllLines(file)) {
            final JsonNode node = json.readTree(line);
            final JsonNode decoded = node.get("decoded");
            final MexcMessageKind kind = reference.check(HexFormat.of().parseHex(node.get("hex").asText()));
            final JsonNode body = decoded.get(kind.word());
            assertEquals(decoded.get("symbol").asText(), message.symbolText());
            assertEquals(decoded.get(decoded.has("createTime") ? "createTime" : "sendTime").asLong() * 1_000_000,
                message.eventTimeNs());
            switch (kind) {
                case BOOK_TICKER -> {
                    assertEquals(number(body, "bidPrice"), message.bidPrice());
                    assertEquals(number(body, "bidQuantity"), message.bidQuantity());
                    assertEquals(number(body, "askPrice"), message.askPrice());
                    assertEquals(number(body, "askQuantity"), message.askQuantity());
                    assertEquals(body.get("version").asLong(), message.toVersion());
                }
                case TRADES -> checkDeals(body.get("deals"));
                case LIMIT_DEPTH -> {
                    assertEquals(body.get("version").asLong(), message.toVersion());
                    checkLevels(body.get("bids"), 0);
                    checkLevels(body.get("asks"), message.bidCount());
                }
                case KLINE -> checkKline(body);
                default -> throw new AssertionError(kind);
            }
            frames++;
        }
        assertEquals(4, frames);
    }

    private static long number(final JsonNode node, final String field) {
        return FixedPoint.parse(node.get(field).asText(), -8);
    }

    private void checkDeals(final JsonNode deals) {
        assertEquals(deals.size(), message.tradeCount());
        for (int i = 0; i < deals.size(); i++) {
            final JsonNode deal = deals.get(i);
            assertEquals(number(deal, "price"), message.tradePrice(i));
            assertEquals(number(deal, "quantity"), message.tradeQuantity(i));
            assertEquals(deal.get("tradeType").asInt() == 1, message.takerBought(i));
            assertEquals(deal.get("time").asLong() * 1_000_000, message.tradeTimeNs(i));
            assertTrue(message.tradeIdGiven(i) && message.tradeId(i) < 0, "a hash of " + deal.get("tradeId"));
        }
        assertNotEquals(message.tradeId(0), message.tradeId(1));
    }

    private void checkLevels(final JsonNode levels, final int from) {
        assertEquals(5, levels.size());
        for (int i = 0; i < levels.size(); i++) {
            assertEquals(number(levels.get(i), "price"), message.levelPrice(from + i));
            assertEquals(number(levels.get(i), "quantity"), message.levelQuantity(from + i));
        }
    }

    private void checkKline(final JsonNode body) {
        assertEquals(body.get("windowStart").asLong() * 1_000_000_000L, message.openTimeNs);
        assertEquals(60_000_000_000L, message.intervalNs);
        assertEquals(number(body, "openingPrice"), message.openPrice);
        assertEquals(number(body, "closingPrice"), message.closePrice);
        assertEquals(number(body, "highestPrice"), message.highPrice);
        assertEquals(number(body, "lowestPrice"), message.lowPrice);
        assertEquals(number(body, "volume"), message.volume);
        assertEquals(number(body, "amount"), message.quoteVolume);
        assertFalse(message.closed, "made before the end of its minute");
    }

    @Test
    void shouldAgreeWithTheVenuesOwnFilesWhenTheyAreThere() throws Exception {
        final Path folder = SharedData.root().resolve("mexc/proto");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no .proto files of MEXC at " + folder);
        final Map<String, String> theirs = new HashMap<>();
        final Pattern declaration = Pattern.compile("message (\\w+)");
        final Pattern field = Pattern.compile("(optional |repeated )?(\\w+)\\s+(\\w+)\\s*=\\s*(\\d+)\\s*;");
        try (var files = Files.list(folder)) {
            for (final Path file : files.filter(f -> f.toString().endsWith(".proto")).toList()) {
                String message = "";
                for (final String line : Files.readAllLines(file)) {
                    final Matcher opens = declaration.matcher(line);
                    message = opens.find() ? opens.group(1) : message;
                    final Matcher found = field.matcher(line.strip());
                    if (found.matches()) {
                        final boolean many = "repeated ".equals(found.group(1));
                        theirs.put(message + "." + found.group(3),
                            found.group(4) + " " + (many ? "*" : "") + found.group(2));
                    }
                }
            }
        }
        assertTrue(theirs.size() > 80, theirs.size() + " fields read");
        MexcProto.MESSAGES.forEach((name, fields) -> fields.forEach(ours -> {
            final String[] words = ours.split(" ");
            assertEquals(theirs.get(name + "." + words[0]), words[1] + " " + words[2], name + "." + words[0]);
        }));
        final String wrapper = "PushDataV3ApiWrapper.";
        assertEquals(MexcMessages.AGGRE_DEPTHS + " PublicAggreDepthsV3Api", theirs.get(wrapper + "publicAggreDepths"));
        assertEquals(MexcMessages.AGGRE_DEALS + " PublicAggreDealsV3Api", theirs.get(wrapper + "publicAggreDeals"));
        assertEquals(MexcMessages.AGGRE_BOOK_TICKER + " PublicAggreBookTickerV3Api",
            theirs.get(wrapper + "publicAggreBookTicker"));
        assertEquals(MexcMessages.KLINE + " PublicSpotKlineV3Api", theirs.get(wrapper + "publicSpotKline"));
        assertEquals(MexcMessages.LIMIT_DEPTHS + " PublicLimitDepthsV3Api", theirs.get(wrapper + "publicLimitDepths"));
        assertEquals(MexcMessages.FIRST_BODY + " PublicDealsV3Api", theirs.get(wrapper + "publicDeals"));
    }

    @Test
    void shouldSkipUnknownFieldsAndBodiesAndReadInAnyOrder() throws Exception {
        final byte[] plain = proto.diff("BTCUSDT", 5, 7, "1.5", "2");
        final UnknownFieldSet extra = UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(-1).addFixed32(1).addFixed64(2)
                .addLengthDelimited(ByteString.copyFromUtf8("x")).build()).build();
        final DynamicMessage more =
            DynamicMessage.parseFrom(proto.wrapper(), plain).toBuilder().setUnknownFields(extra).build();
        assertEquals(MexcMessageKind.DEPTH, reference.check(more.toByteArray()));
        assertEquals(7, message.toVersion());

        // the body before the symbol
        final byte[] symbol = {0x1A, 7, 'B', 'T', 'C', 'U', 'S', 'D', 'T'};
        final DynamicMessage.Builder noSymbol = DynamicMessage.parseFrom(proto.wrapper(), plain).toBuilder();
        noSymbol.clearField(MexcProto.field(noSymbol, "symbol"));
        final byte[] head = noSymbol.build().toByteArray();
        final byte[] turned = Arrays.copyOf(head, head.length + symbol.length);
        System.arraycopy(symbol, 0, turned, head.length, symbol.length);
        assertEquals(MexcMessageKind.DEPTH, reference.check(turned));
        assertEquals(3, message.instrumentId());
        assertEquals(plain.length, turned.length);

        // no symbol at all: that of the channel
        assertEquals(MexcMessageKind.DEPTH, reference.check(head));
        assertEquals(3, message.instrumentId());

        final DynamicMessage.Builder mini = proto.message("PublicMiniTickerV3Api");
        MexcProto.set(mini, "symbol", "BTCUSDT");
        assertEquals(MexcMessageKind.UNKNOWN_EVENT,
            reference.check(proto.frame("c", "BTCUSDT", 1, "publicMiniTicker", mini.build())));
        assertEquals(MexcMessageKind.UNKNOWN_SYMBOL, reference.check(proto.diff("ETHUSDT", 1, 1, "1", "1")));
    }

    @Test
    void shouldNameTheFaultWhenFrameIsMalformed() {
        assertEquals(FrameFault.EMPTY, fault(new byte[0]));
        final byte[] good = proto.diff("BTCUSDT", 5, 7, "1.5", "2");
        assertEquals(FrameFault.TRUNCATED, fault(Arrays.copyOf(good, good.length - 3)));
        assertEquals(FrameFault.CONTRADICTION, fault(proto.diff("BTCUSDT", 8, 7, "1.5", "2")));
        assertEquals(FrameFault.TOO_PRECISE, fault(proto.diff("BTCUSDT", 5, 7, "1.123456789", "2")));
        assertEquals(FrameFault.BAD_NUMBER, fault(proto.diff("BTCUSDT", 5, 7, "1e5", "2")));
        assertEquals(FrameFault.BAD_NUMBER, fault(proto.diff("BTCUSDT", 5, 7, "0", "2")));
        assertEquals(FrameFault.BAD_NUMBER, fault(proto.diff("BTCUSDT", 5, 7, "-1", "2")));
        assertEquals(FrameFault.OVERFLOW, fault(proto.diff("BTCUSDT", 5, 7, "99999999999999", "2")));
        assertEquals(FrameFault.MISSING_FIELD, fault(proto.diff("BTCUSDT", 5, 7, "1", "")));
        final String[] many = new String[402];
        Arrays.fill(many, "1");
        assertEquals(FrameFault.TOO_MANY_LEVELS, fault(proto.diff("BTCUSDT", 5, 7, many)));
        assertEquals(FrameFault.MISSING_FIELD, fault(proto.deals("BTCUSDT", proto.deal("1", "1", 0, 5, "7"))));
        assertEquals(FrameFault.BAD_NUMBER, fault(proto.deals("BTCUSDT", proto.deal("1", "1", 3, 5, "7"))));
        assertEquals(FrameFault.BAD_NUMBER, fault(proto.deals("BTCUSDT", proto.deal("1", "1", 1, -5, "7"))));
        final byte[] twice = Arrays.copyOf(good, 2 * good.length);
        System.arraycopy(good, 0, twice, good.length, good.length);
        assertEquals(FrameFault.CONTRADICTION, fault(twice));
        assertEquals(FrameFault.BAD_WIRE, fault(new byte[] {0x0B, 0x0C}), "a group");
        assertEquals(FrameFault.BAD_WIRE, fault(new byte[] {0x02, 0x00}), "field 0");
        assertEquals(FrameFault.WRONG_TYPE, fault(new byte[] {0x08, 0x01}), "the channel as a number");
        assertEquals("not protobuf", FrameFault.BAD_WIRE.words());
    }

    @Test
    void shouldMakeTradeIdsOfNumbersTextsAndNothing() {
        reference.check(proto.deals("BTCUSDT", proto.deal("1", "1", 1, 5, "77"), proto.deal("1", "1", 1, 5, "7X_1"),
            proto.deal("1", "1", 1, 5, ""), proto.deal("1", "1", 1, 5, ""), proto.deal("1", "1", 1, 6, "")));
        assertEquals(77, message.tradeId(0));
        final List<Long> ids =
            List.of(message.tradeId(1), message.tradeId(2), message.tradeId(3), message.tradeId(4));
        assertEquals(4, ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> id < 0), "hashes never equal a number");
        assertFalse(message.tradeIdGiven(3));
        reference.check(proto.deals("BTCUSDT", proto.deal("1", "1", 1, 5, "7X_1")));
        assertEquals(ids.get(0), message.tradeId(0));
    }

    private static MexcMessages texts() {
        final SymbolTable symbols = new SymbolTable();
        symbols.add("BTCUSDT", 3, -8, -8);
        return new MexcMessages(symbols, 200, 50);
    }

    private static String text(final String json) {
        final MexcMessages messages = texts();
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        final MexcMessageKind kind = messages.text(new UnsafeBuffer(bytes), 0, bytes.length);
        return kind == MexcMessageKind.MALFORMED ? messages.message().fault().name()
            : kind + (messages.message().replyText().isEmpty() ? "" : " " + messages.message().replyText());
    }

    @Test
    void shouldReadRepliesWhenFrameIsText() {
        assertEquals("PONG PONG", text("{\"id\":0,\"code\":0,\"msg\":\"PONG\"}"));
        assertEquals("CONTROL_REPLY a,b", text(" {\"msg\":\"a,b\" , \"code\":0,\"id\":1} "));
        assertEquals("CONTROL_ERROR no", text("{\"id\":1,\"code\":-2,\"msg\":\"no\"}"));
        assertEquals("UNKNOWN_EVENT", text("{}"));
        assertEquals("UNKNOWN_EVENT", text("{\"id\":[{\"a\":1}]}"));
        assertEquals("DUPLICATE_KEY", text("{\"code\":0,\"code\":0}"));
        assertEquals("BAD_TEXT", text("{\"c\\u006fde\":0}"));
        assertEquals("WRONG_TYPE", text("{\"code\":\"0\",\"msg\":\"a\"}"));
        assertEquals("TRUNCATED", text("{\"code\":0"));
        assertEquals("SYNTAX", text("{\"code\":0}}"));
        assertEquals("EMPTY", text(""));
        assertEquals("TOO_DEEP", text("{\"a\":" + "[".repeat(40)));
    }

    @Test
    void shouldReadDepthAnswerWhenSlotIsKnown() {
        final MexcMessages messages = texts();
        final byte[] body = ("{\"lastUpdateId\":9,\"bids\":[[\"1.5\",\"2.00\"]],\"asks\":[[\"3\",\"4\"],"
            + "[\"5\",\"6\",7]],\"timestamp\":1790000000000}").getBytes(StandardCharsets.US_ASCII);
        assertEquals(MexcMessageKind.SNAPSHOT, messages.snapshot(0, new UnsafeBuffer(body), 0, body.length));
        final MexcMessage message = messages.message();
        assertEquals(9, message.toVersion());
        assertEquals(1, message.bidCount());
        assertEquals(3, message.levelCount());
        assertEquals(600_000_000, message.levelQuantity(2));
        assertEquals(1_790_000_000_000_000_000L, message.eventTimeNs());
        assertEquals(3, message.instrumentId());
        assertEquals(MexcMessageKind.UNKNOWN_SYMBOL, messages.snapshot(-1, new UnsafeBuffer(body), 0, body.length));
        final byte[] refused = "{\"code\":429,\"msg\":\"x\"}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
            MexcMessageKind.CONTROL_ERROR, messages.snapshot(0, new UnsafeBuffer(refused), 0, refused.length));
        final byte[] other = "{\"bids\":[],\"asks\":[]}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(MexcMessageKind.MALFORMED, messages.snapshot(0, new UnsafeBuffer(other), 0, other.length));
        assertEquals(FrameFault.MISSING_FIELD, message.fault());
    }
}
