package io.penstock.tools.simulator;

import java.util.function.Function;

/** Finds the least that still fails: hazards dropped one by one, time halved, as long as the same invariant breaks. */
final class Shrinker {
    private Shrinker() {
    }

    static String shrink(final Swarm failing) {
        return shrink(failing, swarm -> failure(swarm, null));
    }

    /** Shrinks with a way to play that says what broke, empty when nothing did. */
    static String shrink(final Swarm failing, final Function<Swarm, String> play) {
        final String first = play.apply(failing);
        if (first.isEmpty()) {
            return failing + " holds";
        }
        Swarm least = failing;
        for (final Hazard hazard : failing.hazards()) {
            final Swarm fewer = least.without(hazard);
            if (same(first, play.apply(fewer))) {
                least = fewer;
            }
        }
        while (least.durationNs() > World.SECOND_NS
            && same(first, play.apply(least.lasting(least.durationNs() / 2)))) {
            least = least.lasting(least.durationNs() / 2);
        }
        return least + ": " + play.apply(least);
    }

    private static boolean same(final String first, final String other) {
        return !other.isEmpty() && other.startsWith(first.substring(0, first.indexOf(':')));
    }

    /** Plays a swarm, with a bug or without (null): what broke, or empty. */
    static String failure(final Swarm swarm, final PlantedBug bug) {
        try {
            new Simulation(swarm, bug).run();
            return "";
        } catch (final Violation e) {
            return e.getMessage();
        } catch (final RuntimeException e) {
            return "I0: " + e;
        }
    }
}
