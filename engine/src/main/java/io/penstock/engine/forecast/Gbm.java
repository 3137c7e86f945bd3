package io.penstock.engine.forecast;

/**
 * Level 1, geometric Brownian motion: the price's logarithm moves by (drift - volatility^2 / 2) dt plus volatility
 * times sqrt(dt) times a shock in each step (Black and Scholes 1973; exact at every step, whatever its length).
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class Gbm extends ScheduledModel {
    private static final double SECONDS_PER_NS = 1e-9;

    /**
     * A model over a table.
     *
     * @param table of shocks, shared
     */
    public Gbm(final ShockTable table) {
        super(table);
    }

    @Override
    public int level() {
        return 1;
    }

    @Override
    boolean schedule(final ForecastInput input, final int steps, final Schedule into) {
        final double seconds = input.horizonNs * SECONDS_PER_NS / steps;
        final double deviation = input.volatilityPerRootSecond * Math.sqrt(seconds);
        final double drift = input.driftPerSecond * seconds - deviation * deviation / 2;
        for (int step = 0; step < steps; step++) {
            into.step(step, drift, deviation);
        }
        return true;
    }
}
