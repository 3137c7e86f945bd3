package io.penstock.bench.forecast;

import io.penstock.api.Side;
import io.penstock.bench.Work;
import io.penstock.engine.forecast.Forecast;
import io.penstock.engine.forecast.ForecastInput;
import io.penstock.engine.forecast.Forecaster;

/**
 * A forecast made anew, with volatility and drift a little different each time, and, when asked for, all the figures
 * that need the order of the paths: three quantiles, value at risk, expected shortfall. One thread; an operation is a
 * forecast.
 */
public final class ForecastPass implements Work {
    private static final int VARIETY = 64;

    private final Forecaster forecaster;
    private final ForecastInput base;
    private final ForecastInput input = new ForecastInput();
    private final Forecast forecast;
    private final boolean tails;
    private int run;
    private double sum;

    /**
     * Forecasts of one kind.
     *
     * @param forecaster makes them
     * @param base       the input that is varied
     * @param tails      whether quantiles and the like are asked for
     */
    public ForecastPass(final Forecaster forecaster, final ForecastInput base, final boolean tails) {
        this.forecaster = forecaster;
        this.base = base;
        this.tails = tails;
        forecast = new Forecast(forecaster);
    }

    @Override
    public long run() {
        final double vary = run++ % VARIETY / (double) VARIETY - 0.5;
        input.set(base);
        input.volatilityPerRootSecond *= 1 + 0.1 * vary;
        input.driftPerSecond *= 1 - vary;
        forecaster.make(forecast, input, run);
        sum += forecast.expectedMove() + forecast.probabilityTargetFirst();
        if (tails) {
            sum += forecast.quantile(0.05) + forecast.quantile(0.5) + forecast.quantile(0.95)
                + forecast.valueAtRisk(Side.BUY, 0.95) + forecast.expectedShortfall(Side.BUY, 0.95);
        }
        return 1;
    }

    /**
     * Something of all figures, so that none is left out.
     *
     * @return their sum
     */
    public double sum() {
        return sum;
    }
}
