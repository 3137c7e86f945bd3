package io.penstock.engine.indicator;

/**
 * Realised volatility per bar from highs and lows: the root of the mean of ln(high / low)^2 / (4 ln 2) over n bars (M.
 * Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, 1980).
 */
final class ParkinsonVolatility extends WindowIndicator {
    private static final double FOUR_LN_2 = 2.772588722239781;

    ParkinsonVolatility(final int length) {
        super(length, 1);
    }

    @Override
    double sample(final BarSample bar) {
        final double reach = StrictMath.log(bar.high / bar.low);
        return reach * reach / FOUR_LN_2;
    }

    @Override
    double output(final int index) {
        return Math.sqrt(Math.max(0, window.mean()));
    }
}
