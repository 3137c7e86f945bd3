package io.penstock.bench.forecast;

import io.penstock.engine.config.ForecastConfig;
import io.penstock.engine.forecast.ForecastInput;
import io.penstock.engine.forecast.Forecaster;
import io.penstock.engine.forecast.ShockTable;

/**
 * What the forecasts of the benchmarks are asked: one minute ahead, stop and target about a deviation away.
 */
public final class ForecastCases {
    private static final long SEED = 20_240_808;
    private static final long SECOND_NS = 1_000_000_000L;

    private final ForecastConfig config = ForecastConfig.defaults();
    private final ShockTable table = new ShockTable(SEED, config.paths(), config.steps());

    /**
     * A forecaster over the one table.
     *
     * @param level 1 or 2
     * @return a new one
     */
    public Forecaster forecaster(final int level) {
        return new Forecaster(config.withLevel(level), table);
    }

    /**
     * The loop to hold against.
     *
     * @return a new one, with as many paths and steps
     */
    public NaiveForecast naive() {
        return new NaiveForecast(input(), config.paths(), config.steps());
    }

    /**
     * Stop and target, nothing conditioned.
     *
     * @return a new input
     */
    public ForecastInput input() {
        final ForecastInput input = new ForecastInput();
        input.horizonNs = 60 * SECOND_NS;
        input.volatilityPerRootSecond = 2e-4;
        input.driftPerSecond = 2e-6;
        input.stop = -0.001;
        input.target = 0.0015;
        return input;
    }

    /**
     * The same without stop and target.
     *
     * @return a new input
     */
    public ForecastInput free() {
        final ForecastInput input = input();
        input.stop = Double.NaN;
        input.target = Double.NaN;
        return input;
    }

    /**
     * The same with stop and target a quarter of a deviation away, so that most paths touch both.
     *
     * @return a new input
     */
    public ForecastInput narrow() {
        final ForecastInput input = input();
        input.stop = -0.0004;
        input.target = 0.0004;
        return input;
    }

    /**
     * Conditioned on a regime and on the book: one volatility over the horizon.
     *
     * @return a new input
     */
    public ForecastInput regime() {
        final ForecastInput input = input();
        input.regime = 4;
        input.regimeConfidence = 0.8;
        input.imbalance = 0.3;
        input.sessionVolatility = 1.1;
        return input;
    }

    /**
     * Conditioned on all: an event begins and a session ends within the horizon.
     *
     * @return a new input
     */
    public ForecastInput event() {
        final ForecastInput input = regime().event(config, 70 * SECOND_NS);
        input.eventBeginsInNs = 20 * SECOND_NS;
        input.sessionEndsInNs = 45 * SECOND_NS;
        input.nextSessionVolatility = 0.8;
        return input;
    }

    /**
     * How many paths and steps.
     *
     * @return the configuration
     */
    public ForecastConfig config() {
        return config;
    }
}
