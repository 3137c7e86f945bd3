package io.penstock.engine.forecast;

import io.penstock.api.Side;

/**
 * Stop and target as levels of the price's logarithm: one above, one below, infinite where there is none.
 *
 * <p>Engine thread only; allocates nothing.
 */
public final class Barriers {
    private double upper;
    private double lower;
    private boolean targetAbove;
    private boolean stopTouched;
    private boolean targetTouched;

    /** No barriers. */
    public Barriers() {
        upper = Double.POSITIVE_INFINITY;
        lower = Double.NEGATIVE_INFINITY;
    }

    /**
     * Takes stop and target of an input.
     *
     * @param input what is asked
     */
    public void set(final ForecastInput input) {
        targetAbove = input.side != Side.SELL;
        upper = above(targetAbove ? input.target : input.stop);
        lower = below(targetAbove ? input.stop : input.target);
        final boolean upperTouched = upper <= 0;
        final boolean lowerTouched = lower >= 0;
        stopTouched = targetAbove ? lowerTouched : upperTouched;
        targetTouched = targetAbove ? upperTouched : lowerTouched;
    }

    private static double above(final double move) {
        return Double.isNaN(move) ? Double.POSITIVE_INFINITY : move <= -1 ? 0 : StrictMath.log1p(move);
    }

    private static double below(final double move) {
        return Double.isNaN(move) || move <= -1 ? Double.NEGATIVE_INFINITY : StrictMath.log1p(move);
    }

    /**
     * The level above.
     *
     * @return logarithm of the ratio to the price of now
     */
    public double upper() {
        return upper;
    }

    /**
     * The level below.
     *
     * @return logarithm of the ratio to the price of now
     */
    public double lower() {
        return lower;
    }

    /**
     * Whether touching the level above reaches the target; otherwise it is the stop.
     *
     * @return true for BUY
     */
    public boolean targetAbove() {
        return targetAbove;
    }

    /**
     * Whether there is a level at all.
     *
     * @return false when neither stop nor target is given
     */
    public boolean any() {
        return upper != Double.POSITIVE_INFINITY || lower != Double.NEGATIVE_INFINITY;
    }

    /**
     * Whether the price of now is at the stop or behind it.
     *
     * @return true when no path is needed to say so
     */
    public boolean stopTouched() {
        return stopTouched;
    }

    /**
     * Whether the price of now is at the target or behind it.
     *
     * @return true when no path is needed to say so
     */
    public boolean targetTouched() {
        return targetTouched;
    }
}
