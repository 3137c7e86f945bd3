package io.penstock.gateways.emulator.market;

/**
 * Settings of a {@link MatchingMarket}. Immutable; any thread.
 *
 * @param seed       of everything random
 * @param startLevels levels of each side at the start
 * @param maxLevels  most levels of each side; the worst are cancelled when there would be more
 */
public record MatchingSettings(long seed, int startLevels, int maxLevels) {
    /** Checks the numbers. */
    public MatchingSettings {
        if (startLevels < 5 || maxLevels < startLevels) {
            throw new IllegalArgumentException("startLevels " + startLevels + " must be at least 5, and maxLevels "
                + maxLevels + " no less");
        }
    }

    /**
     * The usual size of books: 110 levels at the start, never more than 150, so that a stream or snapshot of 200 levels
     * shows all of them.
     *
     * @param seed of everything random
     * @return settings
     */
    public static MatchingSettings of(final long seed) {
        return new MatchingSettings(seed, 110, 150);
    }
}
