package io.penstock.tools.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of a soak, and what its verdict looks at. The hour: {@code .ci/soak MINUTES DIR}. */
class SoakTest {
    private static final double MINUTE = 60;

    @TempDir
    private Path directory;

    private static Minute line(final int minute, final double heapMb, final long wrong, final long lost) {
        return new Minute(minute, 1_000L * minute, 2_000L * minute, heapMb, 1, 2, 30, 50, 100, wrong, 3, 4,
            2_000L * minute, lost, 5, 0, 6, 7, 8, 9, 0.5);
    }

    private static List<Minute> hour(final double mbPerMinute) {
        final List<Minute> lines = new ArrayList<>();
        for (int minute = 1; minute <= 60; minute++) {
            // a warm-up that grows, and noise afterwards
            lines.add(line(minute, minute <= 6 ? 20 + 10 * minute : 80 + mbPerMinute * minute + minute % 2, 0, 0));
        }
        return lines;
    }

    @Test
    void shouldPassWhenAFewSecondsWereSoaked() throws IOException {
        final Verdict verdict = new SoakRun(directory, 3, 0.5).run();
        assertTrue(verdict.passed(), verdict.toString());
        final List<String> lines = Files.readAllLines(directory.resolve("soak.csv"));
        assertEquals(Minute.COLUMNS, lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(lines.get(4).startsWith("verdict,pass: heap slope "), lines.get(4));
        assertFalse(Files.exists(directory.resolve("journal")));
    }

    @Test
    void shouldFailWhenSomethingGrowsIsLostOrIsWrong() {
        assertTrue(new Verdict(hour(0), MINUTE).passed(), new Verdict(hour(0), MINUTE).toString());
        final Verdict leak = new Verdict(hour(0.1), MINUTE);
        assertFalse(leak.passed());
        assertTrue(leak.toString().startsWith("FAIL: heap slope +5.94 MB/hour"), leak.toString());
        assertTrue(leak.toString().endsWith("; the heap grows"), leak.toString());
        for (final Minute bad : List.of(line(60, 80, 1, 0), line(60, 80, 0, 1))) {
            final List<Minute> lines = hour(0);
            lines.set(59, bad);
            assertFalse(new Verdict(lines, MINUTE).passed());
        }
    }
}
