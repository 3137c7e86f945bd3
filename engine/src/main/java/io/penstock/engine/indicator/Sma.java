package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Simple moving average: the mean of the last n closes.
 */
final class Sma extends Indicator {
    private final RollingMoments closes;

    Sma(final int length) {
        super(length, 1);
        closes = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
    }

    @Override
    double output(final int index) {
        return closes.mean();
    }

    @Override
    void writeParts(final StateWriter out) {
        closes.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        closes.readFrom(in);
    }
}
