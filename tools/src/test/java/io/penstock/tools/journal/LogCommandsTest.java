package io.penstock.tools.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on logs, over a real recorded session of three instruments. */
class LogCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAPTURE = "cryptofeed_spot_btc_eth_dot_20210404";
    private static final String OTHER = "cryptofeed_usdm_5sym_20210405";

    @TempDir
    private static Path directory;
    private static Path data;
    private static String journal;

    @BeforeAll
    static void importOnce() {
        final String named = System.getenv("PENSTOCK_SHARED");
        final Path shared = named == null ? Home.directory().resolve("../shared") : Path.of(named);
        data = shared.resolve("data").normalize();
        Assumptions.assumeTrue(Files.isDirectory(data.resolve("binance-raw")),
            "recorded data not found under " + shared + "; set PENSTOCK_SHARED");
        journal = imported("binance-spot", CAPTURE, "spot");
    }

    private static String imported(final String venue, final String capture, final String name) {
        final String target = directory.resolve(name).toString();
        final Terminal seen = Terminal.run("import", "--capture", venue + ":" + file(capture), "--journal", target);
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        assertTrue(seen.out().contains("receive stamps in seconds"), seen.out());
        return target;
    }

    private static String file(final String capture) {
        return data.resolve("binance-raw").resolve(capture + ".txt.gz").toString();
    }

    private static JsonNode book(final String log, final String instrument) throws IOException {
        final Terminal seen = Terminal.run("book", "--journal", log, "--instrument", instrument, "--json");
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        return JSON.readTree(seen.out());
    }

    private static void exact(final String log, final String capture, final String prefix) throws IOException {
        final JsonNode books = JSON.readTree(data.resolve("expected.json").toFile()).get(capture).get("books");
        assertTrue(books.size() >= 3);
        for (final var entry : books.properties()) {
            final JsonNode book = book(log, prefix + entry.getKey());
            assertEquals(entry.getValue().get("book_sha256"), book.get("sha256"), entry.getKey());
            assertEquals(entry.getValue().get("last_update_id").asLong(), book.get("lastUpdateId").asLong());
        }
    }

    @Test
    void shouldEqualTheReferenceWhenTheFinalBookIsPrinted() throws IOException {
        exact(journal, CAPTURE, "");
    }

    @Test
    void shouldKeepEveryBookWhenJournalsAreMerged() throws IOException {
        final String other = imported("binance-usdm", OTHER, "usdm");
        final String merged = directory.resolve("merged").toString();
        final Terminal seen = Terminal.run("journal", "merge", "--journal", journal, other, "--into", merged);
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        exact(merged, CAPTURE, "binance-spot:");
        exact(merged, OTHER, "binance-usdm:");
        assertEquals(ExitCodes.OK, Terminal.run("journal", "check", "--journal", merged).exitCode());
        final Terminal again = Terminal.run("journal", "merge", "--journal", journal, other, "--into", merged);
        assertEquals(ExitCodes.REFUSED, again.exitCode());
        assertTrue(again.err().contains("the target is there already"), again.err());
    }

    @Test
    void shouldNameTheFirstBadRecordWhenAByteIsFlipped() throws IOException {
        final Path copy = Files.createDirectory(directory.resolve("flipped"));
        try (var files = Files.newDirectoryStream(Path.of(journal))) {
            for (final Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        final JsonNode place = JSON.readTree(
            Terminal.run("journal", "info", "--journal", copy.toString(), "--seq", "777", "--json").out());
        try (RandomAccessFile file = new RandomAccessFile(place.get("file").asText(), "rw")) {
            final long at = place.get("offset").asLong() + place.get("length").asLong() - 1;
            file.seek(at);
            final int value = file.read();
            file.seek(at);
            file.write(value ^ 1);
        }
        final Terminal check = Terminal.run("journal", "check", "--journal", copy.toString());
        assertEquals(ExitCodes.BAD_ANSWER, check.exitCode());
        assertTrue(check.out().contains("sequence 777"), check.out());
        assertTrue(check.out().endsWith("damaged\n"), check.out());
        final Terminal dump = Terminal.run("dump", "--journal", copy.toString(), "--from", "770");
        assertEquals(ExitCodes.BAD_ANSWER, dump.exitCode());
        assertTrue(dump.err().contains("where: sequence 777"), dump.err());
        assertFalse(dump.err().contains("\tat "), dump.err());
    }

    @Test
    void shouldPrintARangeWhenALogIsDumped() throws IOException {
        final Terminal yaml = Terminal.run("dump", "--journal", journal, "--from", "1", "--to", "3");
        assertEquals(3, yaml.out().split("---\n").length, yaml.out());
        assertTrue(yaml.out().startsWith("InstrumentDefined: {\n  sequence: 1,\n"), yaml.out());
        final Terminal json = Terminal.run("dump", "--journal", journal, "--template", "Trade", "--json");
        final List<String> lines = json.out().lines().toList();
        assertTrue(lines.size() > 1_000, lines.size() + " trades");
        final JsonNode trade = JSON.readTree(lines.get(0));
        assertEquals("Trade", trade.get("template").asText());
        assertTrue(trade.get("aggressorSide").asText().matches("BUY|SELL"), lines.get(0));
        assertTrue(trade.has("priceDecimal"), lines.get(0));
    }

    private static void refused(final String expected, final String... arguments) {
        final Terminal seen = Terminal.run(arguments);
        assertEquals(ExitCodes.REFUSED, seen.exitCode(), seen.out() + seen.err());
        assertTrue(seen.err().contains(expected), seen.err());
    }

    @Test
    void shouldSayWhatIsWrongWhenArgumentsAre() throws IOException {
        final String none = directory.resolve("none").toString();
        refused("the nearest is binance-spot:BTCUSDT", "book", "--journal", journal, "--instrument", "BTCUST");
        refused("no snapshot yet, or a gap", "book", "--journal", journal, "--instrument", "BTCUSDT", "--at", "3");
        refused("there is no journal\n  where: " + none, "book", "--journal", none, "--instrument", "X");
        refused("the log ends before record 999999999", "dump", "--journal", journal, "--from", "999999999");
        refused("the nearest is Trade", "dump", "--journal", journal, "--template", "Trad");
        final Path empty = Files.createDirectory(directory.resolve("empty"));
        refused("no journal at", "journal", "check", "--journal", empty.toString());
        refused("unknown venue binanc-spot\n", "import", "--venue", "binanc-spot", "--capture", file(CAPTURE),
            "--journal", none);
        refused("the venue is missing", "import", "--capture", file(CAPTURE), "--journal", none);
        refused("there is no such capture", "import", "--venue", "binance-spot", "--capture", none, "--journal", none);
        refused("there is a journal already", "import", "--venue", "binance-spot", "--capture", file(CAPTURE),
            "--journal", journal);
        final Path text = Files.writeString(directory.resolve("text.txt"), "hello\n");
        refused("text.txt:1: not a capture", "import", "--venue", "binance-spot", "--capture", text.toString(),
            "--journal", none);
        assertFalse(Files.exists(Path.of(none)), "a failed import leaves nothing behind");
    }
}
