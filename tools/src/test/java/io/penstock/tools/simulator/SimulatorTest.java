package io.penstock.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds of the simulator. More of them: {@code .ci/simulate COUNT FILE}. */
class SimulatorTest {
    private static final int COUNT = Integer.getInteger("penstock.seeds", 16);
    private static final long FIRST = Long.getLong("penstock.seeds.first", 0);

    private static Simulation.Result play(final Swarm swarm) {
        try {
            return new Simulation(swarm).run();
        } catch (final RuntimeException e) {
            throw new AssertionError(swarm + ": " + e.getMessage() + "\nplay it again: bash .ci/simulate seed "
                + swarm.seed(), e);
        }
    }

    @Test
    void shouldHoldEveryInvariantWhenAnythingFails() {
        final Situations situations = new Situations();
        long events = 0;
        long orders = 0;
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            final Simulation.Result result = play(Swarm.of(seed, Hazards.PLAYED));
            situations.add(result.situations());
            events += result.events();
            orders += result.orders();
        }
        System.out.println(COUNT + " seeds, " + events + " events, " + orders + " orders");
        System.out.print(situations.table());
        assertTrue(orders > 10L * COUNT, "only " + orders + " orders were made");
        final Set<Situation> missing = EnumSet.copyOf(Hazards.USUAL);
        missing.removeIf(situation -> situations.count(situation) > 0);
        assertEquals(Set.of(), missing, "never reached");
    }

    /** Seeds that once failed. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 10})
    void shouldHoldWhenSeedsThatOnceFailedArePlayedAgain(final long seed) {
        play(Swarm.of(seed, Hazards.PLAYED).lasting(20 * World.SECOND_NS));
    }

    /** Seeds that once failed late: a self-trade guard after a load, a refused cancel that was never repeated. */
    @ParameterizedTest
    @ValueSource(longs = {208, 231, 396, 768, 1245, 1311, 2236, 9920})
    void shouldHoldWhenSeedsThatOnceFailedLateArePlayedWhole(final long seed) {
        play(Swarm.of(seed, Hazards.PLAYED));
    }

    @Test
    void shouldHoldWhenMostOutcomesAreUnknown() {
        final Simulation.Result result = play(Swarm.unknown(3).lasting(60 * World.SECOND_NS));
        assertTrue(result.situations().count(Situation.ORDER_UNKNOWN) > 100, result.situations().line());
    }

    @Test
    void shouldDoTheSameAgainWhenASeedIsPlayedTwice() {
        final Swarm swarm = Swarm.of(7, Hazards.PLAYED).lasting(15 * World.SECOND_NS);
        final Simulation.Result first = play(swarm);
        final Simulation.Result second = play(swarm);
        assertEquals(first.events(), second.events());
        assertEquals(first.situations().line(), second.situations().line());
    }

    @Test
    void shouldShrinkToTheHazardThatMattersWhenASeedFails() {
        final Swarm failing = Swarm.of(5, EnumSet.allOf(Hazard.class)).with(Hazard.NOT_SENT, 0.02);
        final String least = Shrinker.shrink(
            failing, swarm -> swarm.rate(Hazard.NOT_SENT) > 0 && swarm.durationNs() > 2 * World.SECOND_NS
                ? "I7: planted" : "");
        assertTrue(least.contains("hazards [NOT_SENT]: I7: planted"), least);
        assertTrue(least.contains("lasting 2 s") || least.contains("lasting 3 s"), least);
    }

    @Test
    void shouldNameEveryHazardSituationAndBugWhenTheDocumentIsRead() throws IOException {
        final String text = Files.readString(Home.directory().resolve("docs/simulator.md"));
        for (final PlantedBug bug : PlantedBug.values()) {
            assertTrue(text.contains("| `" + bug + "` | " + bug.what() + " |"), "docs/simulator.md misses " + bug);
        }
        for (final Hazard hazard : Hazard.values()) {
            assertTrue(text.contains("`" + hazard + "`"), "docs/simulator.md misses " + hazard);
        }
        for (final Situation situation : Situation.values()) {
            assertTrue(text.contains("`" + situation + "`"), "docs/simulator.md misses " + situation);
        }
    }
}
