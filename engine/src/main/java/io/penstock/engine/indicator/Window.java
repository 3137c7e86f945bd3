package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/** The last n values, the oldest first. Engine thread only; allocates in the constructor. */
final class Window implements Stateful {
    private final double[] values;
    private int next;
    private long pushed;

    Window(final int length) {
        values = new double[length];
    }

    int length() {
        return values.length;
    }

    boolean full() {
        return pushed >= values.length;
    }

    /** How many values it holds. */
    int count() {
        return (int) Math.min(pushed, values.length);
    }

    /** Takes a value; what leaves for it, 0 while there is room. */
    double push(final double value) {
        final double leaves = full() ? values[next] : 0;
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        pushed++;
        return leaves;
    }

    /** Whether it was filled from end to end once more by the last push. */
    boolean turned() {
        return next == 0;
    }

    /** A value by age, 0 = the oldest. */
    double at(final int index) {
        final int from = full() ? next : 0;
        final int at = from + index;
        return values[at >= values.length ? at - values.length : at];
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(next);
        out.putLong(pushed);
        for (final double value : values) {
            out.putDouble(value);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        next = in.getInt();
        pushed = in.getLong();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getDouble();
        }
    }
}
