package io.penstock.tools.simulator;

import java.util.Map;
import java.util.TreeMap;

/** Why a seed traded as much or as little as it did: denials, and moves of the ladder, by name. */
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(final String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** One a line, with its count. */
    String table() {
        final StringBuilder out = new StringBuilder();
        counts.forEach((what, count) -> out.append(String.format("  %-60s %8d%n", what, count)));
        return out.toString();
    }
}
