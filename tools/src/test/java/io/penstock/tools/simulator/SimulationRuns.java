package io.penstock.tools.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Plays seeds 0, 1, 2 ... and appends a line for each to a file; goes on behind the last line that is there, and counts
 * what all lines say. Ends with 1 when one of them is bad: {@code .ci/simulate COUNT FILE}. With {@code seed N} plays
 * that one and says where it fails; with {@code shrink N} finds the least that still fails; with {@code planted} plants
 * every bug.
 */
final class SimulationRuns {
    private static final long TELL_EVERY = 100;
    /** As many seeds must reach every situation. */
    private static final long ENOUGH_SEEDS = 1_000;

    private SimulationRuns() {
    }

    public static void main(final String[] arguments) throws IOException {
        if ("seed".equals(arguments[0])) {
            final Swarm swarm = Swarm.of(Long.parseLong(arguments[1]), Hazards.PLAYED);
            System.out.println(swarm);
            final long startNs = System.nanoTime();
            final Simulation.Result result = new Simulation(swarm).run();
            result.breaks().stream().limit(50).forEach(System.out::println);
            System.out.print(result.tally().table());
            System.out.println(text(result) + " in " + (System.nanoTime() - startNs) / 1_000_000 + " ms");
            return;
        }
        if ("shrink".equals(arguments[0])) {
            System.out.println(Shrinker.shrink(Swarm.of(Long.parseLong(arguments[1]), Hazards.PLAYED)));
            return;
        }
        if ("planted".equals(arguments[0])) {
            PlantedRun.main(new String[0]);
            return;
        }
        if ("unknown-seed".equals(arguments[0])) {
            final Simulation.Result result = new Simulation(Swarm.unknown(Long.parseLong(arguments[1]))).run();
            System.out.print(result.tally().table());
            System.out.println(text(result));
            return;
        }
        System.exit(play(Long.parseLong(arguments[0]), Path.of(arguments[1])) == 0 ? 0 : 1);
    }

    private static String text(final Simulation.Result result) {
        return "events " + result.events() + " orders " + result.orders() + " trades " + result.trades() + " | "
            + result.situations().line();
    }

    private static long play(final long count, final Path file) throws IOException {
        final List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        final RunTotals totals = new RunTotals();
        before.forEach(totals::add);
        final long startNs = System.nanoTime();
        long events = 0;
        for (long seed = before.size(); seed < count; seed++) {
            final Swarm swarm = Swarm.of(seed, Hazards.PLAYED);
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
            if ((seed + 1) % TELL_EVERY == 0) {
                System.out.println((seed + 1) + " of " + count + " seeds, bad " + totals.bad());
            }
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf("this call: %d events in %.1f s, %.0f a second%n", events, seconds, events / seconds);
        System.out.println("all calls: " + totals.text() + " in " + file);
        System.out.print(totals.situations().table());
        final Set<Situation> missing = Hazards.missing(totals.situations());
        if (!missing.isEmpty()) {
            System.out.println("never reached: " + missing);
        }
        return count >= ENOUGH_SEEDS ? totals.bad() + missing.size() : totals.bad();
    }
}
