package io.penstock.tools.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.BookUpdateEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.event.RiskDecisionEncoder;
import io.penstock.engine.event.SignalEncoder;
import io.penstock.engine.event.StrategyDisabledEncoder;
import io.penstock.engine.port.Records;
import io.penstock.tools.cli.JsonOption;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordTextTest {
    private static final int HEADER = Records.HEADER_LENGTH;
    private final EventDictionary dictionary = EventDictionary.load();
    private final RecordText text = new RecordText(dictionary);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);

    /** Every field of every message, read by the dictionary and by the generated decoder, gives the same number. */
    @Test
    void shouldAgreeWithGeneratedDecoderWhenAnyMessageIsRead() throws ReflectiveOperationException {
        int fields = 0;
        for (final EventDictionary.Message message : dictionary.messages()) {
            final Class<?> type = Class.forName("io.penstock.engine.event." + message.name() + "Decoder");
            final Object decoder = type.getConstructor().newInstance();
            final int blockLength = type.getField("BLOCK_LENGTH").getInt(null);
            assertEquals(message.id(), type.getField("TEMPLATE_ID").getInt(null), message.name());
            for (int i = 0; i < blockLength; i++) {
                buffer.putByte(HEADER + i, (byte) (i * 37 + 11));
            }
            EventFrame.header(buffer, 0, HEADER + blockLength, blockLength, message.id(), 0);
            type.getMethod("wrap", DirectBuffer.class, int.class, int.class, int.class)
                .invoke(decoder, buffer, HEADER, blockLength, RecordHeaderDecoder.SCHEMA_VERSION);
            for (final EventDictionary.Field field : message.fields()) {
                final int offset = (int) type.getMethod(field.name() + "EncodingOffset").invoke(null);
                assertEquals(offset, field.offset(), message.name() + "." + field.name());
                if (field.count() == 1) {
                    final Method accessor = type.getMethod(field.name());
                    final long expected = ((Number) accessor.invoke(decoder)).longValue();
                    assertEquals(expected, RecordText.number(field.primitive(), buffer, HEADER + offset), field.name());
                }
                fields++;
            }
        }
        assertTrue(fields > 200, "only " + fields + " fields");
    }

    @Test
    void shouldKnowEveryTemplateWhenGeneratedDecodersAreListed() throws ReflectiveOperationException {
        assertEquals(4, RecordHeaderDecoder.SCHEMA_VERSION);
        for (final EventDictionary.Message message : dictionary.messages()) {
            assertEquals(message.name(), dictionary.message(message.id()).name());
        }
        assertNull(dictionary.message(9_999));
    }

    private int definition() {
        new InstrumentDefinedEncoder().wrap(buffer, HEADER).instrumentId(3).venue((short) 2).kind((short) 2)
            .status((short) 1).priceExponent((byte) -8).quantityExponent((byte) -6).tickSize(10_000_000L)
            .lotSize(1_000L).minQuantity(0).maxQuantity(0).minNotional(500_000_000L).symbol("BTCUSDT")
            .baseAsset("BTC").quoteAsset("USDT");
        return header(InstrumentDefinedEncoder.BLOCK_LENGTH, InstrumentDefinedEncoder.TEMPLATE_ID,
            HEADER + InstrumentDefinedEncoder.BLOCK_LENGTH);
    }

    private int header(final int blockLength, final int template, final int length) {
        EventFrame.header(buffer, 0, length, blockLength, template, 1_723_161_255_000_000_001L);
        Records.stamp(buffer, 0, 42, 1_723_161_255_123_456_789L, 7, 9);
        return length;
    }

    @Test
    void shouldSpeakWordsWhenAnInstrumentIsDefined() {
        final Map<String, Object> record = text.read(buffer, 0, definition());
        assertEquals(42L, record.get("sequence"));
        assertEquals("2024-08-08T23:54:15.123456789Z", record.get("engineTime"));
        assertEquals("2024-08-08T23:54:15.000000001Z", record.get("gatewayTime"));
        assertEquals("BINANCE_USDM", record.get("venue"));
        assertEquals("LINEAR_PERPETUAL", record.get("kind"));
        assertEquals("BTCUSDT", record.get("symbol"));
        assertEquals(10_000_000L, record.get("tickSize"));
        assertEquals("0.1", record.get("tickSizeDecimal"));
        assertEquals("0.001", record.get("lotSizeDecimal"));
        assertEquals("5", record.get("minNotionalDecimal"));
        assertFalse(record.containsKey("reserved"));
    }

    private int bookUpdate() {
        final BookUpdateEncoder update = new BookUpdateEncoder().wrap(buffer, HEADER);
        update.instrumentId(3).chunkIndex(0).chunkCount(1).bidCount(1).snapshot((short) 1).firstUpdateId(5)
            .lastUpdateId(6).previousUpdateId(4).exchangeTimeNs(Long.MIN_VALUE);
        update.levelsCount(2).next().price(6_160_200_000_000L).quantity(91_220L).next().price(6_160_210_000_000L)
            .quantity(0);
        return header(BookUpdateEncoder.BLOCK_LENGTH, BookUpdateEncoder.TEMPLATE_ID, HEADER + update.encodedLength());
    }

    @Test
    void shouldGiveDecimalsOnlyWhenTheDefinitionWasSeen() {
        final int length = bookUpdate();
        assertEquals(List.of("price", "quantity"), keysOfFirstLevel(text.read(buffer, 0, length)));
        definition();
        text.learn(buffer, 0);
        final Map<String, Object> record = text.read(buffer, 0, bookUpdate());
        assertEquals(List.of("price", "priceDecimal", "quantity", "quantityDecimal"), keysOfFirstLevel(record));
        assertTrue(record.get("levels").toString()
            .contains("priceDecimal=61602, quantity=91220, quantityDecimal=0.09122"));
        assertEquals("none", record.get("exchangeTime"));
    }

    private static List<String> keysOfFirstLevel(final Map<String, Object> record) {
        final Map<?, ?> level = (Map<?, ?>) ((List<?>) record.get("levels")).get(0);
        return level.keySet().stream().map(Object::toString).toList();
    }

    @Test
    void shouldReadDoublesAndTextsWhenTheyStandInARecord() {
        new SignalEncoder().wrap(buffer, HEADER).instrumentId(0).strategyId(0).side((short) 1).reserved((short) 0)
            .strengthBits(Double.doubleToLongBits(0.25)).thresholdBits(Double.doubleToLongBits(-1e-9))
            .signalStrength((short) 3).reason("two averages crossed");
        final Map<String, Object> signal = text.read(buffer, 0,
            header(SignalEncoder.BLOCK_LENGTH, SignalEncoder.TEMPLATE_ID, HEADER + SignalEncoder.BLOCK_LENGTH + 24));
        assertEquals("STRONG", signal.get("signalStrength"));
        assertEquals("two averages crossed", signal.get("reason"));
        assertEquals(0.25, signal.get("strength"));
        assertEquals(-1e-9, signal.get("threshold"));
        final StrategyDisabledEncoder disabled = new StrategyDisabledEncoder().wrap(buffer, HEADER);
        disabled.strategyId(1).cause(2).reserved(0).message("division by zero: \"x\"");
        final Map<String, Object> record = text.read(buffer, 0, header(StrategyDisabledEncoder.BLOCK_LENGTH,
            StrategyDisabledEncoder.TEMPLATE_ID, HEADER + disabled.encodedLength()));
        assertEquals("division by zero: \"x\"", record.get("message"));
    }

    @Test
    void shouldSayUnknownWhenACodeOrTemplateIsOfALaterVersion() {
        new RiskDecisionEncoder().wrap(buffer, HEADER).denial(999);
        final int length = HEADER + RiskDecisionEncoder.BLOCK_LENGTH;
        header(RiskDecisionEncoder.BLOCK_LENGTH, RiskDecisionEncoder.TEMPLATE_ID, length);
        assertEquals("unknown(999)", text.read(buffer, 0, length).get("denial"));
        header(8, 4_000, HEADER + 8);
        buffer.putLong(HEADER, 0x0807060504030201L);
        assertEquals("Template(4000)", text.name(buffer, 0));
        assertEquals("0102030405060708", text.read(buffer, 0, HEADER + 8).get("payload"));
    }

    @Test
    void shouldWriteYamlAndJsonWhenARecordIsPrinted() {
        definition();
        text.learn(buffer, 0);
        final Map<String, Object> record = text.read(buffer, 0, bookUpdate());
        try (RecordYaml yaml = new RecordYaml()) {
            final String first = yaml.document(text.name(buffer, 0), record);
            assertTrue(first.startsWith("BookUpdate: {\n  sequence: 42,\n"), first);
            assertTrue(first.contains("price: 6160200000000"), first);
            assertTrue(first.endsWith("---\n"), first);
            assertEquals(first, yaml.document(text.name(buffer, 0), record));
        }
        final String json = JsonOption.line(record);
        assertTrue(json.startsWith("{\"sequence\":42,\"engineTime\":\"2024-08-08T23:54:15.123456789Z\""), json);
        assertTrue(json.contains("\"levels\":[{\"price\":6160200000000,\"priceDecimal\":\"61602\""), json);
    }
}
