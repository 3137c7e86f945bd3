package io.penstock.tools.regime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.SplittableRandom;

/** Candle files for tests: hours of a market that rises, falls, rests and rages in turn. */
public final class CandleWriter {
    private static final LocalDateTime BEGIN = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final double[] DRIFTS = {0.0012, 0, -0.0012, 0};
    private static final double[] MOVEMENTS = {0.006, 0.003, 0.006, 0.02};
    private static final int MOOD_HOURS = 400;

    private CandleWriter() {
    }

    /** The first hours of a story that the seed tells; fewer hours are a prefix of more. */
    public static Path write(final Path file, final long seed, final int hours) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        final StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\n");
        double price = 10_000;
        for (int i = 0; i < hours; i++) {
            final int mood = i / MOOD_HOURS % DRIFTS.length;
            final double open = price;
            price = open * Math.exp(DRIFTS[mood] + MOVEMENTS[mood] * (2 * random.nextDouble() - 1));
            final double wick = MOVEMENTS[mood] * random.nextDouble() / 2;
            text.append(BEGIN.plusHours(i).toString().replace('T', ' ')).append(":00").append(String.format(Locale.ROOT,
                ",%.2f,%.2f,%.2f,%.2f,%.3f%n", open, Math.max(open, price) * (1 + wick) + 0.01,
                Math.min(open, price) * (1 - wick) - 0.01, price, 1 + 100 * random.nextDouble()));
        }
        return Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
