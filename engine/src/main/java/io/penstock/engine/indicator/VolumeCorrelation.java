package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Correlation (K. Pearson) of closes with volumes over n bars; 0 where one of them is flat.
 */
final class VolumeCorrelation extends Indicator {
    private final RollingCorrelation pairs;

    VolumeCorrelation(final int length) {
        super(length, 1);
        pairs = new RollingCorrelation(length);
    }

    @Override
    void update(final BarSample bar) {
        pairs.push(bar.close, bar.volume);
    }

    @Override
    double output(final int index) {
        return pairs.value();
    }

    @Override
    void writeParts(final StateWriter out) {
        pairs.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        pairs.readFrom(in);
    }
}
