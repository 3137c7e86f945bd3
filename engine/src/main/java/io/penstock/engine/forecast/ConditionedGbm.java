package io.penstock.engine.forecast;

import io.penstock.engine.config.ForecastConfig;

/**
 * Level 2: geometric Brownian motion whose drift and volatility follow from what is known beside the price.
 *
 * <ul>
 * <li>Regime: drift and volatility times 1 + confidence x (the regime's multiplier - 1).
 * <li>Session: volatility times that of the session of now, and from its end on that of the next.
 * <li>Event: volatility times its multiplier within its window.
 * <li>Imbalance: a drift that fades by half each half-life and moves the price by imbalance x strength x volatility x
 * sqrt(half-life) in all; the volatility is the one with the regime's multiplier.
 * </ul>
 * The variance of a step in which a session or an event begins or ends is the mean over its time. With nothing
 * conditioned every bit is that of {@link Gbm}.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class ConditionedGbm extends ScheduledModel {
    private static final double SECONDS_PER_NS = 1e-9;
    private static final double SECONDS_PER_MS = 1e-3;
    private static final double LN_2 = 0.6931471805599453;

    private final double[] regimeDrift;
    private final double[] regimeVolatility;
    private final double imbalanceDrift;
    private final double halfLifeSeconds;

    /**
     * A model over a table.
     *
     * @param table  of shocks, shared
     * @param config what the conditions do
     */
    public ConditionedGbm(final ShockTable table, final ForecastConfig config) {
        super(table);
        regimeDrift = new double[config.regimeDrift().size()];
        for (int i = 0; i < regimeDrift.length; i++) {
            regimeDrift[i] = config.regimeDrift().get(i);
        }
        regimeVolatility = new double[config.regimeVolatility().size()];
        for (int i = 0; i < regimeVolatility.length; i++) {
            regimeVolatility[i] = config.regimeVolatility().get(i);
        }
        imbalanceDrift = config.imbalanceDrift();
        halfLifeSeconds = config.imbalanceHalfLifeMs() * SECONDS_PER_MS;
    }

    @Override
    public int level() {
        return 2;
    }

    @Override
    boolean schedule(final ForecastInput input, final int steps, final Schedule into) {
        final double horizon = input.horizonNs * SECONDS_PER_NS;
        final double seconds = horizon / steps;
        final double volatility = input.volatilityPerRootSecond * multiplier(regimeVolatility, input);
        final double usual = volatility * Math.sqrt(seconds);
        final double drift = input.driftPerSecond * multiplier(regimeDrift, input) * seconds;
        final double imbalance = Double.isNaN(input.imbalance) ? 0 : input.imbalance;
        double left = imbalance * imbalanceDrift * volatility * Math.sqrt(halfLifeSeconds);
        final double kept = left == 0 ? 1 : StrictMath.exp(-LN_2 * seconds / halfLifeSeconds);
        for (int step = 0; step < steps; step++) {
            final double pushed = left - left * kept;
            left *= kept;
            final double deviation = usual * deviation(input, horizon * step / steps, horizon * (step + 1) / steps);
            into.step(step, drift + pushed - deviation * deviation / 2, deviation);
        }
        return Double.isFinite(drift) && Double.isFinite(left);
    }

    private static double multiplier(final double[] table, final ForecastInput input) {
        final int regime = input.regime;
        final double full = regime >= 0 && regime < table.length ? table[regime] : 1;
        return 1 + input.regimeConfidence * (full - 1);
    }

    /** What session and event make of the deviation of a step: the root of the mean square over its time. */
    private static double deviation(final ForecastInput input, final double from, final double to) {
        final double change = input.sessionEndsInNs * SECONDS_PER_NS;
        final double begin = input.eventBeginsInNs * SECONDS_PER_NS;
        final double end = input.eventEndsInNs * SECONDS_PER_NS;
        double at = from;
        double next = earliest(change, begin, end, at, to);
        if (next == to) {
            return at(input, change, begin, end, from);
        }
        double squares = 0;
        while (at < to) {
            final double size = at(input, change, begin, end, at);
            squares += size * size * (next - at);
            at = next;
            next = earliest(change, begin, end, at, to);
        }
        return Math.sqrt(squares / (to - from));
    }

    private static double earliest(
        final double change, final double begin, final double end, final double after, final double most) {
        double found = most;
        found = change > after ? Math.min(found, change) : found;
        found = begin > after ? Math.min(found, begin) : found;
        return end > after ? Math.min(found, end) : found;
    }

    private static double at(
        final ForecastInput input, final double change, final double begin, final double end, final double seconds) {
        final double session = seconds < change ? input.sessionVolatility : input.nextSessionVolatility;
        return seconds >= begin && seconds < end ? session * input.eventVolatility : session;
    }
}
