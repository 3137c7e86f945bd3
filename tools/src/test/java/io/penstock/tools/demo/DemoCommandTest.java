package io.penstock.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.journal.JournalInfo;
import io.penstock.journal.RecordPlace;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its user sees it, and every command on the journal it leaves. */
class DemoCommandTest {
    @TempDir
    private static Path directory;
    private static Path journal;
    private static Terminal demo;

    @BeforeAll
    static void runTheDemo() {
        journal = directory.resolve("demo");
        demo = Terminal.run("demo", "--rate", "200000", "--journal", journal.toString());
    }

    private static String sha256(final String text) {
        final Matcher matcher = Pattern.compile("sha256 ([0-9a-f]{64})").matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Test
    void shouldPrintADozenLinesAndReplayIdenticallyWhenDemoRuns() {
        assertEquals(ExitCodes.OK, demo.exitCode(), demo.err());
        final String[] lines = demo.out().split("\n");
        assertTrue(lines.length >= 8 && lines.length <= 14, demo.out());
        assertTrue(lines[0].matches("events   [0-9,]+ journaled, [0-9,]+ outputs"), demo.out());
        assertTrue(demo.out().contains("PENUSDT ") && demo.out().contains("STKUSDT "), demo.out());
        assertTrue(demo.out().contains("publish to decision, warm, journal on: p50 "), demo.out());
        assertTrue(demo.out().contains("identical: yes ("), demo.out());
        assertTrue(demo.out().contains("./penstock explain --journal " + journal + " --last"), demo.out());
    }

    /** Golden: any change of what the engine decides on this market, on any JDK, shows here first. */
    @Test
    void shouldDecideWhatItAlwaysDecidedOnTheSameMarket() {
        assertEquals("16449355eb02611ecf078f8155451ad43c70335ec751de8f88bc47330c43c0aa", sha256(demo.out()));
    }

    @Test
    void shouldDoRealWorkWhenDemoRuns() throws IOException {
        final Terminal run = Terminal.run("demo", "--rate", "200000", "--json");
        final JsonNode result = new ObjectMapper().readTree(run.out());
        assertTrue(result.get("identical").asBoolean());
        assertEquals(sha256(demo.out()), result.get("sha256").asText(), "the seed alone decides");
        assertTrue(result.get("denials").size() >= 3, run.out());
        for (final JsonNode instrument : result.get("instruments")) {
            assertTrue(instrument.get("buyFills").asLong() > 0 && instrument.get("sellFills").asLong() > 0, run.out());
            assertTrue(instrument.get("partialFills").asLong() > 0, run.out());
            assertTrue(instrument.get("expired").asLong() > 0, run.out());
            assertTrue(instrument.get("denied").asLong() > 0, run.out());
        }
        assertTrue(result.get("alerts").asLong() >= 2, "a gap and its resync");
    }

    @Test
    void shouldGiveTheSameOutputsWhenTheJournalIsBacktestedWithTheSameConfiguration() {
        final Terminal backtest = Terminal.run("backtest", "--journal", journal.toString(),
            "--config", Home.config().resolve("demo.toml").toString());
        assertEquals(ExitCodes.OK, backtest.exitCode(), backtest.err());
        assertEquals(sha256(demo.out()), sha256(backtest.out()), "paper = backtest");
        final Terminal verify = Terminal.run(
            "verify", "--journal", journal.toString(), "--run", journal.resolve("backtest").toString());
        assertTrue(verify.out().startsWith("identical: yes ("), verify.out());
    }

    @Test
    void shouldExplainTheLastRefusal() {
        final Terminal explain = Terminal.run("explain", "--journal", journal.toString(), "--refused");
        assertEquals(ExitCodes.OK, explain.exitCode(), explain.err());
        for (final String part : new String[] {"input    ", "book     ", "features", "entry_score", "check  ", "DENIES",
            "RiskDecision", "denial="}) {
            assertTrue(explain.out().contains(part), part + " in\n" + explain.out());
        }
    }

    @Test
    void shouldExplainAnOrderWithItsLaterLife() throws IOException {
        final Terminal last = Terminal.run("explain", "--journal", journal.toString(), "--last", "--json");
        final JsonNode decision = new ObjectMapper().readTree(last.out());
        String order = null;
        for (final JsonNode output : decision.get("outputs")) {
            order = output.path("kind").asText().equals("OrderCommand") ? output.get("clientOrderId").asText() : order;
        }
        if (order == null) {
            order = "1099511627777";
        }
        final Terminal explain = Terminal.run("explain", "--journal", journal.toString(), "--order", order);
        assertEquals(ExitCodes.OK, explain.exitCode(), explain.err());
        assertTrue(explain.out().contains("life of the order") && explain.out().contains("OrderCommand"));
    }

    @Test
    void shouldSayWhatIsWrongWhenAskedForWhatIsNotThere() {
        final String where = journal.toString();
        says("there is no journal", "backtest", "--journal", where + "-missing");
        says("there is no run", "verify", "--journal", where, "--run", where + "-missing");
        says("the run has no such decision", "explain", "--journal", where, "--order", "5");
        says("'x5' is no client order id", "explain", "--journal", where, "--order", "x5");
        says("the journal has no sequence 99999999", "explain", "--journal", where, "--seq", "99999999");
        says("the journal has no instrument PENUSD", "book", "--journal", where, "--instrument", "PENUSD");
        says("the journal ends at sequence", "book", "--journal", where, "--instrument", "PENUSDT", "--at", "99999999");
        says("the book of PENUSDT is INVALID", "book", "--journal", where, "--instrument", "PENUSDT", "--at", "3");
        says("the directory is not empty", "demo", "--journal", where);
        says("--rate is not positive", "demo", "--rate", "0");
        says("the directory is not empty and holds no run", "backtest", "--journal", where, "--out", where);
    }

    private static void says(final String expected, final String... arguments) {
        final Terminal run = Terminal.run(arguments);
        assertEquals(ExitCodes.REFUSED, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertTrue(run.err().contains("where: ") && run.err().contains("right: "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @Test
    void shouldNameTheSequenceWhenAByteOfTheInputIsFlipped() throws IOException {
        final Path copy = copyOf(journal, "flipped-input");
        flip(copy, 12_345);
        for (final String[] command : new String[][] {
            {"journal", "check", "--journal", copy.toString()}, {"verify", "--journal", copy.toString()},
            {"backtest", "--journal", copy.toString()}}) {
            final Terminal run = Terminal.run(command);
            assertEquals(ExitCodes.BAD_ANSWER, run.exitCode(), run.out() + run.err());
            assertTrue((run.out() + run.err()).contains("12345"), run.out() + run.err());
        }
    }

    @Test
    void shouldShowBothVersionsWhenAnOutputDiffers() throws IOException {
        final Terminal verify = Terminal.run("verify", "--journal", journal.toString(), "--run",
            otherRun().toString());
        assertEquals(ExitCodes.BAD_ANSWER, verify.exitCode(), verify.err());
        assertTrue(verify.out().contains("identical: no, output "), verify.out());
        assertTrue(verify.out().contains("recorded:") && verify.out().contains("derived now:"), verify.out());
    }

    /** A run of another market under the same name: its outputs are not what this journal's inputs make. */
    private static Path otherRun() {
        final Path other = directory.resolve("other");
        assertEquals(ExitCodes.OK,
            Terminal.run("demo", "--rate", "200000", "--seed", "8", "--journal", other.toString()).exitCode());
        return other.resolve("output");
    }

    private static Path copyOf(final Path from, final String name) throws IOException {
        final Path to = directory.resolve(name);
        try (var files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                final Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    private static void flip(final Path log, final long sequence) throws IOException {
        final RecordPlace place = JournalInfo.locate(log, sequence);
        try (RandomAccessFile file = new RandomAccessFile(place.file().toFile(), "rw")) {
            final long at = place.offset() + place.length() - 1;
            file.seek(at);
            final int value = file.read();
            file.seek(at);
            file.write(value ^ 1);
        }
    }
}
