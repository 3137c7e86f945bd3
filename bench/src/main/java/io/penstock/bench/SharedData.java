package io.penstock.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the recorded sessions, which are not part of the project. Any thread; allocates.
 */
public final class SharedData {
    private static final String BINANCE = "data/binance-raw";

    private SharedData() {
    }

    /**
     * The directory of the recorded Binance sessions: under {@code PENSTOCK_SHARED}, or under {@code shared} beside the
     * project's root or beside the working directory.
     *
     * @return the directory, or {@code null} when it is nowhere
     */
    public static Path binanceRaw() {
        for (final Path candidate : candidates()) {
            final Path directory = candidate.resolve(BINANCE);
            if (Files.isDirectory(directory)) {
                return directory;
            }
        }
        return null;
    }

    /**
     * A word for the user when there is no data.
     *
     * @return where it was looked for and how to say where it is
     */
    public static String missing() {
        return "recorded sessions not found; looked for " + BINANCE + " in " + candidates()
            + "; set PENSTOCK_SHARED to the directory that holds 'data'";
    }

    private static List<Path> candidates() {
        final List<Path> found = new ArrayList<>();
        final String named = System.getenv("PENSTOCK_SHARED");
        if (named != null && !named.isBlank()) {
            found.add(Path.of(named).toAbsolutePath().normalize());
        }
        final String root = System.getProperty("penstock.root");
        if (root != null && !root.isBlank()) {
            found.add(Path.of(root, "..", "shared").toAbsolutePath().normalize());
        }
        found.add(Path.of("..", "shared").toAbsolutePath().normalize());
        found.add(Path.of("..", "..", "shared").toAbsolutePath().normalize());
        return found;
    }
}
