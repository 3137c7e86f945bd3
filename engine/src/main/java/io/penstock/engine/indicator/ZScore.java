package io.penstock.engine.indicator;

/**
 * How many population standard deviations of the last n closes the last one lies above their mean; 0 when flat.
 */
final class ZScore extends WindowIndicator {
    ZScore(final int length) {
        super(length, 1);
    }

    @Override
    double output(final int index) {
        final double deviation = window.deviation();
        return deviation == 0 ? 0 : (window.newest() - window.mean()) / deviation;
    }
}
