package io.penstock.engine.forecast;

/**
 * How prices move: a level of forecasting. A model turns an input into paths of the price's logarithm, from the shocks
 * of a {@link ShockTable}, and can do any one of them alone with the same bits.
 *
 * <p>Called as {@link #prepare}, then {@link #run}, {@link #path} or {@link #firstTouch} in any order and number for
 * that input. Engine thread only; allocates in its constructor only; the same bits everywhere, so sums, products, roots
 * and {@link StrictMath}, nothing else.
 */
public interface ForecastModel {
    /**
     * The number of the level.
     *
     * @return 1 = geometric Brownian motion, 2 = conditioned
     */
    int level();

    /**
     * Takes an input.
     *
     * @param input    what is asked
     * @param barriers its stop and target
     * @return false when nothing can be said, for example while the volatility is not known
     */
    boolean prepare(ForecastInput input, Barriers barriers);

    /**
     * Runs every path.
     *
     * @param out     takes ends, and what was behind the barriers when touches are wanted
     * @param touches whether barriers are looked at
     */
    void run(PathSet out, boolean touches);

    /**
     * Whether {@link #run} leaves the ends in ascending order.
     *
     * @return true when they need no sorting
     */
    boolean ascending();

    /**
     * Runs one path again.
     *
     * @param path from 0
     * @param into takes the price's logarithm after each step
     */
    void path(int path, double[] into);

    /**
     * Runs one path again until it touches a barrier, by the same measure as in {@link #run}.
     *
     * @param path  from 0
     * @param early whether it may touch one before the step with number steps / 2; the search begins there otherwise
     * @return 1 the one above, -1 the one below, 0 none
     */
    int firstTouch(int path, boolean early);
}
