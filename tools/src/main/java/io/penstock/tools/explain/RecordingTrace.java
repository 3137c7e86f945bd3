package io.penstock.tools.explain;

import io.penstock.engine.explain.Trace;
import java.util.ArrayList;
import java.util.List;

/** Keeps every reason it hears, in order. One thread; allocates, so it only listens to the moment asked for. */
final class RecordingTrace implements Trace {
    /** A rule of a strategy. */
    record Rule(String strategy, String name, double value, double threshold) {
    }

    /** A risk check. */
    record Check(String name, boolean passed, long limit, long observed) {
    }

    private final List<Object> heard = new ArrayList<>();

    /** Rules and checks, in the order in which they were stated. */
    List<Object> heard() {
        return heard;
    }

    @Override
    public boolean listening() {
        return true;
    }

    @Override
    public void because(final String who, final String name, final double value, final double threshold) {
        heard.add(new Rule(who, name, value, threshold));
    }

    @Override
    public void check(final String name, final boolean passed, final long limit, final long observed) {
        heard.add(new Check(name, passed, limit, observed));
    }
}
