package io.penstock.tools.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every kill so far has shown, one line each in a file, so that a long count can be gone on with. One thread. */
final class KillLog {
    private static final String HEAD = "seed,";
    private static final String COLUMNS = "kill,phase,delayMs,acknowledged,lost,idsTwice,records,regenerated,recoveryMs";
    private static final int FIELDS = 9;
    private static final int LOST = 4;
    private static final int TWICE = 5;
    private static final int RECOVERY = 8;

    private final Path file;
    private final long seed;
    private final List<String[]> kills = new ArrayList<>();

    /**
     * A log.
     *
     * @param file to go on with, or to make
     * @param seed of a new one; one that is there keeps its own
     */
    KillLog(final Path file, final long seed) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                final String text = Files.readString(file);
                // a line without an end was being written when the count was broken off
                final List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
                this.seed = Long.parseLong(lines.get(0).substring(HEAD.length()));
                lines.stream().skip(2).map(line -> line.split(",")).forEach(kills::add);
                Files.writeString(file, String.join("\n", lines) + "\n");
            } else {
                this.seed = seed;
                Files.writeString(file, HEAD + seed + "\n" + COLUMNS + "\n");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long seed() {
        return seed;
    }

    int count() {
        return kills.size();
    }

    /** Adds a kill; the values follow the columns, recovery -1 when this one was not recovered from by the parent. */
    void add(
        final long phase, final long delayMs, final long acknowledged, final long lost, final long idsTwice,
        final long records, final long regenerated, final long recoveryMs) {
        final String line = String.join(",", String.valueOf(count()), String.valueOf(phase), String.valueOf(delayMs),
            String.valueOf(acknowledged), String.valueOf(lost), String.valueOf(idsTwice), String.valueOf(records),
            String.valueOf(regenerated), String.valueOf(recoveryMs));
        kills.add(line.split(",", FIELDS));
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sum(final int field) {
        return kills.stream().mapToLong(kill -> Long.parseLong(kill[field])).sum();
    }

    long lost() {
        return sum(LOST);
    }

    long idsTwice() {
        return sum(TWICE);
    }

    /** The line that says it all. */
    String summary() {
        final long[] times =
            kills.stream().mapToLong(kill -> Long.parseLong(kill[RECOVERY])).filter(ms -> ms >= 0).sorted().toArray();
        return String.format(Locale.ROOT,
            "kills %,d, acknowledged records lost %d, order ids used twice %d, recoveries p50/max %d/%d ms", count(),
            lost(), idsTwice(), times.length == 0 ? 0 : times[times.length / 2],
            times.length == 0 ? 0 : times[times.length - 1]);
    }
}
