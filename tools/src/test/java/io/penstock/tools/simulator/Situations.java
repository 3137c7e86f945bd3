package io.penstock.tools.simulator;

import java.util.ArrayList;
import java.util.List;

/** How often each rare situation was reached. */
final class Situations {
    private final long[] counts = new long[Situation.values().length];

    void reached(final Situation situation) {
        counts[situation.ordinal()]++;
    }

    void add(final Situations other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    void add(final Situation situation, final long more) {
        counts[situation.ordinal()] += more;
    }

    long count(final Situation situation) {
        return counts[situation.ordinal()];
    }

    List<Situation> never() {
        final List<Situation> never = new ArrayList<>();
        for (final Situation situation : Situation.values()) {
            if (count(situation) == 0) {
                never.add(situation);
            }
        }
        return never;
    }

    /** Those reached, with their counts, in one line. */
    String line() {
        final StringBuilder out = new StringBuilder();
        for (final Situation situation : Situation.values()) {
            if (count(situation) > 0) {
                out.append(out.isEmpty() ? "" : " ").append(situation).append('=').append(count(situation));
            }
        }
        return out.toString();
    }

    /** All of them, one a line. */
    String table() {
        final StringBuilder out = new StringBuilder();
        for (final Situation situation : Situation.values()) {
            out.append(String.format("  %-36s %12d%n", situation, count(situation)));
        }
        return out.toString();
    }
}
