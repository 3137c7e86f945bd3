package io.penstock.engine.forecast;

/**
 * What a run leaves of each path: where it ends, and whether it was behind a barrier. Logarithms of ratios to the price
 * of now. Shared by all forecasts of an engine: one is made at a time.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class PathSet {
    /** Where each path ends. */
    public final double[] ends;
    /** How far points of each path were above the upper barrier, summed and twice: 0 = it was never touched. */
    public final double[] above;
    /** The same below the lower barrier. */
    public final double[] below;
    /** {@link #above} as it was before the step with number steps / 2. */
    public final double[] aboveEarly;
    /** {@link #below} as it was then. */
    public final double[] belowEarly;

    /**
     * Room for so many paths.
     *
     * @param paths how many
     */
    public PathSet(final int paths) {
        ends = new double[paths];
        above = new double[paths];
        below = new double[paths];
        aboveEarly = new double[paths];
        belowEarly = new double[paths];
    }
}
