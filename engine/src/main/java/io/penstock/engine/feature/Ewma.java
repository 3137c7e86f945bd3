package io.penstock.engine.feature;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * A sum that forgets: before a value is added, the sum is multiplied by {@code tau / (tau + dt)}.
 *
 * <p>Ratios of two such sums fed at the same moments are weighted means. Engine thread only; does not allocate.
 */
final class Ewma implements Stateful {
    private double sum;
    private long lastNs = Long.MIN_VALUE;

    void add(final double value, final long nowNs, final double tauNs) {
        if (lastNs != Long.MIN_VALUE && nowNs != lastNs) {
            sum *= tauNs / (tauNs + (nowNs - lastNs));
        }
        sum += value;
        lastNs = nowNs;
    }

    double sum() {
        return sum;
    }

    void reset() {
        sum = 0;
        lastNs = Long.MIN_VALUE;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putDouble(sum);
        out.putLong(lastNs);
    }

    @Override
    public void readFrom(final StateReader in) {
        sum = in.getDouble();
        lastNs = in.getLong();
    }
}
