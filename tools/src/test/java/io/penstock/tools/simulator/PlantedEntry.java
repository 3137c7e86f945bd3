package io.penstock.tools.simulator;

/** The way into a world loaded by {@link PlantedLoader}: only texts and numbers pass. */
public final class PlantedEntry {
    private PlantedEntry() {
    }

    /** Plays a seed with a bug: what broke, or empty. */
    public static String play(final String bug, final long seed) {
        return Shrinker.failure(PlantedSeeds.swarm(seed), PlantedBug.valueOf(bug));
    }
}
