package io.penstock.engine.forecast;

/**
 * What a run leaves of each path: where it ends, and how high and how low it came. Logarithms of ratios to the price of
 * now. Shared by all forecasts of an engine: one is made at a time.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class PathSet {
    /** Where each path ends. */
    public final double[] ends;
    /** Highest point of each path as it counts against a barrier above. */
    public final double[] highest;
    /** Lowest point of each path as it counts against a barrier below. */
    public final double[] lowest;

    /**
     * Room for so many paths.
     *
     * @param paths how many
     */
    public PathSet(final int paths) {
        ends = new double[paths];
        highest = new double[paths];
        lowest = new double[paths];
    }
}
