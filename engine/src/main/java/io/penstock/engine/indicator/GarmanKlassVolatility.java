package io.penstock.engine.indicator;

/**
 * Realised volatility per bar from all four prices: the root of the mean of ln(high / low)^2 / 2 - (2 ln 2 - 1)
 * ln(close / open)^2 over n bars (M. Garman and M. Klass, On the Estimation of Security Price Volatilities from
 * Historical Data, 1980).
 */
final class GarmanKlassVolatility extends WindowIndicator {
    private static final double TWO_LN_2_LESS_1 = 0.3862943611198906;

    GarmanKlassVolatility(final int length) {
        super(length, 1);
    }

    @Override
    double sample(final BarSample bar) {
        final double reach = StrictMath.log(bar.high / bar.low);
        final double way = StrictMath.log(bar.close / bar.open);
        return reach * reach / 2 - TWO_LN_2_LESS_1 * way * way;
    }

    @Override
    double output(final int index) {
        return Math.sqrt(Math.max(0, window.mean()));
    }
}
