package io.penstock.strategies.signal;

/**
 * How far a rule is fulfilled, as a number from 0 (just) to 1 (twice over, or more). Any thread; does not allocate.
 */
public final class Evidence {
    private Evidence() {
    }

    /**
     * Keeps a number within 0 to 1.
     *
     * @param value any
     * @return 0 for NaN
     */
    public static double bounded(final double value) {
        return value > 0 ? value < 1 ? value : 1 : 0;
    }

    /**
     * How far a value goes beyond its threshold, in thresholds.
     *
     * @param value     what was seen
     * @param threshold what it has to reach; 0 or less asks nothing
     * @return 0 at the threshold or below, 1 at twice the threshold or beyond, and 1 where nothing is asked
     */
    public static double excess(final double value, final double threshold) {
        return threshold > 0 ? bounded((value - threshold) / threshold) : 1;
    }
}
