package io.penstock.engine.indicator;

/**
 * Linearly weighted moving average: the newest of the last n closes counts n times, the oldest once.
 */
final class Wma extends WindowIndicator {
    Wma(final int length) {
        super(length, 1);
    }

    @Override
    double output(final int index) {
        return window.weightedMean();
    }
}
