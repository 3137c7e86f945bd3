package io.penstock.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs = 5;

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Progress bar(final long total, final boolean enabled) {
        return new Progress("reading", total, "records", out, () -> nowNs, enabled);
    }

    @Test
    void shouldDrawNothingWhenWorkEndsWithinASecond() {
        try (Progress progress = bar(1_000, true)) {
            for (int i = 0; i <= 1_000; i++) {
                nowNs += 900_000;
                progress.update(i);
            }
        }
        assertEquals("", drawn());
    }

    @Test
    void shouldDrawShareRateAndRestWhenWorkIsLonger() {
        try (Progress progress = bar(1_000, true)) {
            nowNs += 2_000_000_000L;
            progress.update(500);
            assertEquals("\rreading [###############...............] 50 % 500 records, 250/s, 2 s left\u001b[K",
                drawn());
        }
        assertTrue(drawn().endsWith("\r\u001b[K"), "the bar is wiped at the end");
    }

    @Test
    void shouldDrawAtMostTenTimesASecondWhenUpdatedOften() {
        try (Progress progress = bar(0, true)) {
            for (int i = 0; i < 2_000_000; i++) {
                nowNs += 1_000;
                progress.update(i);
            }
        }
        final long draws = drawn().chars().filter(c -> c == '\r').count() - 1;
        assertTrue(draws >= 8 && draws <= 11, draws + " draws in the second after the first");
    }

    @Test
    void shouldDrawNothingWhenNotWanted() {
        try (Progress progress = bar(10, false)) {
            nowNs += 5_000_000_000L;
            progress.update(10);
        }
        assertEquals("", drawn());
        assertFalse(Progress.wanted("auto", false));
        assertFalse(Progress.wanted("off", true));
        assertTrue(Progress.wanted("auto", true));
        assertTrue(Progress.wanted("on", false));
    }
}
