package io.penstock.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Seeds of the simulator. More of them: {@code .ci/simulate COUNT FILE}. */
class SimulatorTest {
    @Test
    void shouldHoldEveryInvariantWhenAnythingFails() {
        final Situations situations = new Situations();
        for (long seed = 0; seed < 20; seed++) {
            final Simulation.Result result = new Simulation(Swarm.of(seed, EnumSet.noneOf(Hazard.class))).run();
            situations.add(result.situations());
        }
        System.out.println(situations.table());
        assertTrue(situations.count(Situation.PARTIAL_FILL) > 0);
    }
}
