package io.penstock.gateways.emulator.dialect;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of a private request, as texts; what is wrong with one ends the request. Immutable; any thread. */
public final class Fields {
    /** What the venue says of parameters. */
    public interface Complaints {
        /**
         * It is not there.
         *
         * @param name of it
         * @return to be thrown
         */
        Refused missing(String name);

        /**
         * It is not what it should be.
         *
         * @param name of it
         * @return to be thrown
         */
        Refused wrong(String name);
    }

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> values;
    private final Complaints complaints;

    /**
     * Parameters.
     *
     * @param values     by name
     * @param complaints of the venue
     */
    public Fields(final Map<String, String> values, final Complaints complaints) {
        this.values = Map.copyOf(values);
        this.complaints = complaints;
    }

    /**
     * Whether one is there.
     *
     * @param name of it
     * @return false when it is missing or empty
     */
    public boolean has(final String name) {
        return !text(name).isEmpty();
    }

    /**
     * A text.
     *
     * @param name of it
     * @return empty when it is missing
     */
    public String text(final String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * A text.
     *
     * @param name      of it
     * @param otherwise when it is missing
     * @return never empty, unless the other one is
     */
    public String text(final String name, final String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /**
     * A text that must be there.
     *
     * @param name of it
     * @return not empty
     */
    public String need(final String name) {
        if (!has(name)) {
            throw complaints.missing(name);
        }
        return text(name);
    }

    /**
     * A refusal because of a parameter.
     *
     * @param name of it
     * @return to be thrown
     */
    public Refused wrong(final String name) {
        return complaints.wrong(name);
    }

    /**
     * A decimal that must be there.
     *
     * @param name of it
     * @return not negative
     */
    public BigDecimal decimal(final String name) {
        if (!DECIMAL.matcher(need(name)).matches()) {
            throw complaints.wrong(name);
        }
        return new BigDecimal(text(name));
    }

    /**
     * A decimal.
     *
     * @param name      of it
     * @param otherwise when it is missing
     * @return not negative, unless the other one is
     */
    public BigDecimal decimal(final String name, final BigDecimal otherwise) {
        return has(name) ? decimal(name) : otherwise;
    }

    /**
     * A whole number.
     *
     * @param name      of it
     * @param otherwise when it is missing
     * @return not negative, unless the other one is
     */
    public long whole(final String name, final long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!WHOLE.matcher(text(name)).matches()) {
            throw complaints.wrong(name);
        }
        return Long.parseLong(text(name));
    }

    /**
     * Yes or no.
     *
     * @param name of it
     * @return false when it is missing
     */
    public boolean flag(final String name) {
        return "true".equalsIgnoreCase(text(name));
    }
}
