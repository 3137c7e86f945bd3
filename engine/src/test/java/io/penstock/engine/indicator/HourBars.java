package io.penstock.engine.indicator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Five years of recorded hourly bars, when they are at hand. */
public final class HourBars {
    private static final String FILE = "data/ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz";

    /** Open, high, low, close, volume. */
    public record Row(double open, double high, double low, double close, double volume) {
        public BarSample into(final BarSample bar) {
            return bar.of(open, high, low, close, volume);
        }
    }

    private HourBars() {
    }

    public static List<Row> read() {
        final Path file = Path.of(System.getProperty("basedir", "."), "..", "..", "shared", FILE).normalize();
        assumeTrue(Files.exists(file), "recorded bars are not at hand: " + FILE);
        final List<Row> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                final String[] cells = line.split(",");
                rows.add(new Row(number(cells[1]), number(cells[2]), number(cells[3]), number(cells[4]),
                    number(cells[5])));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static double number(final String cell) {
        return Double.parseDouble(cell);
    }
}
