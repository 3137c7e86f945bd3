package io.penstock.engine.indicator;

/**
 * Slope per bar of the least-squares line through the last n window.
 */
final class Slope extends WindowIndicator {
    Slope(final int length) {
        super(length, 1);
    }

    @Override
    double output(final int index) {
        return window.slope();
    }
}
