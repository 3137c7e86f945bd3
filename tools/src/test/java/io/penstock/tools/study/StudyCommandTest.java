package io.penstock.tools.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.api.RunMode;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.port.Records;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Dates;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.regime.CandleWriter;
import io.penstock.tools.replay.Backtest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock regime study} as a user meets it. */
class StudyCommandTest {
    private static final int HOURS = 2_400;

    @TempDir
    private static Path directory;
    private static Path candles;
    private static Path out;
    private static Terminal terminal;

    @BeforeAll
    static void studyOnce() throws IOException {
        candles = CandleWriter.write(directory.resolve("hours.csv"), 1, HOURS);
        out = directory.resolve("deep/study");
        terminal = study("--split", "2024-03-01", "--train-states", "2", "--out", out.toString(), "--set",
            "strategy.trend.adx_threshold=10");
    }

    private static Terminal study(final String... more) {
        final Stream<String> all = Stream.concat(Stream.of("regime", "study", "--candles",
            "binance-usdm:BTCUSDT=" + candles), Stream.of(more));
        return Terminal.run(all.toArray(String[]::new));
    }

    private static void refused(final Terminal said, final String what, final String where, final String right) {
        assertEquals("penstock: " + what + "\n  where: " + where + "\n  right: " + right + System.lineSeparator(),
            said.err());
        assertEquals(ExitCodes.REFUSED, said.exitCode());
        assertEquals("", said.out());
    }

    @Test
    void shouldSayWhatItFoundAndWhereItIsKept() {
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        final List<String> lines = terminal.out().lines().toList();
        assertEquals("2,400 bars, 2024-01-01T01:00Z to 2024-04-10T00:00Z; split at 2024-03-01T00:00Z. Costs: fee of a"
            + " taker 0.050 %, of a maker 0.020 %, spread 0.020 %.", lines.get(0));
        assertTrue(lines.get(1).matches("Signals stated and round trips made of them, ungated: momentum [\\d,]+ and"
            + " [\\d,]+, mean_reversion .* Signals of one wish are stated again, and those that forecast or costs"
            + " speak against are not traded\\."), lines.get(1));
        assertTrue(lines.get(2).startsWith("In sample, the gate raised the Sharpe ratio of "), lines.get(2));
        assertTrue(lines.get(3).startsWith("Out of sample, the gate raised the Sharpe ratio of "), lines.get(3));
        assertTrue(lines.get(4).matches("Of \\d+ pairs of strategy and regime with at least 30 round trips in each"
            + " part, \\d+ earned in both or lost in both; \\d+ more pairs have too few to say anything\\."));
        assertTrue(lines.get(5).startsWith("Out of sample and ungated, "), lines.get(5));
        assertTrue(lines.get(6).startsWith("Holding the instrument had a Sharpe ratio of "), lines.get(6));
        assertEquals("kept in " + out.resolve("regimes.md") + ", regimes.png, regimes.html", lines.get(7));
    }

    @Test
    void shouldWriteTablesAndSettingsWhenTheTextIsRead() throws IOException {
        final String text = Files.readString(out.resolve("regimes.md"));
        for (final String title : List.of("Regimes", "Transitions", "Strategies, ungated and gated",
            "Ungated, by regime at entry", "Gated, by regime at entry", "Reading", "How it was computed")) {
            assertTrue(text.contains("\n### " + title + "\n"), title);
        }
        assertTrue(text.contains("a hidden Markov model of 2 states (return72,range72) that was trained on the bars in"
            + " sample alone"), text);
        assertTrue(text.contains("mean_reversion in sideways; trend in bull, bear;"), text);
        assertTrue(text.contains("(0 orders were denied in all runs)"), text);
        assertTrue(text.contains("regimes = [\"bull\", \"bear\", \"volatile\", \"breakout\"]"), text);
        assertTrue(Files.readString(out.resolve("regimes.hmm")).contains("1h"));
    }

