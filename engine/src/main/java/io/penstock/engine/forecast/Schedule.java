package io.penstock.engine.forecast;

/**
 * What is added to the price's logarithm in each step: a drift, and a deviation times the step's shock.
 *
 * <p>A path is looked at only after each step, so it is seen to touch a barrier less often than the price between would.
 * Broadie, Glasserman and Kou ("A continuity correction for discrete barrier options", Mathematical Finance 1997):
 * the barrier moved towards the price by 0.5826 deviations of a step, -zeta(1/2) / sqrt(2 pi), makes up for that. Here
 * each point of a path is moved towards the barrier instead, by as much; never by more than half of the way from the
 * price of now to the barrier: nearer than a step or so the correction says nothing, and such figures are rough.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class Schedule {
    private static final double CORRECTION = 0.5825971579390106;

    final double[] drift;
    final double[] deviation;
    /** Drifts summed up to and with each step. */
    final double[] driven;
    /** How far a point counts as higher than it is. */
    final double[] raise;
    /** How far a point counts as lower than it is. */
    final double[] sink;
    double upper;
    double lower;
    private boolean even;

    /**
     * Room for so many steps.
     *
     * @param steps how many
     */
    public Schedule(final int steps) {
        drift = new double[steps];
        deviation = new double[steps];
        driven = new double[steps];
        raise = new double[steps];
        sink = new double[steps];
    }

    /**
     * Sets a step.
     *
     * @param step           from 0
     * @param stepDrift      added to the logarithm
     * @param stepDeviation  of what is added on top, 0 or more
     */
    public void step(final int step, final double stepDrift, final double stepDeviation) {
        drift[step] = stepDrift;
        deviation[step] = stepDeviation;
    }

    /**
     * Finishes, when all steps are set.
     *
     * @param barriers to correct for
     * @return false when a step is not a finite number
     */
    boolean finish(final Barriers barriers) {
        upper = barriers.upper();
        lower = barriers.lower();
        final double mostRaise = upper / 2;
        final double mostSink = -lower / 2;
        final double first = deviation[0];
        boolean same = true;
        boolean finite = true;
        double sum = 0;
        for (int step = 0; step < drift.length; step++) {
            final double size = deviation[step];
            final double move = CORRECTION * size;
            sum += drift[step];
            driven[step] = sum;
            raise[step] = Math.min(move, mostRaise);
            sink[step] = Math.min(move, mostSink);
            same &= size == first;
            finite &= size >= 0 && size <= RelativeMoves.MOST;
        }
        even = same;
        return finite && Math.abs(sum) <= RelativeMoves.MOST;
    }

    /** Whether all steps have one deviation, so that sums of shocks can be used as they lie in the table. */
    boolean even() {
        return even;
    }
}
