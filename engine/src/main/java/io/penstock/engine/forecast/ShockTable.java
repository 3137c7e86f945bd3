package io.penstock.engine.forecast;

import io.penstock.engine.math.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Standard normal shocks of all paths and steps, kept as their sums along each path: what every forecast of every
 * instrument is made of.
 *
 * <p>Half of the paths are drawn: path and step are the key of a {@link CounterRandom}, {@link NormalQuantile} makes a
 * normal of it. The other half are the same with the sign turned (antithetic variates: Hammersley and Morton 1956), so
 * the mean of every step and of every sum is zero. Then moments are matched (Barraquand 1995): each step's shocks are
 * scaled to a variance of one, and all shocks by one common factor so that the sums at the end have the variance of
 * that many independent shocks. Matching makes the draws slightly dependent; the bias it brings is of order 1/paths,
 * where the sampling error is of order 1/sqrt(paths) (Boyle, Broadie and Glasserman 1997, section 3.3).
 *
 * <p>Paths are numbered by their sum at the end, the lowest first: whatever grows with that sum is sorted as it comes,
 * and the mirror of path {@code i} is {@code paths - 1 - i}. Rows hold all paths of one step, so that loops over paths
 * read memory in order and vectorise; each row is an array of its own, for the compiler vectorises only what has the
 * same index in each array.
 *
 * <p>Immutable after construction; 8 bytes per path and step; any thread.
 */
public final class ShockTable {
    private final int paths;
    private final int steps;
    private final double[][] sums;

    /**
     * Draws all shocks.
     *
     * @param seed  of the run
     * @param paths even, at least 2
     * @param steps at least 1
     */
    public ShockTable(final long seed, final int paths, final int steps) {
        if (paths < 2 || paths % 2 != 0 || steps < 1) {
            throw new IllegalArgumentException("an even number of paths and a step are the least");
        }
        this.paths = paths;
        this.steps = steps;
        final double[][] drawn = draw(seed, paths / 2, steps);
        final double[] ends = match(drawn);
        sums = new double[steps][paths];
        place(drawn, ends);
    }

    private static double[][] draw(final long seed, final int count, final int steps) {
        final double[][] drawn = new double[steps][count];
        for (int step = 0; step < steps; step++) {
            for (int path = 0; path < count; path++) {
                // the middle of one of 2^52 equal parts, so never 0 or 1
                final double unit = (CounterRandom.bits(seed, path, step) >>> 12) * 0x1.0p-52 + 0x1.0p-53;
                drawn[step][path] = NormalQuantile.of(unit);
            }
        }
        return drawn;
    }

    /** Scales the shocks and gives their sums along each path. */
    private static double[] match(final double[][] drawn) {
        final double[] ends = new double[drawn[0].length];
        for (final double[] row : drawn) {
            scale(row, 1 / Math.sqrt(meanSquare(row)));
            add(ends, row);
        }
        final double factor = Math.sqrt(drawn.length / meanSquare(ends));
        Arrays.fill(ends, 0);
        for (final double[] row : drawn) {
            scale(row, factor);
            add(ends, row);
        }
        return ends;
    }

    private static double meanSquare(final double[] row) {
        double sum = 0;
        for (final double value : row) {
            sum += value * value;
        }
        return sum / row.length;
    }

    private static void scale(final double[] row, final double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }

    private static void add(final double[] to, final double[] row) {
        for (int i = 0; i < row.length; i++) {
            to[i] += row[i];
        }
    }

    private void place(final double[][] drawn, final double[] ends) {
        final Integer[] order = new Integer[ends.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> Math.abs(ends[i])).thenComparing(i -> i));
        for (int rank = 0; rank < order.length; rank++) {
            final int from = order[rank];
            final int above = paths / 2 + rank;
            double sum = 0;
            for (int step = 0; step < steps; step++) {
                final double shock = ends[from] < 0 ? -drawn[step][from] : drawn[step][from];
                sum += shock;
                sums[step][above] = sum;
                sums[step][paths - 1 - above] = -sum;
            }
        }
    }

    /**
     * How many paths there are.
     *
     * @return even
     */
    public int paths() {
        return paths;
    }

    /**
     * How many steps a path has.
     *
     * @return at least 1
     */
    public int steps() {
        return steps;
    }

    /**
     * One shock, to the rounding of the sums around it.
     *
     * @param step from 0
     * @param path from 0
     * @return standard normal
     */
    public double shock(final int step, final int path) {
        return step == 0 ? sums[0][path] : sums[step][path] - sums[step - 1][path];
    }

    /**
     * The shocks of a path up to and with a step.
     *
     * @param step from 0
     * @param path from 0
     * @return their sum
     */
    public double sum(final int step, final int path) {
        return sums[step][path];
    }

    /** Sums up to and with one step by path; not to be changed. */
    double[] sums(final int step) {
        return sums[step];
    }
}
