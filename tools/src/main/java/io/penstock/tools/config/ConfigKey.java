package io.penstock.tools.config;

import java.util.List;

/**
 * One declared key of the configuration: what it may hold, what it means, and who reads it.
 *
 * <p>Reading, refusing, {@code config explain} and {@code docs/configuration.md} all come from these declarations.
 * Immutable; any thread.
 *
 * @param name        section and key, e.g. {@code risk.max_order_notional}; a last {@code *} stands for any asset
 * @param type        how the value looks
 * @param unit        of the value
 * @param minimum     smallest allowed, included, as text; empty = none
 * @param maximum     largest allowed, included, as text; empty = none
 * @param form        a further demand on the value
 * @param words       the allowed words of a {@link Type#WORD} or {@link Type#TEXTS}; none = any text
 * @param defaultText canonical text of the default; empty = none, see {@link #optional}
 * @param optional    whether the key may be without a value
 * @param scope       who reads it
 * @param shortName   an environment variable that also sets it; empty = none
 * @param description what it means, one or two sentences
 */
public record ConfigKey(
    String name, Type type, String unit, String minimum, String maximum, Form form, List<String> words,
    String defaultText, boolean optional, Scope scope, String shortName, String description) {

    /** How a value looks. */
    public enum Type {
        /** A whole number. */
        INTEGER("a whole number"),
        /** An exact decimal with at most eight decimals. */
        FIXED("a plain decimal with at most 8 decimals"),
        /** An exact decimal whose exponent another key gives. */
        DECIMAL("a plain decimal"),
        /** true or false. */
        FLAG("true or false"),
        /** One of a few words. */
        WORD("one of the words"),
        /** Any text. */
        TEXT("a text"),
        /** A list of whole numbers. */
        INTEGERS("a list of whole numbers"),
        /** A list of texts. */
        TEXTS("a list of texts");

        private final String words;

        Type(final String words) {
            this.words = words;
        }

        /**
         * The type for a user.
         *
         * @return e.g. {@code a whole number}
         */
        public String words() {
            return words;
        }
    }

    /** A further demand on a value. */
    public enum Form {
        /** None. */
        ANY(""),
        /** A power of two. */
        POWER_OF_TWO("a power of two"),
        /** Strictly ascending. */
        ASCENDING("strictly ascending");

        private final String words;

        Form(final String words) {
            this.words = words;
        }

        /**
         * The demand for a user.
         *
         * @return empty for {@link #ANY}
         */
        public String words() {
            return words;
        }
    }

    /** Who reads a key. */
    public enum Scope {
        /** The fold: part of the canonical text and hash of a run. */
        FOLD("fold"),
        /** The host around the fold: changes how fast, and which inputs there are, never what comes out of them. */
        HOST("host"),
        /** Accepted and checked now, read by a part that comes in a later version. */
        LATER("later version");

        private final String words;

        Scope(final String words) {
            this.words = words;
        }

        /**
         * The scope for a user.
         *
         * @return e.g. {@code fold}
         */
        public String words() {
            return words;
        }
    }

    /** Copies the list. */
    public ConfigKey {
        words = List.copyOf(words);
    }

    /**
     * The part before the last dot.
     *
     * @return e.g. {@code risk}
     */
    public String section() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * The part after the last dot.
     *
     * @return e.g. {@code max_order_notional}
     */
    public String shortKey() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * What is allowed, for messages and the documentation.
     *
     * @return e.g. {@code a whole number, 64 to 1048576, a power of two}
     */
    public String allowed() {
        final StringBuilder text = new StringBuilder(type.words());
        if (type == Type.WORD) {
            text.append(' ').append(String.join(", ", words));
        } else if (!words.isEmpty()) {
            text.append(" of ").append(String.join(", ", words));
        }
        if (!minimum.isEmpty() && !maximum.isEmpty()) {
            text.append(", ").append(minimum).append(" to ").append(maximum);
        } else if (!minimum.isEmpty()) {
            text.append(", ").append(minimum).append(" or more");
        }
        if (form != Form.ANY) {
            text.append(", ").append(form.words());
        }
        return text.toString();
    }
}
