package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-written frames; every one also goes through the reference decoder. */
class BinanceMessagesTest {
    private static final String DIFF = "{\"e\":\"depthUpdate\",\"E\":1723161255208,\"s\":\"BTCUSDT\",\"U\":101,"
        + "\"u\":104,\"b\":[[\"65000.10\",\"0.5\"]],\"a\":[]}";
    private final DecoderPair spot = new DecoderPair(false);
    private final DecoderPair usdm = new DecoderPair(true);

    @Test
    void shouldReadDiffWhenRawOrCombined() {
        for (final String frame : new String[] {DIFF, "{\"stream\":\"btcusdt@depth\",\"data\":" + DIFF + "}",
            " {\n\"data\" : " + DIFF + " ,\t\"stream\":\"x\\u0041\\n\" } \r\n"}) {
            final BinanceMessage message = spot.check(frame);
            assertEquals(BinanceMessageKind.DEPTH, message.kind());
            assertEquals(6_500_010_000_000L, message.levelPrice(0));
            assertEquals(50_000_000L, message.levelQuantity(0));
            assertEquals(1_723_161_255_208_000_000L, message.eventTimeNs());
        }
    }

    @Test
    void shouldReadFieldsInAnyOrderAndSkipUnknownOnes() {
        final BinanceMessage message = spot.check("{\"zz\":[1,-2.5E+3,{\"q\":\"\\\"}\"},null],\"a\":[],"
            + "\"b\":[ [ \"1.5\" , \"2\" ] ],\"u\":4,\"U\":3,\"s\":\"BTCUSDT\",\"E\":1,\"e\":\"depthUpdate\","
            + "\"T\":\"ignored\"}");
        assertEquals(BinanceMessageKind.DEPTH, message.kind());
        assertEquals(1, message.bidCount());
        assertEquals(200_000_000L, message.levelQuantity(0));
    }

