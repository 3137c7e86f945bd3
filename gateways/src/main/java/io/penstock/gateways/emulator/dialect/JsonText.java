package io.penstock.gateways.emulator.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes JSON key by key, in the order in which a venue writes it. One thread. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder(512);
    private boolean first = true;

    private void comma() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void key(final String key) {
        comma();
        out.append('"').append(key).append("\":");
    }

    /**
     * Begins an object.
     *
     * @return this
     */
    public JsonText object() {
        comma();
        out.append('{');
        first = true;
        return this;
    }

    /**
     * Begins an object under a key.
     *
     * @param key of it
     * @return this
     */
    public JsonText object(final String key) {
        key(key);
        out.append('{');
        first = true;
        return this;
    }

    /**
     * Begins an array.
     *
     * @return this
     */
    public JsonText array() {
        comma();
        out.append('[');
        first = true;
        return this;
    }

    /**
     * Begins an array under a key.
     *
     * @param key of it
     * @return this
     */
    public JsonText array(final String key) {
        key(key);
        out.append('[');
        first = true;
        return this;
    }

    /**
     * Ends an object.
     *
     * @return this
     */
    public JsonText end() {
        out.append('}');
        first = false;
        return this;
    }

    /**
     * Ends an array.
     *
     * @return this
     */
    public JsonText endArray() {
        out.append(']');
        first = false;
        return this;
    }

    /**
     * A text.
     *
     * @param key   of it
     * @param value escaped here
     * @return this
     */
    public JsonText text(final String key, final String value) {
        key(key);
        quote(value);
        return this;
    }

    /**
     * A number, boolean, null, or JSON that is written already.
     *
     * @param key   of it
     * @param value as it stands
     * @return this
     */
    public JsonText raw(final String key, final Object value) {
        key(key);
        out.append(value);
        return this;
    }

    /**
     * An element of an array: JSON that is written already.
     *
     * @param value as it stands
     * @return this
     */
    public JsonText element(final Object value) {
        comma();
        out.append(value);
        return this;
    }

    /**
     * A decimal as a text.
     *
     * @param key      of it
     * @param value    decimal
     * @param decimals digits behind the point, cut off; -1 = as many as it has, zeros at the end removed
     * @return this
     */
    public JsonText decimal(final String key, final BigDecimal value, final int decimals) {
        key(key);
        out.append('"').append(plain(value, decimals)).append('"');
        return this;
    }

    /**
     * A decimal's digits.
     *
     * @param value    decimal
     * @param decimals as in {@link #decimal}
     * @return without exponent
     */
    public static String plain(final BigDecimal value, final int decimals) {
        if (decimals >= 0) {
            return value.setScale(decimals, RoundingMode.DOWN).toPlainString();
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private void quote(final String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(c < ' ' || c > '~' ? '?' : c);
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
