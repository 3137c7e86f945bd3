package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Volume-weighted average price of the last n bars, by their typical prices; the last typical price where nothing was
 * traded.
 */
final class Vwap extends Indicator {
    private final RollingMoments amounts;
    private final RollingMoments volumes;
    private double typical;

    Vwap(final int length) {
        super(length, 1);
        amounts = new RollingMoments(length);
        volumes = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        typical = bar.typical();
        amounts.push(typical * bar.volume);
        volumes.push(bar.volume);
    }

    @Override
    double output(final int index) {
        return volumes.mean() <= 0 ? typical : amounts.mean() / volumes.mean();
    }

    @Override
    void writeParts(final StateWriter out) {
        amounts.writeTo(out);
        volumes.writeTo(out);
        out.putDouble(typical);
    }

    @Override
    void readParts(final StateReader in) {
        amounts.readFrom(in);
        volumes.readFrom(in);
        typical = in.getDouble();
    }
}
