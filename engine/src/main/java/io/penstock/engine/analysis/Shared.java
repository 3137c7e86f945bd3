package io.penstock.engine.analysis;

import io.penstock.engine.forecast.Forecaster;
import io.penstock.engine.output.AnalysisWriter;
import io.penstock.engine.regime.Overlays;

/**
 * What the analyses of all instruments share. Engine thread only.
 *
 * @param plan       series, indicators and strategies
 * @param sessions   the clock of sessions
 * @param overlays   what outside series say of all markets
 * @param forecaster shocks and model, {@code null} when no strategy uses forecasts
 * @param output     takes bars, regimes and forecasts
 */
public record Shared(
    AnalysisPlan plan, SessionClock sessions, Overlays overlays, Forecaster forecaster, AnalysisWriter output) {
    /**
     * Makes them.
     *
     * @param plan   series, indicators and strategies
     * @param seed   of the run
     * @param output takes bars, regimes and forecasts
     * @return before the first event
     */
    public static Shared of(final AnalysisPlan plan, final long seed, final AnalysisWriter output) {
        return new Shared(plan, new SessionClock(plan.config().session()),
            new Overlays(plan.config().regime().overlays()),
            plan.usesForecasts() ? new Forecaster(plan.config().forecast(), seed) : null, output);
    }
}
