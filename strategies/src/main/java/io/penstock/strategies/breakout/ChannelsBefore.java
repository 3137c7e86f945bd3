package io.penstock.strategies.breakout;

import io.penstock.api.AnalysisView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * Both channels of each instrument as they stood at the bar before the last one. Engine thread only; allocates in
 * {@link #define} and {@link #readFrom} only.
 */
final class ChannelsBefore implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int UPPER = 1;
    private static final int LOWER = 2;
    private static final int FIELDS = 4;

    /** Four numbers per instrument, at the last bar. */
    private double[] last = new double[0];
    private double entryUpper;
    private double entryLower;
    private double exitUpper;
    private double exitLower;

    void define(final int id) {
        final int before = last.length;
        if (id * FIELDS >= before) {
            last = Arrays.copyOf(last, (id + 1) * FIELDS);
            Arrays.fill(last, before, last.length, Double.NaN);
        }
    }

    /** A bar is finished: what stood until now is the channel before. */
    void step(final int id, final AnalysisView analysis) {
        final int at = id * FIELDS;
        entryUpper = last[at];
        entryLower = last[at + 1];
        exitUpper = last[at + 2];
        exitLower = last[at + 3];
        last[at] = analysis.indicator(BreakoutStrategy.ENTRY, UPPER);
        last[at + 1] = analysis.indicator(BreakoutStrategy.ENTRY, LOWER);
        last[at + 2] = analysis.indicator(BreakoutStrategy.EXIT, UPPER);
        last[at + 3] = analysis.indicator(BreakoutStrategy.EXIT, LOWER);
    }

    boolean known() {
        return !Double.isNaN(entryUpper + entryLower + exitUpper + exitLower);
    }

    double entryUpper() {
        return entryUpper;
    }

    double entryLower() {
        return entryLower;
    }

    double exitUpper() {
        return exitUpper;
    }

    double exitLower() {
        return exitLower;
    }

    void forget() {
        Arrays.fill(last, Double.NaN);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(last.length);
        for (int i = 0; i < last.length; i++) {
            out.putDouble(last[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        last = new double[in.getInt()];
        for (int i = 0; i < last.length; i++) {
            last[i] = in.getDouble();
        }
    }
}
