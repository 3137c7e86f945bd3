package io.penstock.tools.audit;

import java.util.Map;

/**
 * One record that matters to an audit. Immutable by convention; any thread.
 *
 * @param input  sequence of the input that it is, or that caused it
 * @param output sequence of the output that it is, -1 for an input
 * @param timeNs engine time
 * @param name   of the message
 * @param fields of it, with words for codes and decimals for numbers
 */
record AuditLine(long input, long output, long timeNs, String name, Map<String, Object> fields) {
    /** A field as text, empty when it is not there. */
    String text(final String field) {
        final Object value = fields.get(field);
        return value == null ? "" : value.toString();
    }

    /** A number with its decimals, or as it stands when it has none. */
    String decimal(final String field) {
        final String exact = text(field + "Decimal");
        return exact.isEmpty() ? text(field) : exact;
    }

    /** Whole number of a field, 0 when it is not there. */
    long number(final String field) {
        return fields.get(field) instanceof Number number ? number.longValue() : 0;
    }
}
