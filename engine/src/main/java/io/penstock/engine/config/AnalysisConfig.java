package io.penstock.engine.config;

/**
 * What is made of markets before strategies decide, and of what they say.
 *
 * @param bar      bars
 * @param session  sessions of the day
 * @param regime   regimes
 * @param forecast Monte Carlo forecasts
 * @param moment   what forecasts take from bars
 * @param signal   how signals are weighed and sized
 */
public record AnalysisConfig(
    BarConfig bar, SessionConfig session, RegimeConfig regime, ForecastConfig forecast, MomentConfig moment,
    SignalConfig signal) {
    /**
     * The defaults.
     *
     * @return those of every part, regimes not told
     */
    public static AnalysisConfig defaults() {
        return new AnalysisConfig(BarConfig.defaults(), SessionConfig.defaults(), RegimeConfig.defaults(),
            ForecastConfig.defaults(), MomentConfig.defaults(), SignalConfig.defaults());
    }
}
