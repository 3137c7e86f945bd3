package io.penstock.engine.indicator;

/**
 * Commodity channel index (D. Lambert, 1980): the typical price less its mean of n bars, in 0.015 mean deviations; 0
 * when flat. The mean deviation walks the n values of its window.
 */
final class Cci extends WindowIndicator {
    private static final double SCALE = 0.015;

    Cci(final int length) {
        super(length, 1);
    }

    @Override
    double sample(final BarSample bar) {
        return bar.typical();
    }

    @Override
    double output(final int index) {
        final double deviation = window.meanDeviation();
        return deviation == 0 ? 0 : (window.newest() - window.mean()) / (SCALE * deviation);
    }
}
