package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.SymbolTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** A frame through the decoder, and what it took held against Jackson and BigDecimal: it may refuse, never misread. */
final class FramePair {
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final JsonMapper LOOSE =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE).build();

    private final SymbolTable symbols = new SymbolTable();
    private final BybitMessages messages;

    FramePair() {
        symbols.add("BTCUSDT", 0, -8, -8);
        symbols.add("ETHUSDT", 1, -2, -5);
        symbols.add("PEPEUSDT", 2, -12, -3);
        messages = new BybitMessages(symbols);
    }

    BybitMessage check(final String frame) {
        return check(frame.getBytes(StandardCharsets.UTF_8));
    }

    BybitMessage check(final byte[] frame) {
        // What lies behind the frame must not matter: a copy of its own end is the most seductive.
        final byte[] padded = Arrays.copyOf(frame, frame.length + Digits.PADDING);
        for (int i = 0; i < Digits.PADDING && frame.length > 0; i++) {
            padded[frame.length + i] = frame[Math.floorMod(frame.length - Digits.PADDING + i, frame.length)];
        }
        final BybitMessageKind kind = messages.decode(new UnsafeBuffer(padded), 0, frame.length);
        final BybitMessage message = messages.message();
        assertEquals(kind == BybitMessageKind.MALFORMED, message.fault() != null);
        if (kind != BybitMessageKind.MALFORMED) {
            compare(kind, message, tree(frame));
        }
        return message;
    }

    private static JsonNode tree(final byte[] frame) {
        try {
            return MAPPER.readTree(frame);
        } catch (final IOException e) {
            // Keys that nobody reads may stand twice.
            assertTrue(e.getMessage().contains("Duplicate field"), e.getMessage());
        }
        try {
            return LOOSE.readTree(frame);
        } catch (final IOException e) {
            throw new AssertionError("taken, but not JSON", e);
        }
    }

    private void compare(final BybitMessageKind kind, final BybitMessage message, final JsonNode root) {
        final int slot = message.slot;
        final int priceExponent = slot < 0 ? -8 : symbols.priceExponent(slot);
        final int quantityExponent = slot < 0 ? -8 : symbols.quantityExponent(slot);
        final JsonNode data = root.path("data");
        switch (kind) {
            case ORDER_BOOK -> {
                assertEquals(data.get("u").asLong(), message.updateId());
                assertEquals(data.path("seq").asLong(-1), message.seq());
                assertEquals(data.get("b").size(), message.bidCount());
                assertEquals(data.get("b").size() + data.get("a").size(), message.levelCount());
                for (int i = 0; i < message.levelCount(); i++) {
                    final JsonNode level = i < message.bidCount() ? data.get("b").get(i)
                        : data.get("a").get(i - message.bidCount());
                    same(level.get(0), priceExponent, message.levelPrice(i));
                    same(level.get(1), quantityExponent, message.levelQuantity(i));
                }
            }
            case TRADES -> {
                assertEquals(data.size(), message.tradeCount());
                for (int i = 0; i < message.tradeCount(); i++) {
                    same(data.get(i).get("p"), priceExponent, message.tradePrice(i));
                    same(data.get(i).get("v"), quantityExponent, message.tradeQuantity(i));
                    assertEquals(data.get(i).get("S").asText().equals("Sell"), message.tradeSell(i));
                    assertEquals(data.get(i).get("T").asLong() * 1_000_000, message.tradeTimesNs[i]);
                }
            }
            case TICKER -> {
                if ((message.present & BybitMessage.MARK) != 0) {
                    same(data.get("markPrice"), priceExponent, message.markPrice);
                }
                if ((message.present & BybitMessage.RATE) != 0) {
                    same(data.get("fundingRate"), -8, message.fundingRate);
                }
            }
            case KLINE -> {
                assertEquals(data.size(), message.barCount);
                for (int i = 0; i < message.barCount; i++) {
                    same(data.get(i).get("close"), priceExponent,
                        message.bars[i * BybitMessage.BAR_FIELDS + BybitMessage.BAR_CLOSE]);
                    same(data.get(i).get("volume"), quantityExponent,
                        message.bars[i * BybitMessage.BAR_FIELDS + BybitMessage.BAR_VOLUME]);
                }
            }
            default -> { }
        }
    }

    private static void same(final JsonNode text, final int exponent, final long value) {
        assertEquals(0, new BigDecimal(text.asText()).compareTo(BigDecimal.valueOf(value, -exponent)), text.asText());
    }
}
