package io.penstock.engine.config;

/**
 * What is made of markets before strategies decide.
 *
 * @param bar     bars
 * @param session sessions of the day
 */
public record AnalysisConfig(BarConfig bar, SessionConfig session) {
    /**
     * The defaults.
     *
     * @return those of every part
     */
    public static AnalysisConfig defaults() {
        return new AnalysisConfig(BarConfig.defaults(), SessionConfig.defaults());
    }
}
