package io.penstock.tools.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Regime;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.event.RegimeChangedDecoder;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.port.Records;
import io.penstock.engine.regime.HmmModel;
import io.penstock.engine.regime.Overlays;
import io.penstock.engine.regime.RegimeDetector;
import io.penstock.gateways.capture.SharedData;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock regime train} and {@code label} as a user meets them. */
class RegimeCommandsTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long BEGIN = 1_704_067_200_000_000_000L;
    private static final int HOURS = 3_000;

    @TempDir
    private static Path directory;
    private static Path candles;
    private static Path model;

    @BeforeAll
    static void trainOnce() throws IOException {
        candles = CandleWriter.write(directory.resolve("hours.csv"), 1, HOURS);
        model = directory.resolve("model.hmm");
        train("--restarts", "2", "--out", model.toString());
    }

    private static Terminal train(final String... more) {
        return run("train", more);
    }

    private static Terminal run(final String command, final String... more) {
        final String[] all = new String[4 + more.length];
        all[0] = "regime";
        all[1] = command;
        all[2] = "--candles";
        all[3] = candles.toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return Terminal.run(all);
    }

    private static List<String> label(final Path bars, final String... more) throws IOException {
        final Path out = directory.resolve("labels-" + System.nanoTime() + ".csv");
        final String[] all = new String[6 + more.length];
        System.arraycopy(new String[] {"regime", "label", "--candles", bars.toString(), "--out", out.toString()}, 0,
            all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        final Terminal terminal = Terminal.run(all);
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        assertTrue(terminal.out().endsWith("kept in " + out + System.lineSeparator()), terminal.out());
        return Files.readAllLines(out);
    }

    private static void refused(
        final Terminal terminal, final String what, final String where, final String right) {
        assertEquals("penstock: " + what + "\n  where: " + where + "\n  right: " + right + System.lineSeparator(),
            terminal.err());
        assertEquals(ExitCodes.REFUSED, terminal.exitCode());
        assertEquals("", terminal.out());
    }

    @Test
    void shouldWriteTheSameModelWhenItIsTrainedAgain() throws IOException {
        final Path again = directory.resolve("deep/again.hmm");
        final Terminal terminal = train("--restarts", "2", "--out", again.toString());
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        assertEquals(Files.readString(model), Files.readString(again));
        final HmmModel parsed = HmmModel.parse(Files.readString(again));
        assertEquals(4, parsed.states());
        assertEquals("1h", parsed.timeframe().text());
        final List<String> lines = terminal.out().lines().toList();
        assertEquals("bars        2,928 of 1h, 2024-01-04T01:00Z to 2024-05-05T00:00Z", lines.get(0));
        assertEquals("features    return72, range72", lines.get(1));
        assertTrue(lines.get(2).matches("likelihood  -?[\\d.]+ \\(log\\), BIC -?[\\d.]+, AIC -?[\\d.]+ with 31 free"
            + " numbers"), lines.get(2));
        assertTrue(lines.get(3).matches("training    restart \\d of 2, \\d+ rounds, converged"), lines.get(3));
        assertTrue(lines.get(4).matches("state +regime +share +dwell +return72 +deviation +range72 +deviation"),
            lines.get(4));
        assertTrue(lines.get(5).startsWith("0      bear"), lines.get(5));
        assertTrue(lines.get(8).startsWith("3      bull"), lines.get(8));
        assertEquals("kept in     " + again + ", sha256 " + parsed.hash(), lines.get(9));
    }

    @Test
    void shouldSayTheSameAsJsonWhenAsked() throws IOException {
        final Terminal trained = train("--states", "2", "--features", "return24, range24", "--regimes", "volatile,BULL",
            "--restarts", "1", "--seed", "9", "--out", directory.resolve("two.hmm").toString(), "--json");
        final JsonNode fields = new ObjectMapper().readTree(trained.out());
        assertEquals(11, fields.get("freeNumbers").asInt());
        assertEquals(2, fields.get("states").size());
        assertEquals("volatile", fields.get("states").get(0).get("regime").asText());
        assertEquals("bull", fields.get("states").get(1).get("regime").asText());
        assertTrue(fields.get("states").get(0).get("return24").get("mean").asDouble()
            < fields.get("states").get(1).get("return24").get("mean").asDouble());
        assertEquals(fields.get("aic").asDouble(),
            22 - 2 * fields.get("logLikelihood").asDouble(), 1e-6);
        assertEquals(fields.get("bic").asDouble(), 11 * Math.log(fields.get("bars").asInt())
            - 2 * fields.get("logLikelihood").asDouble(), 1e-6);
        final JsonNode labels = new ObjectMapper().readTree(run("label", "--json").out());
        assertEquals(HOURS, labels.get("bars").asInt());
        assertEquals(720, labels.get("notReady").asInt());
        double share = 0;
        for (final JsonNode regime : labels.get("regimes")) {
            share += regime.get("share").asDouble();
        }
        assertEquals(1, share, 1e-9);
        assertTrue(labels.get("regimes").get(0).get("share").asDouble() > 0.1, labels.toString());
        assertTrue(labels.get("regimes").get(1).get("share").asDouble() > 0.1, labels.toString());
    }

    /** A label must not change when more bars come: the file of a part is the beginning of the file of the whole. */
    @Test
    void shouldLabelAPrefixLikeTheWholeWhenBarsAreMissingAtTheEnd() throws IOException {
        for (final String[] more : new String[][] {{}, {"--model", model.toString()}}) {
            final List<String> whole = label(candles, more);
            assertEquals(HOURS + 1, whole.size());
            for (final int hours : new int[] {2, 722, 2_999}) {
                final Path part = CandleWriter.write(directory.resolve("part.csv"), 1, hours);
                assertEquals(whole.subList(0, hours + 1), label(part, more));
            }
        }
    }

    @Test
    void shouldTellOnlyTheRangeWhenOneIsGivenAndWarmUpBefore() throws IOException {
        final List<String> whole = label(candles);
        final List<String> range = label(candles, "--from", "2024-02-10", "--to", "2024-02-11T06:00Z");
        assertEquals(31, range.size());
        assertTrue(range.get(1).startsWith("2024-02-10T01:00Z,"), range.get(1));
        assertTrue(range.get(30).startsWith("2024-02-11T06:00Z,"), range.get(30));
        assertEquals(whole.subList(40 * 24 + 1, 40 * 24 + 31), range.subList(1, 31));
    }

    /** The labels are those of the detector of the fold, to the last bit. */
    @Test
    void shouldTellWhatTheDetectorTells() throws IOException {
        final List<String> labels = label(candles, "--model", model.toString());
        assertEquals("time,close,regime,confidence,bull,bear,sideways,volatile,breakout,rules_bull,rules_bear,"
            + "rules_sideways,rules_volatile,rules_breakout,model_bull,model_bear,model_sideways,model_volatile,"
            + "model_breakout", labels.get(0));
        final RegimeConfig config = RegimeConfig.defaults().withModel(
            HmmModel.parse(Files.readString(model)).text());
        final RegimeDetector detector = new RegimeDetector(config, new Overlays(List.of()));
        final List<String> rows = Files.readAllLines(candles);
        final BarSample bar = new BarSample();
        for (int i = 1; i < rows.size(); i++) {
            final String[] row = rows.get(i).split(",");
            detector.onBar(bar.of(Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3]),
                Double.parseDouble(row[4]), Double.parseDouble(row[5])), BEGIN + i * HOUR);
            final String[] told = labels.get(i).split(",", -1);
            assertEquals(Double.parseDouble(row[4]), Double.parseDouble(told[1]));
            assertEquals(detector.regime().word(), told[2]);
            assertEquals(detector.ready() ? "" + detector.confidence() : "", told[3]);
            assertEquals(detector.ready() ? "" + detector.probability(Regime.BEAR) : "", told[5]);
            assertEquals(detector.ready() ? "" + detector.rules(Regime.SIDEWAYS) : "", told[11]);
            assertEquals(i > 72 ? "" + detector.hmm(Regime.BULL) : "", told[14]);
        }
    }

    @Test
    void shouldLabelAJournalLikeItsCandlesAndLikeARunWhenTheyAreImported() throws IOException {
        final Path journal = directory.resolve("journal");
        final Path hours = CandleWriter.write(directory.resolve("journaled.csv"), 1, 1_800);
        final Terminal imported = Terminal.run("import", "--candles", "binance-spot:BTCUSDT=" + hours, "--journal",
            journal.toString());
        assertEquals(ExitCodes.OK, imported.exitCode(), imported.err());
        final Path out = directory.resolve("journal.csv");
        final Terminal terminal = Terminal.run("regime", "label", "--journal", journal.toString(), "--out",
            out.toString(), "--set", "regime.model=" + model);
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        assertEquals(label(hours, "--model", model.toString()), Files.readAllLines(out));
        refused(Terminal.run("regime", "label", "--journal", journal.toString(), "--instrument", "BTCUSD"),
            "the journal has no instrument BTCUSD", "--instrument BTCUSD",
            "the nearest is binance-spot:BTCUSDT; there are binance-spot:BTCUSDT");
        assertEquals(changes(Files.readAllLines(out)), told(journal));
    }

    /** Lines at which the regime is another one, as a run tells them: when, what before, what now, how sure. */
    private static List<String> changes(final List<String> labels) {
        final List<String> changes = new ArrayList<>();
        String before = "unknown";
        for (final String line : labels.subList(1, labels.size())) {
            final String[] cells = line.split(",");
            if (!cells[2].equals(before)) {
                changes.add(cells[0] + " " + before + " " + cells[2] + " " + cells[3]);
                before = cells[2];
            }
        }
        assertTrue(changes.size() > 2, changes.toString());
        return changes;
    }

    /** What a backtest of that journal tells of regimes. */
    private static List<String> told(final Path journal) {
        final Path run = directory.resolve("run");
        final Terminal terminal = Terminal.run("backtest", "--journal", journal.toString(), "--out", run.toString(),
            "--set", "regime.model=" + model);
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        final List<String> told = new ArrayList<>();
        final RegimeChangedDecoder event = new RegimeChangedDecoder();
        try (JournalReader reader = JournalReader.open(run, LogKind.OUTPUT)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == RegimeChangedDecoder.TEMPLATE_ID) {
                        event.wrap(buffer, offset + Records.HEADER_LENGTH, RegimeChangedDecoder.BLOCK_LENGTH,
                            RegimeChangedDecoder.SCHEMA_VERSION);
                        told.add(BarOptions.text(event.sinceNs()) + " " + Regime.of(event.previousRegime()).word() + " "
                            + Regime.of(event.regime()).word() + " "
                            + Double.longBitsToDouble(event.confidenceBits()));
                    }
                });
            }
        }
        return told;
    }

    @Test
    void shouldSayWhatIsWrongAndWhatWouldBeRight() throws IOException {
        refused(Terminal.run("regime"), "which regime command is missing", "penstock regime",
            "penstock regime train, label or study");
        refused(Terminal.run("regime", "label"), "no bars are named", "--candles, --journal",
            "one of --candles FILE and --journal DIR");
        refused(run("label", "--journal", "x"), "bars are named twice", "--candles, --journal",
            "one of --candles FILE and --journal DIR");
        refused(run("label", "--instrument", "BTCUSDT"), "a candle file has only one market", "--instrument BTCUSDT",
            "--instrument together with --journal");
        refused(run("label", "--timeframe", "30m"), "no bars of 30m can be made of candles of 1h", candles.toString(),
            "--timeframe with a multiple of 1h");
        refused(run("label", "--timeframe", "7h"), "there are no such bars", "--timeframe 7h",
            "an interval divides a day into whole parts of a second or more, 25200000000000 ns does not");
        refused(run("label", "--from", "soon"), "'soon' is no date", "--from",
            "e.g. 2024-01-31 or 2024-01-31T06:00, UTC");
        refused(run("label", "--from", "2030-01-01"), "there is no bar of 1h in the range", candles.toString(),
            "--from and --to within the bars, or another --timeframe");
        refused(run("label", "--model", model.toString(), "--timeframe", "4h"),
            "the model was trained on bars of 1h", "--timeframe 4h", "no --timeframe, or a model of such bars");
        final Path missing = directory.resolve("missing.hmm");
        refused(run("label", "--model", missing.toString()), "the model cannot be read: " + missing, missing.toString(),
            "--model with a file of penstock regime train");
        refused(run("label", "--model", candles.toString()), "model, it begins with"
            + " 'open_time,open,high,low,close,volume', not with penstock-hmm 1; penstock regime train writes one",
            candles.toString(), "a file of penstock regime train, unchanged");
        final String out = directory.resolve("none.hmm").toString();
        refused(train("--states", "17", "--out", out), "a model has 1 to 16 states", "--states 17",
            "a number from 1 to 16");
        refused(train("--restarts", "0", "--out", out), "a training begins 1 to 1000 times", "--restarts 0",
            "a number from 1 to 1000");
        refused(train("--features", "return,wind", "--out", out), "there is no such feature", "--features return,wind",
            "'wind' is no feature; return, absolute and range are, each with a number of bars behind it or none");
        refused(train("--regimes", "bull,bear", "--out", out), "there are 2 regimes for 4 states",
            "--regimes bull,bear", "as many as --states");
        refused(train("--regimes", "bull,up", "--out", out), "'up' is no regime a state can mean",
            "--regimes bull,up", "bull, bear, sideways, volatile, breakout");
        refused(train("--to", "2024-01-20", "--out", out), "there are 384 bars of 1h to learn from, 4 states with 2"
            + " features need 775", candles.toString(), "more bars, a shorter --timeframe, fewer --states or"
            + " --features");
        final Path flat = directory.resolve("flat.csv");
        final StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = 0; i < 500; i++) {
            text.append(1_704_067_200L + 3_600L * i).append(",1,1,1,1,0\n");
        }
        Files.writeString(flat, text);
        refused(Terminal.run("regime", "train", "--candles", flat.toString(), "--states", "1", "--features", "return",
            "--out", out), "return is the same in all bars", flat.toString(), "bars in which the price moves");
        assertTrue(Files.notExists(Path.of(out)));
    }

    @Test
    void shouldKeepTheFileThatWasThereWhenLabelsAreRefused() throws IOException {
        final Path old = Files.writeString(directory.resolve("old.csv"), "mine");
        refused(run("label", "--from", "2030-01-01", "--out", old.toString()), "there is no bar of 1h in the range",
            candles.toString(), "--from and --to within the bars, or another --timeframe");
        refused(run("label", "--timeframe", "30m", "--out", old.toString()),
            "no bars of 30m can be made of candles of 1h", candles.toString(), "--timeframe with a multiple of 1h");
        assertEquals("mine", Files.readString(old));
        final Path nowhere = directory.resolve("no/such/labels.csv");
        assertTrue(run("label", "--out", nowhere.toString()).err().startsWith("penstock: the labels cannot be"
            + " written: "));
        try (var files = Files.list(directory)) {
            assertEquals(List.of(), files.filter(x -> x.toString().endsWith(".part")).toList());
        }
    }

    @Test
    void shouldRefuseToWriteOverWhatIsReadWhenOutNamesIt() throws IOException {
        final Path self = CandleWriter.write(directory.resolve("self.csv"), 1, 900);
        final String text = Files.readString(self);
        final Path link = Files.createSymbolicLink(directory.resolve("link.csv"), self);
        final String what = "the result would be written over what is read";
        final String right = "--out with a file of its own";
        for (final Path out : List.of(self, link)) {
            refused(Terminal.run("regime", "label", "--candles", self.toString(), "--out", out.toString()), what,
                "--out " + out, right);
            refused(Terminal.run("regime", "train", "--candles", self.toString(), "--out", out.toString()), what,
                "--out " + out, right);
        }
        assertEquals(text, Files.readString(self));
        final String kept = Files.readString(model);
        refused(run("label", "--model", model.toString(), "--out", model.toString()), what, "--out " + model, right);
        assertEquals(kept, Files.readString(model));
    }

    /** The path of the model stands in the settings once and its text later; both are told by where they were set. */
    @Test
    void shouldRefuseTheConfigurationWhenTheModelIsOfOtherBars() {
        final String[] set = {"--set", "regime.model=" + model, "--set", "regime.timeframe=4h"};
        for (final String[] command : new String[][] {{"backtest", "--journal", "none"}, {"strategies"}}) {
            final String[] words = new String[command.length + set.length];
            System.arraycopy(command, 0, words, 0, command.length);
            System.arraycopy(set, 0, words, command.length, set.length);
            final Terminal terminal = Terminal.run(words);
            refused(terminal, "the configuration has a fault; nothing was started", "--set regime.timeframe "
                + " regime.timeframe = \"4h\" (--set regime.timeframe), but the model of regime.model"
                + " (--set regime.model) was trained on bars of 1h: write regime.timeframe = \"1h\", or a model of"
                + " bars of 4h", "mend the line; every key, unit, range and default is in docs/configuration.md");
        }
        assertEquals(ExitCodes.OK, Terminal.run("strategies", "--set", "regime.model=" + model, "--set",
            "regime.timeframe=4h", "--set", "regime.enabled=false").exitCode());
    }

    @Test
    void shouldSayInWordsWhenAModelIsNone() throws IOException {
        final String text = Files.readString(model).strip();
        final String hash = text.substring(text.length() - 64);
        final String right = "a file of penstock regime train, unchanged";
        final Path bytes = Files.write(directory.resolve("bytes.hmm"), new byte[] {(byte) 0xC3, 0, (byte) 0xFF, 7});
        final Path junk = Files.writeString(directory.resolve("junk.hmm"), text + "\njunk\n");
        final Path hand = Files.writeString(directory.resolve("hand.hmm"), text.replace("bull", "volatile"));
        final String none = "model, it is no text; penstock regime train writes one";
        final String more = "model, there is more behind sha256: 'junk'";
        refused(run("label", "--model", bytes.toString()), none, bytes.toString(), right);
        refused(run("label", "--model", junk.toString()), more, junk.toString(), right);
        final Terminal changed = run("label", "--model", hand.toString());
        assertTrue(changed.err().startsWith("penstock: model, sha256: it says " + hash + ", but its text has "));
        assertTrue(changed.err().endsWith("right: " + right + "; or, if the change is meant, with the second hash"
            + System.lineSeparator()), changed.err());
        assertTrue(Terminal.run("strategies", "--set", "regime.model=" + bytes).err().contains(none));
        assertTrue(Terminal.run("strategies", "--set", "regime.model=" + junk).err().contains(more));
    }

    @Test
    void shouldSayThatMoreBarsAreNeededWhenNoLabelIsKnown() throws IOException {
        final Path few = CandleWriter.write(directory.resolve("few.csv"), 1, 199);
        final Terminal terminal = Terminal.run("regime", "label", "--candles", few.toString());
        assertEquals("bars    199 of 1h, 2024-01-01T01:00Z to 2024-01-09T07:00Z\n"
            + "ready   after none of them: the regime needs more bars, in the range or before it\n", terminal.out());
    }

    /** What the whole is for: five years of recorded hours. */
    @Test
    void shouldFindBullBearAndCalmWhenRecordedHoursAreTrained() throws IOException {
        final Path hours = SharedData.root().resolve("ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz");
        assumeTrue(Files.exists(hours), "recorded bars are not at hand");
        final Path trained = directory.resolve("recorded.hmm");
        final Terminal terminal = Terminal.run("regime", "train", "--candles", hours.toString(), "--restarts", "1",
            "--timeframe", "4h", "--features", "return18,range18", "--out", trained.toString(), "--json");
        assertEquals(ExitCodes.OK, terminal.exitCode(), terminal.err());
        final JsonNode states = new ObjectMapper().readTree(terminal.out()).get("states");
        assertEquals("bear", states.get(0).get("regime").asText(), terminal.out());
        assertEquals("bull", states.get(3).get("regime").asText(), terminal.out());
        for (final JsonNode state : states) {
            assertTrue(state.get("dwellBars").asDouble() > 6, "states last longer than a day: " + state);
            assertTrue(state.get("share").asDouble() > 0.1, state.toString());
        }
    }
}
