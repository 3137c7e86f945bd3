package io.penstock.api;

/**
 * A Monte Carlo forecast of one instrument. Moves are relative to the price at which it was made: 0.01 is one percent
 * up. Engine thread only; does not allocate; NaN until ready.
 */
public interface ForecastView {
    /**
     * Whether there is one.
     *
     * @return false while volatility is not known
     */
    boolean ready();

    /**
     * How it was made.
     *
     * @return 1 = geometric Brownian motion, 2 = conditioned on regime, session, imbalance and events
     */
    int level();

    /**
     * How far it looks.
     *
     * @return nanoseconds
     */
    long horizonNs();

    /**
     * When it was made.
     *
     * @return engine time
     */
    long madeNs();

    /**
     * How old it was when it was given.
     *
     * @return nanoseconds, 0 when it was made for this event
     */
    long ageNs();

    /**
     * Probability that the price is higher at the horizon.
     *
     * @return 0 to 1
     */
    double probabilityUp();

    /**
     * Mean of the move at the horizon.
     *
     * @return relative
     */
    double expectedMove();

    /**
     * Standard deviation of the move at the horizon.
     *
     * @return relative
     */
    double deviation();

    /**
     * A quantile of the move at the horizon.
     *
     * @param probability 0 to 1
     * @return relative
     */
    double quantile(double probability);

    /**
     * The loss at the horizon that is not passed with a probability.
     *
     * @param side       BUY for a LONG position, SELL for a SHORT one
     * @param confidence e.g. 0.95
     * @return relative, positive = loss
     */
    double valueAtRisk(Side side, double confidence);

    /**
     * Mean loss at the horizon where value at risk is passed.
     *
     * @param side       BUY for a LONG position, SELL for a SHORT one
     * @param confidence e.g. 0.95
     * @return relative, positive = loss
     */
    double expectedShortfall(Side side, double confidence);

    /**
     * Where the stop was.
     *
     * @return relative move, NaN = none
     */
    double stop();

    /**
     * Where the target was.
     *
     * @return relative move, NaN = none
     */
    double target();

    /**
     * Probability that the target is touched before the stop and within the horizon.
     *
     * @return 0 to 1
     */
    double probabilityTargetFirst();

    /**
     * Probability that the stop is touched before the target and within the horizon.
     *
     * @return 0 to 1
     */
    double probabilityStopFirst();

    /**
     * Probability that neither is touched within the horizon.
     *
     * @return 0 to 1
     */
    double probabilityNeither();
}
