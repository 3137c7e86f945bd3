package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Realised volatility per bar from highs and lows: the root of the mean of ln(high / low)^2 / (4 ln 2) over n bars (M.
 * Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, 1980).
 */
final class ParkinsonVolatility extends Indicator {
    private static final double FOUR_LN_2 = 2.772588722239781;

    private final RollingMoments squares;

    ParkinsonVolatility(final int length) {
        super(length, 1);
        squares = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        final double reach = StrictMath.log(bar.high / bar.low);
        squares.push(reach * reach / FOUR_LN_2);
    }

    @Override
    double output(final int index) {
        return Math.sqrt(Math.max(0, squares.mean()));
    }

    @Override
    void writeParts(final StateWriter out) {
        squares.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        squares.readFrom(in);
    }
}
