package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Stochastic oscillator (G. Lane): where the close lies between the lowest low (0) and the highest high (100) of n
 * bars, 50 where they are the same; and the simple mean of the last m of that.
 */
final class Stochastic extends Indicator {
    private final RollingExtreme highs;
    private final RollingExtreme lows;
    private final RollingMoments means;
    private final int length;
    private double place;

    Stochastic(final int length, final int smoothing) {
        super(length + smoothing - 1, 2);
        this.length = length;
        highs = new RollingExtreme(length, 1);
        lows = new RollingExtreme(length, -1);
        means = new RollingMoments(smoothing);
    }

    @Override
    void update(final BarSample bar) {
        highs.push(bar.high);
        lows.push(bar.low);
        final double reach = highs.value() - lows.value();
        place = reach == 0 ? 50 : 100 * (bar.close - lows.value()) / reach;
        if (seen() >= length - 1) {
            means.push(place);
        }
    }

    @Override
    double output(final int index) {
        return index == 0 ? place : means.mean();
    }

    @Override
    void writeParts(final StateWriter out) {
        highs.writeTo(out);
        lows.writeTo(out);
        means.writeTo(out);
        out.putDouble(place);
    }

    @Override
    void readParts(final StateReader in) {
        highs.readFrom(in);
        lows.readFrom(in);
        means.readFrom(in);
        place = in.getDouble();
    }
}