    @Test
    void shouldDrawAPictureWhenThereAreNoFonts() throws IOException {
        final BufferedImage picture = ImageIO.read(out.resolve("regimes.png").toFile());
        assertEquals(StudyPicture.WIDTH, picture.getWidth());
        assertEquals(StudyPicture.HEIGHT, picture.getHeight());
        final boolean[] seen = new boolean[6];
        boolean ink = false;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                final int colour = picture.getRGB(x, y) & 0xFFFFFF;
                ink |= colour == 0x23272E;
                for (int code = 0; code < seen.length; code++) {
                    seen[code] |= colour == RegimeColours.of(Regime.of(code));
                }
            }
        }
        assertTrue(ink);
        assertArrayEquals(new boolean[] {true, true, true, true, true, true}, seen);
    }

    @Test
    void shouldNeedNothingElseWhenThePageIsOpened() throws IOException {
        final String page = Files.readString(out.resolve("regimes.html"));
        for (final String banned : List.of("http:", "https:", "src=", "href=", "url(", "import ", "@POINTS@")) {
            assertFalse(page.contains(banned), banned);
        }
        assertFalse(page.matches("(?s).*@[A-Z]+@.*"), "a place of the template was left");
        assertTrue(page.contains("<h1>Regimes of binance-usdm:BTCUSDT, 1h</h1>"));
        final String points = page.substring(page.indexOf("const raw = [") + 13, page.indexOf("];", page.indexOf(
            "const raw = [")));
        final String[] numbers = points.split(",");
        assertEquals(5 * HOURS, numbers.length);
        long seconds = 0;
        for (int i = 0; i < numbers.length; i += 5) {
            seconds += Long.parseLong(numbers[i]);
            assertTrue(Double.parseDouble(numbers[i + 1]) <= Double.parseDouble(numbers[i + 3]));
            assertTrue(Double.parseDouble(numbers[i + 2]) >= Double.parseDouble(numbers[i + 3]));
        }
        assertEquals(Dates.parse("", "2024-04-10") / 1_000_000_000L, seconds);
    }

    /** The whole way through a journal: labels are those of the label command, sums those of the account. */
    @Test
    void shouldSayWhatLabelsAndAccountSayWhenARunIsWatched() throws IOException {
        final Path journal = directory.resolve("journal");
        assertEquals(ExitCodes.OK, Terminal.run("import", "--candles", "BTCUSDT=" + candles, "--journal",
            journal.toString()).exitCode());
        final StudyMarket market = StudyMarket.of(journal, "BTCUSDT");
        assertTrue(market.spot());
        final BarSpec hour = BarSpec.parse("1h");
        final RunWatch watch = new RunWatch(market, hour);
        final EquityMarkDecoder mark = new EquityMarkDecoder();
        final double[] worst = {0, 0};
        final StudyConfig settings = new StudyConfig(() -> ConfigLoader.with(Strategies.all()).directory(Home.config(),
            RunMode.BACKTEST), market, hour, new Gates(List.of(), true), null);
        Backtest.listen(journal, settings.of("momentum", false).load(), (record, offset, length) -> {
            watch.publish(record, offset, length);
            if (Records.templateId(record, offset) == EquityMarkDecoder.TEMPLATE_ID) {
                mark.wrap(record, offset + Records.HEADER_LENGTH, EquityMarkDecoder.BLOCK_LENGTH,
                    EquityMarkDecoder.SCHEMA_VERSION);
                if (mark.instrumentId() == -1) {
                    worst[0] = Math.max(worst[0], Math.abs(mark.equity() / 1e8 - StudyConfig.CAPITAL - watch.total()));
                    worst[1]++;
                }
            }
        });
        assertTrue(watch.trips().size() > 5, watch.trips().size() + " round trips");
        assertTrue(worst[1] > 100, worst[1] + " marks");
        assertTrue(worst[0] < 5, "the account says " + worst[0] + " else; mid and close differ by less than a tick");
        final Path labels = directory.resolve("labels.csv");
        assertEquals(ExitCodes.OK, Terminal.run("regime", "label", "--candles", candles.toString(), "--out",
            labels.toString()).exitCode());
        final List<String> rows = Files.readAllLines(labels);
        assertEquals(rows.size() - 1, watch.history().count());
        for (int bar = 0; bar < watch.history().count(); bar++) {
            final String[] cells = rows.get(bar + 1).split(",");
            assertEquals(cells[0], Dates.text(watch.history().endNs(bar)));
            assertEquals(cells[2], watch.history().regime(bar).word(), cells[0]);
        }
    }

    @Test
    void shouldSayWhatIsWrongAndWhatWouldBeRight() {
        final String to = directory.resolve("none").toString();
        refused(Terminal.run("regime", "study", "--split", "2024-03-01", "--out", to), "no bars are named",
            "--candles, --journal", "one of --candles SYMBOL=FILE and --journal DIR");
        refused(study("--journal", "x", "--split", "2024-03-01", "--out", to), "bars are named twice",
            "--candles, --journal", "one of --candles SYMBOL=FILE and --journal DIR");
        refused(study("--model", "x", "--train-states", "2", "--split", "2024-03-01", "--out", to),
            "there are two models", "--model, --train-states", "one of them");
        refused(study("--split", "soon", "--out", to), "'soon' is no date", "--split",
            "e.g. 2024-01-31 or 2024-01-31T06:00, UTC");
        refused(study("--split", "2024-03-01", "--out", to, "--gate", "flash=bull"),
            "the gate names no strategy of the study", "--gate flash=bull",
            "STRATEGY=REGIME,REGIME with one of momentum, mean_reversion, trend, breakout");
        refused(study("--split", "2024-03-01", "--out", to, "--gate", "trend=calm"), "'calm' is no regime",
            "--gate trend=calm", "bull, bear, sideways, volatile, breakout");
        refused(study("--split", "2024-03-01", "--out", to, "--train-states", "17"), "a model has 1 to 16 states",
            "--train-states 17", "a number from 1 to 16");
        final Terminal bars = study("--split", "2024-03-01", "--out", to, "--timeframe", "2x");
        assertTrue(bars.err().startsWith("penstock: there are no such bars\n  where: --timeframe 2x\n  right: "),
            bars.err());
        refused(study("--split", "2025-01-01", "--out", to), "the split leaves nothing on one side",
            "--split 2025-01-01T00:00Z", "a moment between 2024-01-01T01:00Z and 2024-04-10T00:00Z");
        refused(study("--split", "2024-03-01", "--out", to, "--instrument", "ETHUSDT"),
            "the journal has no instrument ETHUSDT", "--instrument ETHUSDT", "the nearest is binance-usdm:BTCUSDT");
        refused(study("--split", "2024-03-01", "--out", candles.toString()), "the study cannot be written: "
            + candles, candles.toString(), "--out with a directory that can be written");
    }

    @Test
    void shouldLeaveFallingMarketsOutOfTheUsualGatesWhenNothingIsEverShort() {
        final Gates spot = new Gates(List.of(), true);
        assertEquals(List.of("bull", "breakout"), spot.words("momentum"));
        assertEquals(List.of("sideways"), spot.words("mean_reversion"));
        assertEquals(List.of("bull"), spot.words("trend"));
        assertEquals(List.of("bull", "volatile", "breakout"), spot.words("breakout"));
        assertEquals(List.of("bull", "bear"), new Gates(List.of(), false).words("trend"));
        assertEquals(List.of("bear", "volatile"), new Gates(List.of("trend=volatile, bear"), true).words("trend"));
    }
}
