package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Realised volatility per bar from all four prices: the root of the mean of ln(high / low)^2 / 2 - (2 ln 2 - 1)
 * ln(close / open)^2 over n bars (M. Garman and M. Klass, On the Estimation of Security Price Volatilities from
 * Historical Data, 1980).
 */
final class GarmanKlassVolatility extends Indicator {
    private static final double TWO_LN_2_LESS_1 = 0.3862943611198906;

    private final RollingMoments squares;

    GarmanKlassVolatility(final int length) {
        super(length, 1);
        squares = new RollingMoments(length);
    }

    @Override
    void update(final BarSample bar) {
        final double reach = StrictMath.log(bar.high / bar.low);
        final double way = StrictMath.log(bar.close / bar.open);
        squares.push(reach * reach / 2 - TWO_LN_2_LESS_1 * way * way);
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
