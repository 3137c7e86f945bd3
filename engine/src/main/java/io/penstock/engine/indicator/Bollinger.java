package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Bollinger bands (J. Bollinger): the simple mean of the last n closes, and so many population standard deviations of
 * them above and below.
 */
final class Bollinger extends Indicator {
    private final RollingMoments closes;
    private final double width;

    Bollinger(final int length, final double width) {
        super(length, 3);
        closes = new RollingMoments(length);
        this.width = width;
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
    }

    @Override
    double output(final int index) {
        return switch (index) {
            case 0 -> closes.mean();
            case 1 -> closes.mean() + width * closes.deviation();
            default -> closes.mean() - width * closes.deviation();
        };
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
