package io.penstock.engine.config;

/**
 * Return and risk figures of the account.
 *
 * @param intervalMs             time between two returns
 * @param window                 how many returns are kept, the oldest goes first
 * @param minReturns             fewer than this give no figures
 * @param correlationInstruments most instruments whose returns are held against each other
 * @param correlationHalfLife    intervals after which a return weighs half in correlations
 */
public record MetricsConfig(
    long intervalMs, int window, int minReturns, int correlationInstruments, int correlationHalfLife) {
    /**
     * Checks that the figures can be made.
     */
    public MetricsConfig {
        if (intervalMs < 1 || minReturns < 2 || window < minReturns || correlationInstruments < 1
            || correlationHalfLife < 1) {
            throw new IllegalArgumentException("an interval from 1 ms, 2 to " + window + " returns at least, 1"
                + " instrument and a half-life of 1 interval are the least");
        }
    }

    /**
     * The defaults.
     *
     * @return a return each minute, one day of them, figures from 30 on; 16 instruments, half-life of one hour
     */
    public static MetricsConfig defaults() {
        return new MetricsConfig(60_000, 1_440, 30, 16, 60);
    }
}
