package io.penstock.tools.simulator;

/** The seeds that planted bugs are played with; the clean engine must hold on the same ones. */
final class PlantedSeeds {
    static final int MOST = 150;

    private PlantedSeeds() {
    }

    /** Short and rough: each hazard that is played is there more often than not. */
    static Swarm swarm(final long seed) {
        Swarm swarm = Swarm.of(1_000_000 + seed, Hazards.PLAYED).lasting((10 + seed % 3 * 15) * World.SECOND_NS);
        for (final Hazard hazard : Hazards.PLAYED) {
            if (swarm.rate(hazard) == 0 && (seed + hazard.ordinal()) % 2 == 0) {
                swarm = swarm.with(hazard, hazard.most() * (hazard.perEvent() ? 0.5 : 2));
            }
        }
        return seed % 3 == 0 ? swarm.with(Hazard.SLOW_REQUEST, 0.3) : swarm;
    }
}
