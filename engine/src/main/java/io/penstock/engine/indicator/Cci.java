package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Commodity channel index (D. Lambert, 1980): the typical price less its mean of n bars, in 0.015 mean deviations; 0
 * when flat. The mean deviation walks the n values of its window.
 */
final class Cci extends Indicator {
    private static final double SCALE = 0.015;

    private final RollingMoments typicals;
    private double typical;

    Cci(final int length) {
        super(length, 1);
        typicals = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        typical = bar.typical();
        typicals.push(typical);
    }

    @Override
    double output(final int index) {
        final double deviation = typicals.meanDeviation();
        return deviation == 0 ? 0 : (typical - typicals.mean()) / (SCALE * deviation);
    }

    @Override
    void writeParts(final StateWriter out) {
        typicals.writeTo(out);
        out.putDouble(typical);
    }

    @Override
    void readParts(final StateReader in) {
        typicals.readFrom(in);
        typical = in.getDouble();
    }
}
