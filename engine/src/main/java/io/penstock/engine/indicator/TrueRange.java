package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * How far a bar reached, the close before it counted in (J. W. Wilder, 1978); of the first bar high less low. Engine
 * thread only; does not allocate.
 */
final class TrueRange implements Stateful {
    private double close = Double.NaN;

    double next(final BarSample bar) {
        final double high = Double.isNaN(close) ? bar.high : Math.max(bar.high, close);
        final double low = Double.isNaN(close) ? bar.low : Math.min(bar.low, close);
        close = bar.close;
        return high - low;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putBoolean(Double.isNaN(close));
        out.putDouble(Double.isNaN(close) ? 0 : close);
    }

    @Override
    public void readFrom(final StateReader in) {
        final boolean none = in.getBoolean();
        final double value = in.getDouble();
        close = none ? Double.NaN : value;
    }
}
