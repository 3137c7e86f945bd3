package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.tools.config.ConfigKey.Form;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what stands in a file, in the environment or behind {@code --set} into the one canonical text of its key's
 * type, or says what is wrong with it. The text is the same on every JDK. Any thread; allocates.
 */
final class ValueText {
    /** A value that its key does not allow; the message is for the user. */
    static final class BadValueException extends Exception {
        private static final long serialVersionUID = 1L;

        BadValueException(final String message) {
            super(message);
        }
    }

    private static final int MOST_SCALE = 60;

    private ValueText() {
    }

    /** From a value of a TOML file. */
    static String canonical(final ConfigKey key, final JsonNode node) throws BadValueException {
        switch (key.type()) {
            case INTEGERS:
            case TEXTS:
                if (!node.isArray()) {
                    throw wrongType(key, kindOf(node));
                }
                final List<String> items = new ArrayList<>();
                for (final JsonNode item : node) {
                    final boolean fits = key.type() == ConfigKey.Type.TEXTS ? item.isTextual()
                        : item.isIntegralNumber();
                    if (!fits) {
                        throw wrongType(key, "a list with " + kindOf(item));
                    }
                    items.add(item.asText());
                }
                return checked(key, items);
            case FLAG:
                return checkedWhen(node.isBoolean(), key, node);
            case INTEGER:
                return checkedWhen(node.isIntegralNumber(), key, node);
            case FIXED:
            case DECIMAL:
                return checkedWhen(node.isNumber() || node.isTextual(), key, node);
            default:
                return checkedWhen(node.isTextual(), key, node);
        }
    }

    private static String checkedWhen(final boolean rightKind, final ConfigKey key, final JsonNode node)
        throws BadValueException {
        if (!rightKind) {
            throw wrongType(key, kindOf(node));
        }
        return checked(key, List.of(scalar(node)));
    }

    /** From the environment or {@code --set}. */
    static String canonical(final ConfigKey key, final String text) throws BadValueException {
        return switch (key.type()) {
            case INTEGERS, TEXTS -> checked(key, items(text));
            default -> checked(key, List.of(text.strip()));
        };
    }

    /** Splits {@code [a, b]} or {@code a,b}; quotes around an item are dropped. */
    static List<String> items(final String text) {
        String inner = text.strip();
        if (inner.startsWith("[") && inner.endsWith("]")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        final List<String> items = new ArrayList<>();
        for (final String item : inner.split(",")) {
            final String plain = item.strip().replaceAll("^\"(.*)\"$", "$1");
            if (!plain.isEmpty()) {
                items.add(plain);
            }
        }
        return items;
    }

    /** The plain text of a TOML scalar. */
    static String scalar(final JsonNode node) throws BadValueException {
        if (!node.isNumber() || node.isIntegralNumber()) {
            return node.asText();
        }
        final double value = node.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new BadValueException("must be a finite number");
        }
        final BigDecimal decimal = node.decimalValue();
        if (Math.abs(decimal.scale()) > MOST_SCALE || decimal.precision() > MOST_SCALE) {
            throw new BadValueException("has far too many digits");
        }
        return decimal.toPlainString();
    }

    /** What a TOML value is, for messages. */
    static String kindOf(final JsonNode node) {
        if (node.isTextual()) {
            return "the text \"" + node.asText() + "\"";
        }
        if (node.isBoolean() || node.isNumber()) {
            return node.asText();
        }
        return node.isArray() ? "a list" : node.isObject() ? "a table" : "a date or time";
    }

    private static String checked(final ConfigKey key, final List<String> items) throws BadValueException {
        return switch (key.type()) {
            case INTEGER -> Long.toString(integer(key, items.get(0)));
            case FIXED -> FixedPoint.format(fixed(key, items.get(0)), FixedPoint.AMOUNT_EXPONENT);
            case DECIMAL -> decimal(key, items.get(0));
            case FLAG -> flag(key, items.get(0));
            case WORD -> "\"" + word(key, items.get(0)) + "\"";
            case TEXT -> quoted(text(key, items.get(0)));
            case INTEGERS -> integers(key, items).toString();
            case TEXTS -> texts(key, items);
        };
    }