    @Test
    void shouldUseExponentsOfInstrument() {
        final BinanceMessage message = spot.check(DIFF.replace("BTCUSDT", "ETHUSDT"));
        assertEquals(6_500_010L, message.levelPrice(0));
        assertEquals(50_000L, message.levelQuantity(0));
        assertEquals(FrameFault.TOO_PRECISE,
            spot.check(DIFF.replace("BTCUSDT", "ETHUSDT").replace("65000.10", "65000.101")).fault());
        assertEquals(650_001_000_000_000L, spot.check(DIFF.replace("BTCUSDT", "DOTUSDT")).levelPrice(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"65000.10\"|\"-65000.10\"|BAD_NUMBER", "\"65000.10\"|\"6.5e4\"|BAD_NUMBER", "\"65000.10\"|\"NaN\"|BAD_NUMBER",
        "\"65000.10\"|\"\"|BAD_NUMBER", "\"65000.10\"|\"65000.\"|BAD_NUMBER", "\"65000.10\"|\".10\"|BAD_NUMBER",
        "\"65000.10\"|\"6 5\"|BAD_NUMBER", "\"65000.10\"|\"\u0661\u0662\"|BAD_NUMBER",
        "\"65000.10\"|\"0.00\"|BAD_NUMBER", "\"65000.10\"|65000.10|WRONG_TYPE", "\"65000.10\"|null|WRONG_TYPE",
        "\"65000.10\"|\"1234567890123456789012345678901234567890\"|BAD_NUMBER",
        "\"65000.10\"|\"92233720368.54775808\"|OVERFLOW", "\"65000.10\"|\"0.000000001\"|TOO_PRECISE",
        "\"U\":101|\"U\":1e2|BAD_NUMBER", "\"U\":101|\"U\":01|SYNTAX", "\"U\":101|\"U\":-1|BAD_NUMBER",
        "\"U\":101|\"U\":9223372036854775808|OVERFLOW", "\"U\":101|\"U\":105|CONTRADICTION",
        "\"U\":101|\"U\":\"101\"|WRONG_TYPE", "\"U\":101,||MISSING_FIELD", "\"a\":[]|\"a\":[],\"u\":9|DUPLICATE_KEY",
        "\"a\":[]|\"a\":{}|WRONG_TYPE", "\"a\":[]|\"a\":[[\"1\"]]|WRONG_TYPE",
        "\"a\":[]|\"a\":[[\"1\",\"2\",[]]]|WRONG_TYPE", "\"a\":[]|\"\\u0061\":[]|BAD_TEXT",
        "\"a\":[]}|\"a\":[]|TRUNCATED",
        "\"a\":[]}|\"a\":[]}}|SYNTAX", "BTCUSDT|BTC\\u0055SDT|BAD_TEXT", "BTCUSDT||BAD_TEXT",
    })
    void shouldRefuseWhenFieldIsBad(final String from, final String to, final FrameFault fault) {
        assertTrue(DIFF.contains(from));
        final BinanceMessage message = spot.check(DIFF.replace(from, to == null ? "" : to));
        assertEquals(BinanceMessageKind.MALFORMED, message.kind());
        assertEquals(fault, message.fault());
    }

    @Test
    void shouldAcceptZerosBeyondExponentAndLongestNumbers() {
        assertEquals(6_500_010_000_000L,
            spot.check(DIFF.replace("65000.10", "0065000.1000000000000")).levelPrice(0));
        assertEquals(Long.MAX_VALUE, spot.check(DIFF.replace("65000.10", "92233720368.54775807")).levelPrice(0));
        assertEquals(9_999_999_999_999_999L,
            spot.check(DIFF.replace("65000.10", "99999999.99999999")).levelPrice(0));
    }

    @Test
    void shouldNeedPreviousIdOnUsdmOnly() {
        assertEquals(FrameFault.MISSING_FIELD, usdm.check(DIFF).fault());
        final BinanceMessage message = usdm.check(DIFF.replace("\"u\":104", "\"u\":104,\"pu\":99"));
        assertEquals(99, message.previousUpdateId());
    }

    @Test
    void shouldTellKindsApart() {
        assertEquals(BinanceMessageKind.SERVER_SHUTDOWN,
            spot.check("{\"e\":\"serverShutdown\",\"E\":1790000000000}").kind());
        assertEquals(BinanceMessageKind.SERVER_SHUTDOWN, spot.check(
            "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1790000000000}}").kind());
        assertEquals(BinanceMessageKind.CONTROL_REPLY, spot.check("{\"result\":null,\"id\":7}").kind());
        assertEquals(BinanceMessageKind.CONTROL_ERROR,
            spot.check("{\"code\":2,\"msg\":\"Invalid request\",\"id\":null}").kind());
        assertEquals(BinanceMessageKind.UNKNOWN_EVENT, spot.check("{\"e\":\"blockTrade\",\"x\":{}}").kind());
        assertEquals(BinanceMessageKind.UNKNOWN_SYMBOL, spot.check(DIFF.replace("BTCUSDT", "XYZUSDT")).kind());
        assertEquals(BinanceMessageKind.DEPTH,
            spot.check(DIFF.replace("BTCUSDT", "1000000MOGUSDT_LONG_DATED_240927")).kind());
        assertEquals(BinanceMessageKind.SNAPSHOT, spot.check(
            "{\"lastUpdateId\":5,\"bids\":[[\"2.0\",\"1\"]],\"asks\":[[\"3\",\"4.5\"]]}").kind());
        assertEquals(FrameFault.EMPTY, spot.check("  ").fault());
        assertEquals(FrameFault.TOO_DEEP, spot.check("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}").fault());
    }

    @Test
    void shouldReadMarkPriceAndFunding() {
        final String frame = "{\"e\":\"markPriceUpdate\",\"E\":1790000000000,\"s\":\"BTCUSDT\",\"p\":\"65000.5\","
            + "\"ap\":\"65000.4\",\"i\":\"64999.25\",\"P\":\"65001\",\"r\":\"-0.00010000\",\"T\":1790006400000}";
        final BinanceMessage message = usdm.check(frame);
        assertEquals(-10_000L, message.fundingRate());
        assertEquals(6_499_925_000_000L, message.indexPrice());
        assertEquals(1_790_006_400_000_000_000L, message.fundingTimeNs());
        assertFalse(usdm.check(frame.replace("-0.00010000", "").replace("1790006400000", "0")).hasFunding());
        assertEquals(FrameFault.BAD_NUMBER, usdm.check(frame.replace("-0.00010000", "")).fault());
    }

    @Test
    void shouldReadMicrosecondsWhenTimesAreTooLargeForMilliseconds() {
        final BinanceMessage message = spot.check("{\"e\":\"trade\",\"E\":1790000000125001,\"s\":\"BTCUSDT\",\"t\":9,"
            + "\"p\":\"65000.10\",\"q\":\"0.00120\",\"T\":1790000000123002,\"m\":true,\"M\":true}");
        assertEquals(1_790_000_000_123_002_000L, message.tradeTimeNs());
        assertTrue(message.buyerIsMaker());
    }

    @Test
    void shouldAgreeWhenFrameIsCutAtEveryByte() {
        final String[] frames = {DIFF, "{\"stream\":\"btcusdt@depth\",\"data\":" + DIFF + "}",
            "{\"u\":400900217,\"s\":\"BTCUSDT\",\"b\":\"65000.10\",\"B\":\"1.20\",\"a\":\"65000.11\",\"A\":\"0.80\"}"};
        for (final String frame : frames) {
            for (int i = 1; i < frame.length(); i++) {
                assertEquals(FrameFault.TRUNCATED, spot.check(frame.substring(0, i)).fault());
            }
        }
    }

    @Test
    void shouldReadSameFromHeapAndDirectMemory() {
        final SymbolTable symbols = new SymbolTable();
        symbols.add("BTCUSDT", 4, -8, -8);
        final BinanceMessages messages = new BinanceMessages(false, symbols, 100);
        final byte[] bytes = DIFF.getBytes(StandardCharsets.US_ASCII);
        final UnsafeBuffer direct = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(bytes.length));
        direct.putBytes(0, bytes);
        for (final UnsafeBuffer buffer : new UnsafeBuffer[] {direct, new UnsafeBuffer(bytes)}) {
            assertEquals(BinanceMessageKind.DEPTH, messages.decode(buffer, 0, bytes.length, -1));
            assertEquals(4, messages.message().instrumentId());
        }
    }

    @Test
    void shouldRefuseWhenThereAreTooManyLevels() {
        final SymbolTable symbols = new SymbolTable();
        symbols.add("BTCUSDT", 0, -8, -8);
        final BinanceMessages messages = new BinanceMessages(false, symbols, 2);
        final String level = "[\"1.00\",\"2.00\"]";
        final byte[] bytes = DIFF.replace("[]", "[" + level + "," + level + "]").getBytes(StandardCharsets.US_ASCII);
        messages.decode(new UnsafeBuffer(bytes), 0, bytes.length, -1);
        assertEquals(FrameFault.TOO_MANY_LEVELS, messages.message().fault());
    }
}
