package io.penstock.engine.forecast;

/**
 * What is added to the price's logarithm in each step: a drift, and a deviation times the step's shock.
 *
 * <p>A path is looked at only after each step, so it is seen to touch a barrier less often than the price between.
 * Broadie, Glasserman and Kou ("A continuity correction for discrete barrier options", Mathematical Finance 1997): the
 * barrier moved towards the price by 0.5826 deviations of a step, -zeta(1/2) / sqrt(2 pi), makes up for that. It is
 * never moved by more than half of the way to the price of now: where a barrier is nearer than a step or so the
 * correction says nothing, and such figures are rough.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class Schedule {
    private static final double CORRECTION = 0.5825971579390106;
    private static final double FAR = 1e6;

    final double[] drift;
    final double[] deviation;
    /** Drifts summed up to and with each step. */
    final double[] driven;
    /** Above this a point touches. */
    final double[] ceiling;
    /** Below this a point touches. */
    final double[] floor;
    /** Steps whose deviation is not that of the step before. */
    final int[] changes;
    private int changeCount;

    /**
     * Room for so many steps.
     *
     * @param steps how many
     */
    public Schedule(final int steps) {
        drift = new double[steps];
        deviation = new double[steps];
        driven = new double[steps];
        ceiling = new double[steps];
        floor = new double[steps];
        changes = new int[steps];
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
        // finite, so that what lies between it and a point can be counted with
        final double upper = Math.min(barriers.upper(), FAR);
        final double lower = Math.max(barriers.lower(), -FAR);
        int changed = 0;
        boolean finite = true;
        double sum = 0;
        for (int step = 0; step < drift.length; step++) {
            final double size = deviation[step];
            final double move = CORRECTION * size;
            sum += drift[step];
            driven[step] = sum;
            ceiling[step] = Math.max(upper - move, upper / 2);
            floor[step] = Math.min(lower + move, lower / 2);
            if (step > 0 && size != deviation[step - 1]) {
                changes[changed++] = step;
            }
            finite &= size >= 0 && size <= RelativeMoves.MOST;
        }
        changeCount = changed;
        return finite && Math.abs(sum) <= RelativeMoves.MOST;
    }

    /** How many {@link #changes} there are; 0 = one deviation for all steps. */
    int changeCount() {
        return changeCount;
    }

    /** What a change of deviation takes from the steps behind it and gives back as an offset, per sum of shocks. */
    double given(final int change) {
        return deviation[changes[change] - 1] - deviation[changes[change]];
    }
}
