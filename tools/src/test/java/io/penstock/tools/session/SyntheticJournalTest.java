package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.RunMode;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.journal.JournalInfo;
import io.penstock.journal.RecordPlace;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.replay.RunSummary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A seeded synthetic market through the whole ring host: what it decides is pinned, and every command is tried on the
 * journal it leaves.
 */
class SyntheticJournalTest {
    private static final long SEED = 7;
    private static final long OTHER_SEED = 8;
    /**
     * Limits so tight that a minute of market runs into several of them. No control of lag: this market comes as fast
     * as the ring takes it, and how full the ring was is the machine's.
     */
    private static final String LIMITS = """
        [risk]
        lag_reduce_rate = "1"
        lag_cancel_rate = "1"
        max_order_notional = "4000"
        max_position_notional = "4000"
        max_book_age_ms = 15
        max_open_orders = 2
        collar_rate = "0.0001"
        """;

    @TempDir
    private static Path directory;
    private static Path journal;
    private static Path limits;
    private static RunSummary summary;
    private static String sha256;

    @BeforeAll
    static void runTheMarket() throws IOException {
        journal = directory.resolve("synthetic");
        limits = Files.writeString(directory.resolve("limits.toml"), LIMITS);
        sha256 = run(journal, SEED);
    }

    /** Runs one market to its end; returns the hash of the outputs. */
    private static String run(final Path where, final long seed) {
        final Path config = Home.config();
        final Configuration configuration = ConfigLoader.with(Strategies.all()).file(config.resolve("penstock.toml"))
            .file(config.resolve("strategies.toml")).file(limits).load();
        final SyntheticConfig settings = SyntheticConfig.demo(seed);
        try (RingSession session = new RingSession(SessionSetup.of(where, configuration,
            Hosts.settings(configuration.host(), Runtime.getRuntime().availableProcessors(), true), RunMode.DEMO,
            "synthetic market, seed " + seed, settings.startTimeNs(), GatewayClock::new))) {
            final SyntheticMarket market = new SyntheticMarket(settings, new EventSource(1, false));
            long lastNs = 0;
            while (!market.done() && session.failure() == null) {
                lastNs = market.nextTimeNs();
                market.step(session.sink());
            }
            session.stop(lastNs);
            assertNull(session.failure());
            summary = session.summary();
            return session.outputLog().sha256();
        }
    }

    private static String sha256(final String text) {
        final Matcher matcher = Pattern.compile("sha256 ([0-9a-f]{64})").matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    /** Golden: any change of what the engine decides on this market, on any JDK, shows here first. */
    @Test
    void shouldDecideWhatItAlwaysDecidedOnTheSameMarket() {
        assertEquals("16fc3ca62e779ab5b52124dd056d327bbc12fc72dcb9320c0fe82d659e101b7c", sha256);
    }

    @Test
    void shouldDoRealWorkOnTheSyntheticMarket() {
        assertTrue(summary.denials().size() >= 3, summary.denials().toString());
        for (int id = 0; id < 2; id++) {
            final RunSummary.InstrumentSummary one = summary.of(id);
            assertTrue(one.buyFills > 0 && one.sellFills > 0 && one.partialFills > 0 && one.expired > 0
                && one.denied > 0, "instrument " + id);
        }
        assertTrue(summary.alerts() >= 2, "a gap and its resync");
    }

    @Test
    void shouldGiveTheSameOutputsWhenTheJournalIsBacktestedWithTheSameConfiguration() {
        final Terminal backtest = Terminal.run("backtest", "--journal", journal.toString(),
            "--config", limits.toString());
        assertEquals(ExitCodes.OK, backtest.exitCode(), backtest.err());
        assertEquals(sha256, sha256(backtest.out()), "paper = backtest");
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
        says("this is no time", "demo", "--duration", "5");
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
        final RunSummary kept = summary;
        run(other, OTHER_SEED);
        summary = kept;
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
