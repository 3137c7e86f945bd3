package io.penstock.tools.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Plays seeds 0, 1, 2 ... and appends a line for each to a file; goes on behind the last line that is there, and counts
 * what all lines say. Ends with 1 when one of them is bad: {@code .ci/simulate COUNT FILE}. With {@code unknown COUNT
 * FILE} plays seeds in which most orders come to an unknown outcome, until there were as many. With {@code seed N} or
 * {@code unknown-seed N} plays that one and says where it fails; with {@code shrink N} finds the least that still
 * fails; with {@code planted} plants every bug.
 */
final class SimulationRuns {
    private static final long TELL_EVERY = 100;
    /** As many seeds must reach every situation. */
    private static final long ENOUGH_SEEDS = 1_000;

    private SimulationRuns() {
    }

    public static void main(final String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "seed" -> seed(Swarm.of(Long.parseLong(arguments[1]), Hazards.PLAYED), arguments);
            case "unknown-seed" -> seed(Swarm.unknown(Long.parseLong(arguments[1])), arguments);
            case "shrink" -> System.out.println(
                Shrinker.shrink(Swarm.of(Long.parseLong(arguments[1]), Hazards.PLAYED)));
            case "planted" -> PlantedRun.main(new String[0]);
            case "unknown" -> {
                final long wanted = Long.parseLong(arguments[1]);
                final RunTotals totals = play(Swarm::unknown, all -> all.unknown() >= wanted, arguments[2]);
                System.exit(totals.bad() == 0 ? 0 : 1);
            }
            default -> {
                final long count = Long.parseLong(arguments[0]);
                final RunTotals totals =
                    play(seed -> Swarm.of(seed, Hazards.PLAYED), all -> all.seeds() >= count, arguments[1]);
                final Set<Situation> missing = Hazards.missing(totals.situations());
                if (!missing.isEmpty()) {
                    System.out.println("never reached: " + missing);
                }
                System.exit(totals.bad() == 0 && (count < ENOUGH_SEEDS || missing.isEmpty()) ? 0 : 1);
            }
        }
    }

    /** Plays one seed; with a third argument everything is told to that file. */
    private static void seed(final Swarm swarm, final String[] arguments) throws IOException {
        System.out.println(swarm);
        final long startNs = System.nanoTime();
        try (Trace trace = arguments.length > 2 ? new Trace(Path.of(arguments[2])) : Trace.NONE) {
            final Simulation.Result result = new Simulation(swarm).tracedBy(trace).run();
            result.breaks().stream().limit(50).forEach(System.out::println);
            System.out.print(result.tally().table());
            System.out.println(text(result) + " in " + (System.nanoTime() - startNs) / 1_000_000 + " ms");
        }
    }

    private static String text(final Simulation.Result result) {
        return "events " + result.events() + " orders " + result.orders() + " trades " + result.trades() + " | "
            + result.situations().line();
    }

    /** Plays seeds until it is enough, behind those of earlier calls. */
    private static RunTotals play(
        final LongFunction<Swarm> swarms, final Predicate<RunTotals> enough, final String name) throws IOException {
        final Path file = Path.of(name);
        final RunTotals totals = new RunTotals();
        (Files.exists(file) ? Files.readAllLines(file) : List.<String>of()).forEach(totals::add);
        final long startNs = System.nanoTime();
        long events = 0;
        while (!enough.test(totals)) {
            final long seed = totals.seeds();
            final Swarm swarm = swarms.apply(seed);
            String line;
            try {
                final Simulation.Result result = new Simulation(swarm).run();
                events += result.events();
                line = seed + " ok " + text(result);
            } catch (final RuntimeException | AssertionError e) {
                line = seed + " BAD " + e.toString().replace('\n', ' ') + " (" + swarm + ")";
                System.out.println(line);
            }
            totals.add(line);
            Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (totals.seeds() % TELL_EVERY == 0) {
                System.out.println(totals.text());
            }
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf("this call: %d events in %.1f s, %.0f a second%n", events, seconds, events / seconds);
        System.out.println("all calls: " + totals.text() + " in " + file);
        System.out.print(totals.situations().table());
        return totals;
    }
}
