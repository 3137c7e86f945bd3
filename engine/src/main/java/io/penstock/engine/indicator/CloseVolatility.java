package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Realised volatility per bar: the population standard deviation of the last n logarithmic returns from close to close.
 */
final class CloseVolatility extends Indicator {
    private final RollingMoments returns;
    private double logClose;

    CloseVolatility(final int length) {
        super(length + 1, 1);
        returns = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        final double log = StrictMath.log(bar.close);
        if (seen() > 0) {
            returns.push(log - logClose);
        }
        logClose = log;
    }

    @Override
    double output(final int index) {
        return returns.deviation();
    }

    @Override
    void writeParts(final StateWriter out) {
        returns.writeTo(out);
        out.putDouble(logClose);
    }

    @Override
    void readParts(final StateReader in) {
        returns.readFrom(in);
        logClose = in.getDouble();
    }
}
