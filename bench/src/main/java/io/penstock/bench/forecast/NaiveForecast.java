package io.penstock.bench.forecast;

import io.penstock.bench.Work;
import io.penstock.engine.forecast.ForecastInput;
import java.util.Random;

/**
 * The loop one writes first: a normal from {@link Random} and an exponential per step, a price that is held against
 * both barriers after each. It gives probability up, mean, deviation and which barrier came first; no quantiles and no
 * correction for what happens between steps. One thread; an operation is a forecast.
 */
public final class NaiveForecast implements Work {
    private static final double SECONDS_PER_NS = 1e-9;

    private final Random random = new Random(1);
    private final ForecastInput input;
    private final int paths;
    private final int steps;
    private double probabilityUp;
    private double expectedMove;
    private double deviation;
    private double targetFirst;
    private double stopFirst;

    /**
     * A loop.
     *
     * @param input for BUY, with stop and target
     * @param paths how many
     * @param steps of each
     */
    public NaiveForecast(final ForecastInput input, final int paths, final int steps) {
        this.input = input;
        this.paths = paths;
        this.steps = steps;
    }

    @Override
    public long run() {
        final double seconds = input.horizonNs * SECONDS_PER_NS / steps;
        final double size = input.volatilityPerRootSecond * Math.sqrt(seconds);
        final double drift = input.driftPerSecond * seconds - size * size / 2;
        final double target = 1 + input.target;
        final double stop = 1 + input.stop;
        int up = 0;
        int targets = 0;
        int stops = 0;
        double sum = 0;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            double price = 1;
            boolean touched = false;
            for (int step = 0; step < steps; step++) {
                price *= Math.exp(drift + size * random.nextGaussian());
                if (!touched) {
                    if (price >= target) {
                        targets++;
                        touched = true;
                    } else if (price <= stop) {
                        stops++;
                        touched = true;
                    }
                }
            }
            up += price > 1 ? 1 : 0;
            sum += price - 1;
            squares += (price - 1) * (price - 1);
        }
        probabilityUp = (double) up / paths;
        expectedMove = sum / paths;
        deviation = Math.sqrt(squares / paths - expectedMove * expectedMove);
        targetFirst = (double) targets / paths;
        stopFirst = (double) stops / paths;
        return 1;
    }

    /**
     * Of the last run.
     *
     * @return 0 to 1
     */
    public double probabilityUp() {
        return probabilityUp;
    }

    /**
     * Of the last run.
     *
     * @return relative
     */
    public double expectedMove() {
        return expectedMove;
    }

    /**
     * Of the last run.
     *
     * @return relative
     */
    public double deviation() {
        return deviation;
    }

    /**
     * Of the last run.
     *
     * @return 0 to 1
     */
    public double probabilityTargetFirst() {
        return targetFirst;
    }

    /**
     * Of the last run.
     *
     * @return 0 to 1
     */
    public double probabilityStopFirst() {
        return stopFirst;
    }
}
