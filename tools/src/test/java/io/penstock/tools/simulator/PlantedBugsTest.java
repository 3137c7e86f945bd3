package io.penstock.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracles are only worth something when they catch bugs: each is planted, each must be caught. */
class PlantedBugsTest {
    @Test
    void shouldCatchEveryBugWhenItIsPlanted() {
        final List<PlantedBug> missed = new ArrayList<>();
        for (final PlantedBug bug : PlantedBug.values()) {
            final PlantedRun.Catch result = PlantedRun.play(bug);
            System.out.println(result.line());
            if (!result.caught()) {
                missed.add(bug);
            }
        }
        final int all = PlantedBug.values().length;
        System.out.println(all - missed.size() + "/" + all + " planted bugs caught");
        assertTrue(all >= 20, "at least twenty bugs are to be planted");
        assertEquals(List.of(), missed, "no oracle caught them");
    }

    @Test
    void shouldHoldWhenTheCleanEngineIsPlayedWithTheSameSeeds() {
        for (long seed = 0; seed < 12; seed++) {
            assertEquals("", Shrinker.failure(PlantedSeeds.swarm(seed), null), "seed " + seed);
        }
    }
}
