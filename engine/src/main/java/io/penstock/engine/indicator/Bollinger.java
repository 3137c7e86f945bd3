package io.penstock.engine.indicator;

/**
 * Bollinger bands (J. Bollinger): the simple mean of the last n closes, and so many population standard deviations of
 * them above and below.
 */
final class Bollinger extends WindowIndicator {
    private final double width;

    Bollinger(final int length, final double width) {
        super(length, 3);
        this.width = width;
    }

    @Override
    double output(final int index) {
        return switch (index) {
            case 0 -> window.mean();
            case 1 -> window.mean() + width * window.deviation();
            default -> window.mean() - width * window.deviation();
        };
    }
}
