package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.FrameFault;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BybitMessagesTest {
    private static final String BOOK = "{\"topic\":\"orderbook.200.BTCUSDT\",\"type\":\"delta\",\"ts\":1790000000125,"
        + "\"data\":{\"s\":\"BTCUSDT\",\"b\":[[\"65000.1\",\"0.012\"],[\"65000\",\"0\"]],\"a\":[[\"65000.3\",\"7\"]],"
        + "\"u\":55002,\"seq\":90000211},\"cts\":1790000000121}";
    private final FramePair pair = new FramePair();

    private FrameFault fault(final String frame) {
        final BybitMessage message = pair.check(frame);
        assertEquals(BybitMessageKind.MALFORMED, message.kind(), frame);
        return message.fault();
    }

    @Test
    void shouldReadBookWhateverTheKeyOrder() {
        for (final String frame : new String[] {BOOK,
            "{\"data\":{\"a\":[[\"65000.3\",\"7\"]],\"seq\":90000211,\"u\":55002,\"b\":[ [ \"65000.1\" , \"0.0120\" ],"
                + "[\"65000\",\"0.000\"]],\"s\":\"BTCUSDT\",\"x\":{\"y\":[null,true,1e5]}},\"ts\":1790000000125,"
                + "\"cts\":1790000000121,\"type\":\"delta\",\"topic\":\"orderbook.200.BTCUSDT\"}"}) {
            final BybitMessage message = pair.check(frame);
            assertEquals(BybitMessageKind.ORDER_BOOK, message.kind());
            assertEquals(200, message.depth());
            assertFalse(message.snapshot());
            assertEquals(55_002, message.updateId());
            assertEquals(90_000_211, message.seq());
            assertEquals(2, message.bidCount());
            assertEquals(3, message.levelCount());
            assertEquals(6_500_010_000_000L, message.levelPrice(0));
            assertEquals(1_200_000, message.levelQuantity(0));
            assertEquals(6_500_000_000_000L, message.levelPrice(1));
            assertEquals(0, message.levelQuantity(1));
            assertEquals(6_500_030_000_000L, message.levelPrice(2));
            assertEquals(1_790_000_000_121_000_000L, message.matchedNs);
        }
        assertTrue(pair.check(BOOK.replace("55002", "1")).snapshot(), "u = 1 is a snapshot");
        assertEquals(BybitMessage.NO_TIME, pair.check(BOOK.replace(",\"cts\":1790000000121", "")).matchedNs);
    }

    @Test
    void shouldNameFault() {
        assertEquals(FrameFault.EMPTY, fault(""));
        for (int i = 1; i < BOOK.length(); i++) {
            assertEquals(FrameFault.TRUNCATED, fault(BOOK.substring(0, i)), BOOK.substring(0, i));
        }
        assertEquals(FrameFault.SYNTAX, fault(BOOK + "}"));
        assertEquals(FrameFault.DUPLICATE_KEY, fault(BOOK.replace("\"seq\":90000211", "\"u\":55002")));
        assertEquals(FrameFault.DUPLICATE_KEY, fault(BOOK.replace("\"cts\"", "\"ts\"")));
        assertEquals(FrameFault.BAD_NUMBER, fault(BOOK.replace("\"0.012\"", "\"-0.012\"")));
        assertEquals(FrameFault.BAD_NUMBER, fault(BOOK.replace("\"0.012\"", "\"1e3\"")));
        assertEquals(FrameFault.BAD_NUMBER, fault(BOOK.replace("\"65000.1\"", "\"0.0\"")));
        assertEquals(FrameFault.TOO_PRECISE, fault(BOOK.replace("\"0.012\"", "\"0.000000001\"")));
        assertEquals(FrameFault.OVERFLOW, fault(BOOK.replace("\"0.012\"", "\"99999999999999999999\"")));
        assertEquals(FrameFault.OVERFLOW, fault(BOOK.replace("1790000000125", "17900000001250000")));
        assertEquals(FrameFault.WRONG_TYPE, fault(BOOK.replace("\"0.012\"", "0.012")));
        assertEquals(FrameFault.WRONG_TYPE, fault(BOOK.replace("55002", "\"55002\"")));
        assertEquals(FrameFault.WRONG_TYPE, fault(BOOK.replace("\"0.012\"]", "\"0.012\",\"1\"]")));
        assertEquals(FrameFault.MISSING_FIELD, fault(BOOK.replace("\"u\":55002,", "")));
        assertEquals(FrameFault.MISSING_FIELD, fault(BOOK.replace("\"type\":\"delta\",", "")));
        assertEquals(FrameFault.CONTRADICTION, fault(BOOK.replace("\"s\":\"BTCUSDT\"", "\"s\":\"ETHUSDT\"")));
        assertEquals(FrameFault.BAD_TEXT, fault(BOOK.replace("\"seq\"", "\"s\\u0065q\"")));
        assertEquals(FrameFault.TOO_DEEP, fault(BOOK.replace("{\"s\"", "{\"z\":" + "[".repeat(40) + ",\"s\"")));
        final StringBuilder levels = new StringBuilder("[[\"1\",\"1\"]");
        levels.append(",[\"1\",\"1\"]".repeat(BybitMessages.MAX_LEVELS));
        assertEquals(FrameFault.TOO_MANY_LEVELS, fault(BOOK.replace("[[\"65000.3\",\"7\"]", levels)));
    }

    @Test
    void shouldTellIdsOfTradesApart() {
        final BybitMessage number = pair.check(SessionShell.trade("BTCUSDT", "2290000001189048101", 5));
        assertEquals(2_290_000_001_189_048_101L, number.tradeId(0));
        assertTrue(number.tradeSell(0));
        final String id = "a9188a0a-82bc-50de-be60-03eedbe3cdd";
        final long one = pair.check(SessionShell.trade("BTCUSDT", id + "7", 5)).tradeId(0);
        final long two = pair.check(SessionShell.trade("BTCUSDT", id + "8", 5)).tradeId(0);
        assertTrue(one > 0 && two > 0);
        assertNotEquals(one, two);
        assertEquals(FrameFault.BAD_TEXT, fault(SessionShell.trade("BTCUSDT", "7", 5).replace("Sell", "sell")));
    }

    @Test
    void shouldTellAnswersApart() {
        assertEquals(BybitMessageKind.REPLY,
            pair.check("{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"7\",\"op\":\"subscribe\"}").kind());
        assertEquals(7, pair.check("{\"success\":true,\"req_id\":\"7\",\"op\":\"subscribe\"}").requestId());
        final BybitMessage refusal = pair.check(
            "{\"success\":false,\"ret_msg\":\"error:already subscribed,topic:x\",\"req_id\":\"\","
                + "\"op\":\"subscribe\"}");
        assertEquals(BybitMessageKind.REFUSAL, refusal.kind());
        assertEquals("error:already subscribed,topic:x", refusal.words());
        assertTrue(refusal.alreadySubscribed);
        assertEquals(BybitMessage.NO_NUMBER, refusal.requestId());
        assertEquals(BybitMessageKind.REFUSAL, pair.check("{\"retCode\":10404,\"retMsg\":\"no\",\"op\":\"x\"}").kind());
        assertEquals(BybitMessageKind.UNKNOWN_EVENT, pair.check("{}").kind());
        assertEquals(BybitMessageKind.UNKNOWN_EVENT, pair.check(BOOK.replace("orderbook.200", "orderbook.rpi")).kind());
        assertEquals(BybitMessageKind.UNKNOWN_SYMBOL, pair.check(BOOK.replace("BTCUSDT", "XRPUSDT")).kind());
        assertEquals("XRPUSDT", pair.check(BOOK.replace("BTCUSDT", "XRPUSDT")).symbolText());
    }

    @Test
    void shouldCutTurnoverAndReadBars() {
        final String bars = "{\"topic\":\"kline.1.BTCUSDT\",\"data\":[{\"start\":1786310760000,\"end\":1786310819999,"
            + "\"interval\":\"1\",\"open\":\"2\",\"close\":\"3\",\"high\":\"4\",\"low\":\"1\",\"volume\":\"1.5\","
            + "\"turnover\":\"0.1234567899\",\"confirm\":true,\"timestamp\":5}],\"ts\":6,\"type\":\"snapshot\"}";
        final BybitMessage message = pair.check(bars);
        assertEquals(1, message.barCount);
        assertEquals(12_345_678, message.bars[BybitMessage.BAR_TURNOVER]);
        assertEquals(60_000_000_000L, message.bars[BybitMessage.BAR_INTERVAL]);
        assertEquals(FrameFault.CONTRADICTION, fault(bars.replace("\"high\":\"4\"", "\"high\":\"2\"")));
        assertEquals(FrameFault.BAD_NUMBER, fault(bars.replace("0.1234567899", "0.12345678x9")));
    }

    @Test
    void shouldAgreeWithReferenceOnCapturedAndDamagedFrames() {
        final long seed = 20_261_121;
        final Random random = new Random(seed);
        for (final String connection : new String[] {BybitCapture.LINEAR, BybitCapture.SPOT}) {
            for (final BybitCapture.Frame frame : BybitCapture.frames(connection)) {
                assertNotEquals(BybitMessageKind.MALFORMED, pair.check(frame.text()).kind());
                final StringBuilder damaged = new StringBuilder(frame.text());
                final int at = random.nextInt(Math.min(damaged.length(), 600));
                switch (random.nextInt(3)) {
                    case 0 -> damaged.setCharAt(at, "0123456789.,:\"{}[]-eut ".charAt(random.nextInt(23)));
                    case 1 -> damaged.deleteCharAt(at);
                    default -> damaged.insert(at, "0123456789.,:\"{}[]-eut ".charAt(random.nextInt(23)));
                }
                pair.check(damaged.toString());
            }
        }
    }
}
