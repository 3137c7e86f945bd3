package io.penstock.engine.indicator;

/**
 * Simple moving average: the mean of the last n window.
 */
final class Sma extends WindowIndicator {
    Sma(final int length) {
        super(length, 1);
    }

    @Override
    double output(final int index) {
        return window.mean();
    }
}
