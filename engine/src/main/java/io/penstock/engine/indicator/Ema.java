package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Exponential moving average of closes, share 2 / (n + 1), begun with the simple mean of n.
 */
final class Ema extends Indicator {
    private final SmoothedMean closes;

    Ema(final int length) {
        super(length, 1);
        closes = SmoothedMean.exponential(length);
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
    }

    @Override
    double output(final int index) {
        return closes.value();
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
