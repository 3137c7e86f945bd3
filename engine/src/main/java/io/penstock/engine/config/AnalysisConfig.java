package io.penstock.engine.config;

/**
 * What is made of markets before strategies decide, and of what they say.
 *
 * @param bar     bars
 * @param session sessions of the day
 * @param signal  how signals are weighed and sized
 */
public record AnalysisConfig(BarConfig bar, SessionConfig session, SignalConfig signal) {
    /**
     * The defaults.
     *
     * @return those of every part
     */
    public static AnalysisConfig defaults() {
        return new AnalysisConfig(BarConfig.defaults(), SessionConfig.defaults(), SignalConfig.defaults());
    }
}
