package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * A mean that forgets: begins with the simple mean of the first n values and moves by a share of the distance from then
 * on. The share is 2 / (n + 1) for the exponential moving average, 1 / n for Wilder's (New Concepts in Technical
 * Trading Systems, 1978). Engine thread only; does not allocate.
 */
final class SmoothedMean implements Stateful {
    private final int length;
    private final double share;
    private double value;
    private long pushed;

    private SmoothedMean(final int length, final double share) {
        this.length = length;
        this.share = share;
    }

    static SmoothedMean exponential(final int length) {
        return new SmoothedMean(length, 2.0 / (length + 1));
    }

    static SmoothedMean wilder(final int length) {
        return new SmoothedMean(length, 1.0 / length);
    }

    void push(final double next) {
        if (pushed < length) {
            value += (next - value) / (pushed + 1);
        } else {
            value += share * (next - value);
        }
        pushed++;
    }

    boolean full() {
        return pushed >= length;
    }

    double value() {
        return value;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putDouble(value);
        out.putLong(pushed);
    }

    @Override
    public void readFrom(final StateReader in) {
        value = in.getDouble();
        pushed = in.getLong();
    }
}
