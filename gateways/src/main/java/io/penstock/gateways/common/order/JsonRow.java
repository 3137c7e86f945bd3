package io.penstock.gateways.common.order;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.FixedPoint;
import java.io.IOException;

/**
 * One object of a private message, read field by field; the first field that is not what it must be is remembered, and
 * everything read after it means nothing. One thread; allocates.
 */
public final class JsonRow {
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final ObjectMapper MAPPER = mapper();

    private final JsonNode node;
    private String fault = "";
    private boolean inexact;

    /**
     * A row.
     *
     * @param node an object; anything else has no fields
     */
    public JsonRow(final JsonNode node) {
        this.node = node;
    }

    private static ObjectMapper mapper() {
        final ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory().setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(48).maxStringLength(1 << 20).build());
        return mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads a whole message.
     *
     * @param bytes  JSON
     * @param offset of the first
     * @param length how many
     * @return the object or array, null when it is neither or not JSON
     */
    public static JsonNode tree(final byte[] bytes, final int offset, final int length) {
        try {
            final JsonNode node = MAPPER.readTree(bytes, offset, length);
            return node != null && node.isContainerNode() ? node : null;
        } catch (final IOException e) {
            return null;
        }
    }

    /**
     * The first field that was not what it must be.
     *
     * @return its name, empty when there is none
     */
    public String fault() {
        return fault;
    }

    /**
     * Whether all was well so far.
     *
     * @return true without a fault
     */
    public boolean good() {
        return fault.isEmpty();
    }

    /**
     * Whether an amount had more digits than amounts have.
     *
     * @return true when something was cut off
     */
    public boolean inexact() {
        return inexact;
    }

    /**
     * A text.
     *
     * @param field its name
     * @return empty when it is missing or null
     */
    public String text(final String field) {
        final JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : fail(field, "");
    }

    /**
     * An id of the venue.
     *
     * @param field its name
     * @return at most 40 printable ASCII characters
     */
    public String id(final String field) {
        final String text = text(field);
        return text.length() <= 40 && text.chars().allMatch(c -> c > 0x20 && c < 0x7F) ? text : fail(field, "");
    }

    /**
     * A text that must be there.
     *
     * @param field its name
     * @return not empty unless there is a fault
     */
    public String needed(final String field) {
        final String text = id(field);
        return text.isEmpty() ? fail(field, "") : text;
    }

    /**
     * A number written as text, not negative.
     *
     * @param field    its name
     * @param exponent of the result
     * @return 0 with a fault
     */
    public long decimal(final String field, final int exponent) {
        final long value = DecimalText.parse(plain(field), exponent);
        return value < 0 ? fail(field, 0L) : value;
    }

    /**
     * A number written as text, not negative, which may be missing or empty.
     *
     * @param field    its name
     * @param exponent of the result
     * @return 0 when there is none
     */
    public long optional(final String field, final int exponent) {
        return plain(field).isEmpty() ? 0 : decimal(field, exponent);
    }

    /**
     * An amount of an asset, signed, which may be missing or empty; digits beyond the eighth are cut off downward.
     *
     * @param field its name
     * @return exponent -8
     */
    public long amount(final String field) {
        final String text = plain(field);
        if (text.isEmpty()) {
            return 0;
        }
        final long value = DecimalText.parseDown(text, FixedPoint.AMOUNT_EXPONENT);
        inexact |= DecimalText.parse(text, FixedPoint.AMOUNT_EXPONENT) == DecimalText.TOO_PRECISE;
        return DecimalText.isFault(value) ? fail(field, 0L) : value;
    }

    /**
     * A number that only informs, such as an average price; digits beyond the exponent are cut off.
     *
     * @param field    its name, may be missing or empty
     * @param exponent of the result
     * @return not negative; 0 with a fault, or when there is none
     */
    public long cut(final String field, final int exponent) {
        final String text = plain(field);
        final long value = text.isEmpty() ? 0 : DecimalText.parseDown(text, exponent);
        return value < 0 ? fail(field, 0L) : value;
    }

    /**
     * An amount that we pay when it is positive: cut off upward, so that a fee is never thought smaller than it is.
     *
     * @param field its name, may be missing or empty
     * @return exponent -8
     */
    public long fee(final String field) {
        final String text = plain(field);
        final long value = amount(field);
        return good() && DecimalText.parse(text, FixedPoint.AMOUNT_EXPONENT) == DecimalText.TOO_PRECISE
            ? value + 1 : value;
    }

    /** Decimals are texts at some venues and bare numbers at others; the digits are taken as they stand. */
    private String plain(final String field) {
        final JsonNode value = node.path(field);
        return value.isIntegralNumber() ? value.asText() : text(field);
    }

    /**
     * A time in milliseconds, as number or text.
     *
     * @param field its name
     * @return nanoseconds since 1970, Long.MIN_VALUE when there is none
     */
    public long timeNs(final String field) {
        final String text = plain(field);
        if (text.isEmpty()) {
            return Long.MIN_VALUE;
        }
        final long millis = DecimalText.parse(text, 0);
        return millis < 0 || millis > MOST_MILLIS ? fail(field, Long.MIN_VALUE) : millis * 1_000_000;
    }

    /**
     * A whole number.
     *
     * @param field its name
     * @param other when it is missing
     * @return the number; {@code other} with a fault when it is something else
     */
    public int whole(final String field, final int other) {
        final JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return other;
        }
        return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : fail(field, other);
    }

    /**
     * Notes a fault unless there is one.
     *
     * @param field name of the field
     * @param value to give instead
     * @param <T>   of the value
     * @return the value
     */
    public <T> T fail(final String field, final T value) {
        if (fault.isEmpty()) {
            fault = field;
        }
        return value;
    }
}
