package io.penstock.tools.chaos;

import io.penstock.tools.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Plays scenarios 0, 1, 2 ... and appends a line for each to a file; goes on behind the last line that is there. Ends
 * with 1 when one of them is bad: {@code .ci/faults COUNT FILE}. With a third argument plays that one seed and shows
 * where it fails.
 */
final class FaultRuns {
    private static final long TELL_EVERY = 100;

    private FaultRuns() {
    }

    public static void main(final String[] arguments) throws IOException {
        final Configuration configuration = FaultScenariosTest.configuration();
        if (arguments.length > 2) {
            final long seed = Long.parseLong(arguments[2]);
            System.out.println(seed + " " + new FaultScenario(seed, configuration).run());
            return;
        }
        final long count = Long.parseLong(arguments[0]);
        final Path file = Path.of(arguments[1]);
        final List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
        long bad = before.stream().filter(line -> line.contains(" BAD ")).count();
        final FaultTotals totals = new FaultTotals();
        for (long seed = before.size(); seed < count; seed++) {
            final FaultScenario scenario = new FaultScenario(seed, configuration);
            String line;
            try {
                final FaultScenario.Result result = scenario.run();
                totals.add(result);
                line = seed + " ok " + result.venue() + " judged " + result.judged() + " gaps " + result.gaps()
                    + " orders " + result.orders() + " recovery " + result.recoveryNs() / 1_000_000 + " ms "
                    + result.faults();
            } catch (final AssertionError | RuntimeException e) {
                bad++;
                line = seed + " BAD " + scenario.what() + ": " + e.toString().replace('\n', ' ');
                System.out.println(line);
            }
            Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if ((seed + 1) % TELL_EVERY == 0) {
                System.out.println((seed + 1) + " of " + count + " scenarios, bad " + bad);
            }
        }
        System.out.println("this call: " + totals.text());
        System.out.println("all calls: " + count + " scenarios in " + file + ", bad " + bad);
        System.exit(bad == 0 ? 0 : 1);
    }
}
