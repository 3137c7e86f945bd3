package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * How many population standard deviations of the last n closes the last one lies above their mean; 0 when flat.
 */
final class ZScore extends Indicator {
    private final RollingMoments closes;
    private double close;

    ZScore(final int length) {
        super(length, 1);
        closes = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
        close = bar.close;
    }

    @Override
    double output(final int index) {
        final double deviation = closes.deviation();
        return deviation == 0 ? 0 : (close - closes.mean()) / deviation;
    }

    @Override
    void writeParts(final StateWriter out) {
        closes.writeTo(out);
        out.putDouble(close);
    }

    @Override
    void readParts(final StateReader in) {
        closes.readFrom(in);
        close = in.getDouble();
    }
}
