package io.penstock.tools.simulator;

import io.penstock.engine.explain.Trace;

/** What every check said of the last decision, to put next to what it said in another run. */
final class CheckTrace implements Trace {
    private static final String FIRST = "structure";

    private final StringBuilder text = new StringBuilder();

    @Override
    public boolean listening() {
        return true;
    }

    @Override
    public void because(final String who, final String name, final double value, final double threshold) {
    }

    @Override
    public void check(final String name, final boolean passed, final long limit, final long observed) {
        if (name.equals(FIRST)) {
            text.setLength(0);
        }
        text.append(' ').append(name).append(passed ? " " : "! ").append(observed).append('/').append(limit);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
