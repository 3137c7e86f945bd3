package io.penstock.tools.sockets;

import io.penstock.tools.config.Configuration;
import io.penstock.tools.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** Plays scenarios up to a number, one line each in a file, going on behind its last whole round. Main thread. */
final class FaultRuns {
    private FaultRuns() {
    }

    /**
     * Plays.
     *
     * @param arguments how many scenarios in all, the file
     * @throws IOException when the file cannot be written
     */
    public static void main(final String[] arguments) throws IOException {
        final int wanted = Integer.parseInt(arguments[0]);
        final Path file = Path.of(arguments[1]);
        final FaultFigures figures = new FaultFigures();
        goOn(file).forEach(figures::add);
        System.out.println(figures.scenarios() + " scenarios done before");
        final Configuration configuration = FaultRound.configuration();
        while (figures.scenarios() < wanted) {
            final long seed = figures.scenarios() / FaultRound.VENUES.size();
            final Path journal = Files.createTempDirectory("penstock-socket-faults-");
            final String lines;
            try {
                lines = new FaultRound(seed, configuration, journal).run().stream()
                    .map(result -> FaultFigures.line(result) + "\n").collect(Collectors.joining());
            } finally {
                Sessions.delete(journal);
            }
            Files.writeString(file, lines, StandardOpenOption.APPEND);
            lines.lines().forEach(figures::add);
            System.out.println("seed " + seed + " so far: " + figures);
        }
        System.out.println(figures);
        System.exit(figures.wrong() + figures.badOrders() > 0 ? 1 : 0);
    }

    /** The lines of whole rounds; what was being written when the count was broken off is taken away. */
    private static List<String> goOn(final Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, "");
            return List.of();
        }
        final String text = Files.readString(file);
        final List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        final List<String> whole = lines.subList(0, lines.size() - lines.size() % FaultRound.VENUES.size());
        Files.writeString(file, whole.stream().map(line -> line + "\n").collect(Collectors.joining()));
        return whole;
    }
}
