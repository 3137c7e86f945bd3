package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * How far the close lies below the highest close of the last n bars, as a share of that: 0 to 1.
 */
final class Drawdown extends Indicator {
    private final RollingExtreme peaks;
    private double close;

    Drawdown(final int length) {
        super(length, 1);
        peaks = new RollingExtreme(length, 1);
    }

    @Override
    void update(final BarSample bar) {
        peaks.push(bar.close);
        close = bar.close;
    }

    @Override
    double output(final int index) {
        return (peaks.value() - close) / peaks.value();
    }

    @Override
    void writeParts(final StateWriter out) {
        peaks.writeTo(out);
        out.putDouble(close);
    }

    @Override
    void readParts(final StateReader in) {
        peaks.readFrom(in);
        close = in.getDouble();
    }
}
