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
     * @return those of every part
     */
    public static AnalysisConfig defaults() {
        return new AnalysisConfig(BarConfig.defaults(), SessionConfig.defaults(), RegimeConfig.defaults(),
            ForecastConfig.defaults(), MomentConfig.defaults(), SignalConfig.defaults());
    }

    /**
     * The same with other signal settings.
     *
     * @param other how signals are weighed and sized
     * @return a copy
     */
    public AnalysisConfig with(final SignalConfig other) {
        return new AnalysisConfig(bar, session, regime, forecast, moment, other);
    }

    /**
     * The same with other regimes.
     *
     * @param other regimes
     * @return a copy
     */
    public AnalysisConfig with(final RegimeConfig other) {
        return new AnalysisConfig(bar, session, other, forecast, moment, signal);
    }

    /**
     * The same with other bars.
     *
     * @param other bars
     * @return a copy
     */
    public AnalysisConfig with(final BarConfig other) {
        return new AnalysisConfig(other, session, regime, forecast, moment, signal);
    }

    /**
     * The same with other forecasts.
     *
     * @param other forecasts
     * @return a copy
     */
    public AnalysisConfig with(final ForecastConfig other) {
        return new AnalysisConfig(bar, session, regime, other, moment, signal);
    }
}
