package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Linearly weighted moving average: the newest of the last n closes counts n times, the oldest once.
 */
final class Wma extends Indicator {
    private final RollingMoments closes;

    Wma(final int length) {
        super(length, 1);
        closes = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
    }

    @Override
    double output(final int index) {
        return closes.weightedMean();
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
