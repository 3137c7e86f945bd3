package io.penstock.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The checked values of a strategy's parameters: defaults filled in, nothing unknown, everything in range. Immutable.
 */
public final class ParameterValues {
    private final Map<String, Double> values;

    private ParameterValues(final Map<String, Double> values) {
        this.values = values;
    }

    /**
     * Checks settings against declarations.
     *
     * @param declared what the strategy declares
     * @param settings what the user set
     * @return the complete values
     * @throws IllegalArgumentException naming every fault at once
     */
    public static ParameterValues of(final List<Parameter> declared, final Map<String, Double> settings) {
        final Map<String, Double> values = new TreeMap<>();
        final StringBuilder faults = new StringBuilder();
        for (final Parameter parameter : declared) {
            final Double set = settings.get(parameter.name());
            final double value = set == null ? parameter.defaultValue() : set;
            final String fault = parameter.fault(value);
            if (fault != null) {
                faults.append(faults.isEmpty() ? "" : "; ").append(fault);
            }
            values.put(parameter.name(), value);
        }
        for (final String name : new TreeMap<>(settings).keySet()) {
            if (!values.containsKey(name)) {
                faults.append(faults.isEmpty() ? "" : "; ").append("unknown parameter ").append(name)
                    .append(", known are ").append(values.keySet());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return new ParameterValues(values);
    }

    /**
     * A declared value.
     *
     * @param name declared
     * @return the value
     * @throws IllegalArgumentException when the strategy never declared it
     */
    public double decimal(final String name) {
        final Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " is not declared");
        }
        return value;
    }

    /**
     * A declared whole number.
     *
     * @param name declared
     * @return the value
     */
    public long integer(final String name) {
        return (long) decimal(name);
    }

    /**
     * All of them, by name.
     *
     * @return an unmodifiable map in name order
     */
    public Map<String, Double> asMap() {
        return java.util.Collections.unmodifiableMap(values);
    }
}