    private static long integer(final ConfigKey key, final String text) throws BadValueException {
        final long value;
        try {
            value = Long.parseLong(text.replace("_", ""));
        } catch (final NumberFormatException e) {
            throw wrongType(key, "\"" + text + "\"");
        }
        if (!key.minimum().isEmpty() && value < Long.parseLong(key.minimum())
            || !key.maximum().isEmpty() && value > Long.parseLong(key.maximum())) {
            throw outside(key, text);
        }
        if (key.form() == Form.POWER_OF_TWO && Long.bitCount(value) != 1) {
            final long below = Long.highestOneBit(value);
            throw new BadValueException(text + " is not a power of two; near are " + below + " and " + below * 2);
        }
        return value;
    }

    private static long fixed(final ConfigKey key, final String text) throws BadValueException {
        final int exponent = FixedPoint.AMOUNT_EXPONENT;
        final long value;
        try {
            value = FixedPoint.parse(text, exponent);
        } catch (final NumberFormatException e) {
            throw new BadValueException("must be " + key.allowed() + " (" + key.unit() + "): " + e.getMessage());
        }
        if (!key.minimum().isEmpty() && value < FixedPoint.parse(key.minimum(), exponent)
            || !key.maximum().isEmpty() && value > FixedPoint.parse(key.maximum(), exponent)) {
            throw outside(key, text);
        }
        return value;
    }

    private static String decimal(final ConfigKey key, final String text) throws BadValueException {
        if (!text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw wrongType(key, "\"" + text + "\"");
        }
        return text;
    }

    private static String flag(final ConfigKey key, final String text) throws BadValueException {
        if (!"true".equals(text) && !"false".equals(text)) {
            throw wrongType(key, "\"" + text + "\"");
        }
        return text;
    }

    private static String word(final ConfigKey key, final String text) throws BadValueException {
        if (!key.words().contains(text)) {
            throw new BadValueException("\"" + text + "\" is not one of " + String.join(", ", key.words())
                + "; the nearest is " + NearestWord.of(text, key.words()));
        }
        return text;
    }

    private static String text(final ConfigKey key, final String text) throws BadValueException {
        if (text.isEmpty() && key.optional()) {
            return text;
        }
        if (text.isBlank() || text.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
            throw new BadValueException("must be a text that is not empty, without quotes, backslashes and control"
                + " characters");
        }
        return text;
    }

    private static List<Long> integers(final ConfigKey key, final List<String> items) throws BadValueException {
        final List<Long> values = new ArrayList<>();
        for (final String item : items) {
            final long value = integer(key, item);
            if (key.form() == Form.ASCENDING && !values.isEmpty() && value <= values.get(values.size() - 1)) {
                throw new BadValueException(items + " is not strictly ascending");
            }
            values.add(value);
        }
        if (values.isEmpty() && !"[]".equals(key.defaultText())) {
            throw new BadValueException("must have at least one item");
        }
        return values;
    }

    private static String texts(final ConfigKey key, final List<String> items) throws BadValueException {
        final List<String> quoted = new ArrayList<>();
        for (final String item : items) {
            quoted.add(key.words().isEmpty() ? quoted(text(key, item)) : quoted(word(key, item)));
        }
        return quoted.toString();
    }

    static String quoted(final String text) {
        return "\"" + text + "\"";
    }

    static String unquoted(final String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    /** The shortest plain decimal that reads back as the same double; the same on every JDK. */
    static String shortest(final double value) {
        final BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            final BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(17)));
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static BadValueException wrongType(final ConfigKey key, final String found) {
        return new BadValueException("must be " + key.allowed() + " (" + key.unit() + "), found " + found);
    }

    private static BadValueException outside(final ConfigKey key, final String text) {
        return new BadValueException(text + " is outside " + key.minimum() + " to " + key.maximum() + " "
            + key.unit());
    }
}
