package io.penstock.api;

/**
 * A declared parameter of a strategy: what may be set, in which unit and range. Immutable; any thread.
 *
 * @param name         lower-case with underscores, as it stands in {@code strategies.toml}
 * @param unit         e.g. {@code ratio}, {@code ms}, {@code lots}; what one unit of the number is
 * @param type         how the number may look
 * @param minimum      smallest allowed, included
 * @param maximum      largest allowed, included
 * @param defaultValue when nothing is set
 * @param description  one sentence
 * @param live         whether the strategy reads it anew at each decision, so that it may differ by session and be
 *                     changed while the engine runs; the others are read once, when the strategy is made
 */
public record Parameter(
    String name, String unit, Type type, double minimum, double maximum, double defaultValue, String description,
    boolean live) {
    /** How a parameter's number may look. */
    public enum Type {
        /** A whole number. */
        INTEGER,
        /** Any number. */
        DECIMAL
    }

    /**
     * A parameter that is read once.
     *
     * @param name         lower-case with underscores
     * @param unit         what one unit of the number is
     * @param type         how the number may look
     * @param minimum      smallest allowed, included
     * @param maximum      largest allowed, included
     * @param defaultValue when nothing is set
     * @param description  one sentence
     */
    public Parameter(
        final String name, final String unit, final Type type, final double minimum, final double maximum,
        final double defaultValue, final String description) {
        this(name, unit, type, minimum, maximum, defaultValue, description, false);
    }

    /**
     * The same, read anew at each decision.
     *
     * @return a declaration with {@link #live} set
     */
    public Parameter asLive() {
        return new Parameter(name, unit, type, minimum, maximum, defaultValue, description, true);
    }

    /**
     * Checks the declaration itself.
     *
     * @throws IllegalArgumentException when the default is not allowed by the declaration
     */
    public Parameter {
        final String fault = faultOf(name, type, minimum, maximum, defaultValue);
        if (fault != null) {
            throw new IllegalArgumentException("default of " + fault);
        }
    }

    /**
     * What is wrong with a value.
     *
     * @param value to check
     * @return a sentence for the user, or {@code null} when the value is allowed
     */
    public String fault(final double value) {
        return faultOf(name, type, minimum, maximum, value);
    }

    private static String faultOf(
        final String name, final Type type, final double minimum, final double maximum, final double value) {
        if (!(value >= minimum && value <= maximum)) {
            return name + " = " + value + " is outside " + minimum + " to " + maximum;
        }
        if (type == Type.INTEGER && value != Math.rint(value)) {
            return name + " = " + value + " must be a whole number";
        }
        return null;
    }
}
