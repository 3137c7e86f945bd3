package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The highest or lowest of the last n values, by a queue of those that can still become it: each value enters and
 * leaves once (D. Lemire, Streaming maximum-minimum filter, 2006). Engine thread only; allocates in the constructor.
 */
final class RollingExtreme implements Stateful {
    private final int length;
    private final int sign;
    private final double[] values;
    private final long[] numbers;
    private int first;
    private int count;
    private long pushed;

    /** Sign 1 looks for the highest, -1 for the lowest. */
    RollingExtreme(final int length, final int sign) {
        this.length = length;
        this.sign = sign;
        values = new double[length];
        numbers = new long[length];
    }

    private int at(final int index) {
        final int at = first + index;
        return at >= length ? at - length : at;
    }

    void push(final double value) {
        if (count > 0 && numbers[first] <= pushed - length) {
            first = at(1);
            count--;
        }
        while (count > 0 && sign * values[at(count - 1)] <= sign * value) {
            count--;
        }
        final int last = at(count);
        values[last] = value;
        numbers[last] = pushed;
        count++;
        pushed++;
    }

    double value() {
        return values[first];
    }

    /** Only what the queue holds: what it held once may differ between two that behave alike. */
    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(pushed);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putDouble(values[at(i)]);
            out.putLong(numbers[at(i)]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        pushed = in.getLong();
        count = in.getInt();
        first = 0;
        for (int i = 0; i < count; i++) {
            values[i] = in.getDouble();
            numbers[i] = in.getLong();
        }
    }
}
