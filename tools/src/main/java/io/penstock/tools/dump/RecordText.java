package io.penstock.tools.dump;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.FixedPoint;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Any record of any log as names and values, by the data dictionary.
 *
 * <p>Codes become words, times ISO-8601 with nanoseconds, bits doubles. Fixed-point numbers stay as they are and get a
 * second entry with {@code Decimal} behind the name, prices and quantities as soon as the instrument's definition was
 * shown to {@link #learn}. Reserved fields are left out. One thread; allocates.
 */
public final class RecordText {
    private final EventDictionary dictionary;
    private final FieldText words = new FieldText();
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
    private final Map<Integer, int[]> exponents = new HashMap<>();

    /**
     * Text by a dictionary.
     *
     * @param dictionary of the messages
     */
    public RecordText(final EventDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Takes the exponents out of an InstrumentDefined; any other record is passed over.
     *
     * @param buffer holds a record
     * @param offset of its header
     */
    public void learn(final DirectBuffer buffer, final int offset) {
        if (Records.templateId(buffer, offset) == InstrumentDefinedDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(buffer, offset, header);
            exponents.put(definition.instrumentId(),
                new int[] {definition.priceExponent(), definition.quantityExponent()});
        }
    }

    /**
     * Says the exponents of an instrument whose definition is not among the records.
     *
     * @param instrumentId     dense index
     * @param priceExponent    of its prices
     * @param quantityExponent of its quantities
     */
    public void scale(final int instrumentId, final int priceExponent, final int quantityExponent) {
        exponents.put(instrumentId, new int[] {priceExponent, quantityExponent});
    }

    /**
     * Name of a record's message.
     *
     * @param buffer holds it
     * @param offset of its header
     * @return the template's name, or {@code Template(N)} when this version does not know it
     */
    public String name(final DirectBuffer buffer, final int offset) {
        final int id = Records.templateId(buffer, offset);
        final EventDictionary.Message message = dictionary.message(id);
        return message == null ? "Template(" + id + ")" : message.name();
    }

    /**
     * All of a record.
     *
     * @param buffer holds it
     * @param offset of its header
     * @param length whole length, header included
     * @return header fields first; values are text, Long, Double, or a list of such maps for a group
     */
    public Map<String, Object> read(final DirectBuffer buffer, final int offset, final int length) {
        learn(buffer, offset);
        header.wrap(buffer, offset);
        final Map<String, Object> record = new LinkedHashMap<>();
        record.put("sequence", header.sequence());
        record.put("engineTime", FieldText.time(header.engineTimeNs()));
        if (header.gatewayTimeNs() != 0) {
            record.put("gatewayTime", FieldText.time(header.gatewayTimeNs()));
        }
        record.put("source", (long) header.source());
        record.put("backlog", (long) header.backlog());
        record.put("length", (long) length);
        record.put("crc32c", HexFormat.of().toHexDigits((int) header.crc32c()));
        final EventDictionary.Message message = dictionary.message(header.templateId());
        if (message == null) {
            final byte[] bytes = new byte[length - Records.HEADER_LENGTH];
            buffer.getBytes(offset + Records.HEADER_LENGTH, bytes);
            record.put("payload", HexFormat.of().formatHex(bytes));
            return record;
        }
        body(message, buffer, offset + Records.HEADER_LENGTH, record);
        return record;
    }

    private void body(
        final EventDictionary.Message message, final DirectBuffer buffer, final int block,
        final Map<String, Object> record) {
        final int version = header.version();
        final int blockLength = header.blockLength();
        final int[] scale = exponents.get(instrumentOf(message, buffer, block));
        for (final EventDictionary.Field field : message.fields()) {
            if (field.sinceVersion() <= version) {
                put(field, buffer, block, scale, record);
            }
        }
        int at = block + blockLength;
        if (message.group() != null) {
            final int entryLength = buffer.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
            final int entries = buffer.getShort(at + 2, LITTLE_ENDIAN) & 0xFFFF;
            at += 4;
            final List<Map<String, Object>> list = new ArrayList<>(entries);
            for (int i = 0; i < entries; i++) {
                final Map<String, Object> entry = new LinkedHashMap<>();
                for (final EventDictionary.Field field : message.group().fields()) {
                    put(field, buffer, at, scale, entry);
                }
                list.add(entry);
                at += entryLength;
            }
            record.put(message.group().name(), list);
        }
        for (final String text : message.texts()) {
            final int textLength = buffer.getInt(at, LITTLE_ENDIAN);
            final byte[] bytes = new byte[textLength];
            buffer.getBytes(at + 4, bytes);
            record.put(text, new String(bytes, StandardCharsets.UTF_8));
            at += 4 + textLength;
        }
    }

    private static int instrumentOf(final EventDictionary.Message message, final DirectBuffer buffer, final int block) {
        for (final EventDictionary.Field field : message.fields()) {
            if ("instrumentId".equals(field.name())) {
                return buffer.getInt(block + field.offset(), LITTLE_ENDIAN);
            }
        }
        return -1;
    }

    private void put(
        final EventDictionary.Field field, final DirectBuffer buffer, final int block, final int[] scale,
        final Map<String, Object> record) {
        final String name = field.name();
        if (name.startsWith("reserved")) {
            return;
        }
        if (field.count() > 1) {
            record.put(name, array(field, buffer, block + field.offset()));
            return;
        }
        final long value = number(field.primitive(), buffer, block + field.offset());
        if (name.endsWith("TimeNs")) {
            record.put(name.substring(0, name.length() - 2), FieldText.time(value));
        } else if (name.endsWith("Bits")) {
            record.put(name.substring(0, name.length() - 4), Double.longBitsToDouble(value));
        } else {
            final String word = words.word(field, value);
            record.put(name, word == null ? (Object) value : word);
            putDecimal(name, value, scale, record);
        }
    }

    private static void putDecimal(
        final String name, final long value, final int[] scale, final Map<String, Object> record) {
        final FieldText.Scale kind = FieldText.scaleOf(name);
        if (kind == FieldText.Scale.AMOUNT) {
            record.put(name + "Decimal", FieldText.decimal(value, FixedPoint.AMOUNT_EXPONENT));
        } else if (kind != FieldText.Scale.NONE && scale != null) {
            record.put(name + "Decimal", FieldText.decimal(value, scale[kind == FieldText.Scale.PRICE ? 0 : 1]));
        }
    }

    private static String array(final EventDictionary.Field field, final DirectBuffer buffer, final int at) {
        final byte[] bytes = new byte[field.count()];
        buffer.getBytes(at, bytes);
        if (!"char".equals(field.primitive())) {
            return HexFormat.of().formatHex(bytes);
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    static long number(final String primitive, final DirectBuffer buffer, final int at) {
        return switch (primitive) {
            case "int8" -> buffer.getByte(at);
            case "uint8", "char" -> buffer.getByte(at) & 0xFF;
            case "int16" -> buffer.getShort(at, LITTLE_ENDIAN);
            case "uint16" -> buffer.getShort(at, LITTLE_ENDIAN) & 0xFFFF;
            case "int32" -> buffer.getInt(at, LITTLE_ENDIAN);
            case "uint32" -> buffer.getInt(at, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            default -> buffer.getLong(at, LITTLE_ENDIAN);
        };
    }
}
