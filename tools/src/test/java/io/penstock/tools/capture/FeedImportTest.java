package io.penstock.tools.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.capture.SharedData;
import io.penstock.tools.candles.OpenTimes;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOURS = "ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz";

    @TempDir
    private Path directory;

    private String write(final String name, final String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static JsonNode imported(final String... arguments) throws IOException {
        final Terminal seen = Terminal.run(arguments);
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        return JSON.readTree(seen.out());
    }

    private static List<JsonNode> records(final String journal, final String from, final String to)
        throws IOException {
        final Terminal seen =
            Terminal.run("dump", "--journal", journal, "--format", "json", "--from", from, "--to", to);
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        final List<JsonNode> records = new ArrayList<>();
        for (final String line : seen.out().split("\n")) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    private static String line(final JsonNode record) {
        final StringBuilder line = new StringBuilder(record.findValue("template").asText());
        line.append(' ').append(record.findValue("engineTime").asText());
        for (final String name : new String[] {"symbol", "closePriceDecimal", "name", "value"}) {
            final JsonNode value = record.findValue(name);
            line.append(value == null ? "" : " " + value.asText());
        }
        return line.toString();
    }

    @Test
    void shouldImportFiveYearsAndThreeSeriesWhenTheSharedFilesAreGiven() throws IOException {
        final Path data = SharedData.root();
        final String journal = directory.resolve("j").toString();
        final JsonNode done = imported("import", "--json", "--journal", journal,
            "--candles", "BTCUSDT=" + data.resolve(HOURS),
            "--series", "CPI=" + data.resolve("series/us_cpi_monthly.csv.gz") + ":Index",
            "FNG=" + data.resolve("series/fear_greed.csv.gz"),
            "FUND=" + data.resolve("series/funding_rates.csv.gz") + ":funding_mean", "--publish-lag", "CPI=12d");
        final JsonNode feeds = done.get("feeds");
        final JsonNode candles = feeds.get("candles").get(0);
        assertEquals(43_780, candles.get("bars").asLong());
        assertEquals(20, candles.get("missing").asLong());
        assertEquals(10, candles.get("gaps").size());
        assertEquals("2025-10-06T18:00:00Z", candles.get("to").asText());
        assertEquals("0.01", feeds.get("instruments").get(0).get("tick").asText());
        assertEquals("month", feeds.get("series").get(0).get("period").asText());
        assertEquals("2018-08-13T00:00:00Z", feeds.get("series").get(0).get("firstPublished").asText());
        assertEquals("2025-09-13T00:00:00Z", feeds.get("series").get(0).get("lastPublished").asText());
        assertEquals(1_266, feeds.get("series").get(0).get("before").asLong());
        assertEquals("2018-07-31T00:00:00Z", feeds.get("series").get(1).get("firstPublished").asText());
        assertEquals("2025-10-06T00:00:00Z", feeds.get("series").get(2).get("lastPublished").asText());
        long records = 2 + 43_780 + 1;
        for (final JsonNode series : feeds.get("series")) {
            records += series.get("values").asLong();
        }
        assertEquals(records, feeds.get("records").asLong());
        final JsonNode check = imported("journal", "check", "--journal", journal, "--json");
        assertEquals(records, check.findValue("records").asLong());
    }

    @Test
    void shouldStampCandlesAtTheirEndAndValuesAtTheirPublicationWhenMerged() throws IOException {
        final String hours = write("h.csv", "open_time,open,high,low,close,volume\n1970-01-03 00:00:00,2,3,1,2.5,1\n"
            + "1970-01-03 01:00:00,2,3,1,2.25,1.5\n1970-01-03 04:00:00,2,3,1,2,1\n");
        final String days = write("d.csv", "date,x\n1970-01-01,7\n1970-01-02,\n1970-01-03,9\n1970-01-04,11\n");
        final String journal = directory.resolve("j").toString();
        final Terminal seen = Terminal.run("import", "--journal", journal, "--candles", "mexc-spot:AB_USDC=" + hours,
            "--series", "S=" + days, "--publish-lag", "1h");
        assertEquals("AB_USDC (mexc-spot, id 0): " + hours + ", CSV with a header, 3 bars of 3600 s,"
            + " 1970-01-03T00:00:00Z to 1970-01-03T05:00:00Z\n  2 bars missing in 1 gaps\n"
            + "    1970-01-03T02:00:00Z to 1970-01-03T04:00:00Z: 2\n"
            + "AB_USDC (mexc-spot): tick 0.01, lot 0.1 (from the decimals seen)\n"
            + "S (series 0): " + days + ", column x, 1 values, one per day, published 1970-01-02T01:00:00Z to"
            + " 1970-01-02T01:00:00Z; 1 empty ones passed over; 2 newer ones left out\n",
            seen.out().substring(0, seen.out().indexOf("journal ")), seen.err());
        final List<String> lines = new ArrayList<>();
        records(journal, "0", "9").forEach(x -> lines.add(line(x)));
        final long dayNs = 86_400_000_000_000L;
        final long hourNs = 3_600_000_000_000L;
        final List<Long> times = List.of(dayNs + hourNs, dayNs + hourNs, dayNs + hourNs, 2 * dayNs + hourNs,
            2 * dayNs + 2 * hourNs, 2 * dayNs + 5 * hourNs, 2 * dayNs + 5 * hourNs + MergedLog.REST_NS);
        assertEquals(times.size(), lines.size(), lines.toString());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).contains(OpenTimes.text(times.get(i)).replace("Z", "")), lines.get(i));
        }
        assertTrue(lines.get(2).startsWith("SeriesReading"), lines.get(2));
        assertTrue(lines.get(4).startsWith("Candle") && lines.get(4).contains("2.25"), lines.get(4));
        assertTrue(lines.get(6).startsWith("TimeAdvanced"), lines.get(6));
    }

    @Test
    void shouldPutCandlesBetweenTheRecordsOfACaptureWhenBothAreGiven() throws IOException {
        final Path capture = SharedData.root().resolve("binance-raw/spot_btcusdt_20240809.gz");
        final String minutes = write("m.csv", "open_time,open,high,low,close,volume\n"
            + "2024-08-08 23:59:00,61700,61800,61600,61700,5\n2024-08-09 00:00:00,61700,61800,61600,61700,5\n"
            + "2024-08-09 00:01:00,61700,61800,61600,61700,5\n2024-08-09 00:09:00,61700,61800,61600,61700,5\n");
        final String both = directory.resolve("both").toString();
        final String again = directory.resolve("again").toString();
        final String[] words = {"import", "--json", "--capture", "binance-spot:" + capture, "--candles",
            "BTCUSDT=" + minutes, "ETHUSDT=" + minutes, "--journal", both};
        final JsonNode done = imported(words);
        final JsonNode alone = done.get("captures");
        final JsonNode feeds = done.get("feeds");
        assertEquals(0, feeds.get("candles").get(0).get("instrumentId").asInt(), "the capture's own instrument");
        assertEquals(1, feeds.get("candles").get(1).get("instrumentId").asInt());
        assertEquals(alone.get("records").asLong() + 8 + 1 + 1, feeds.get("records").asLong());
        final JsonNode check = imported("journal", "check", "--journal", both, "--json");
        assertEquals(feeds.get("records").asLong(), check.findValue("records").asLong());
        words[words.length - 1] = again;
        assertEquals(feeds.get("journalId"), imported(words).get("feeds").get("journalId"));
        final List<JsonNode> opening = records(both, "0", "4");
        assertTrue(line(opening.get(0)).startsWith("JournalOpened"), opening.toString());
        assertTrue(line(opening.get(1)).contains("BTCUSDT") && line(opening.get(2)).contains("ETHUSDT"));
        long last = 0;
        int candles = 0;
        for (final JsonNode record : records(both, "0", "100000000")) {
            final long sequence = record.findValue("sequence").asLong();
            assertTrue(sequence >= last);
            last = sequence;
            candles += line(record).startsWith("Candle ") ? 1 : 0;
        }
        assertEquals(8, candles);
    }

    private void refused(final String message, final String... arguments) {
        final String[] words = new String[arguments.length + 3];
        words[0] = "import";
        words[1] = "--journal";
        words[2] = directory.resolve("none").toString();
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        final Terminal seen = Terminal.run(words);
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        assertTrue(seen.err().contains(message), seen.err());
        assertFalse(Files.exists(directory.resolve("none")));
    }

    @Test
    void shouldRefuseInWordsWhenFeedsCannotBe() throws IOException {
        final String csv = write("a.csv", "open_time,open,high,low,close,volume\n2024-01-01,2,3,1,2,1\n"
            + "2024-01-02,2,3,1,2,1\n");
        final String fine = write("f.csv", "open_time,open,high,low,close,volume\n2024-01-01,2,3,1,2,0.123456789\n"
            + "2024-01-02,2,3,1,2,1\n");
        final String two = write("s.csv", "date,a,b\n2024-01-01,1,2\n2024-01-02,1,x\n");
        refused("there is nothing to import\n");
        refused("the word has no = between name and file\n", "--candles", csv);
        refused("'' is no symbol\n", "--candles", "mexc-spot:=" + csv);
        refused("unknown venue mexc\n  where: --candles mexc:A\n", "--candles", "mexc:A=" + csv);
        refused("unknown venue mexc\n  where: --venue mexc\n", "--venue", "mexc", "--candles", "A=" + csv);
        refused("unknown venue mex-spot\n  where: --capture mex-spot:" + csv + "\n", "--capture", "mex-spot:" + csv);
        refused("volumes have 9 decimals\n", "--candles", "A=" + fine);
        refused("none of the 4 defined instruments is A\n", "--candles", "A=" + csv, "--instruments",
            Path.of(System.getProperty("penstock.root", ".")).resolve("config/instruments.toml").toString());
        refused("which column is meant is not said\n", "--series", "S=" + two);
        refused("there is no column c\n", "--series", "S=" + two + ":c");
        refused("b 'x' is no number\n  where: " + two + ":3\n", "--series", "S=" + two + ":b");
        refused("there is no series T\n", "--series", "S=" + two + ":a", "--publish-lag", "T=1d");
        refused("'1w' is no duration\n", "--series", "S=" + two + ":a", "--publish-lag", "1w");
        refused("'200000d' is longer than a hundred years\n", "--series", "S=" + two + ":a", "--publish-lag",
            "200000d");
        refused("'S' is no new name\n", "--series", "S=" + two + ":a", "S=" + two + ":a");
        refused("'2024-13-01' is no date\n", "--series", "S=" + write("b.csv", "date,a\n2024-13-01,1\n"));
        refused("the dates are not in order at 2024-01-02\n", "--series",
            "S=" + write("c.csv", "date,a\n2024-01-01,1\n2024-01-03,1\n2024-01-02,1\n"));
        refused("a second value of 2024-01-01\n", "--series",
            "S=" + write("e.csv", "date,a\n2024-01-01,1\n2024-01-01,1\n"));
        refused("there is no value in column a\n", "--series", "S=" + write("g.csv", "date,a\n2024-01-01,\n"));
        refused("the first line is no header\n", "--series", "S=" + write("h.csv", "2024-01-01,1\n"));
        refused("there is no column of values\n", "--series", "S=" + write("i.csv", "date\n2024-01-01\n"));
    }

    /** Bars before a bad one are written already when it is met; a directory made before must not keep them. */
    @Test
    void shouldLeaveTheDirectoryAsItWasWhenABarInTheMiddleIsRefused() throws IOException {
        final StringBuilder bars = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = 0; i < 199; i++) {
            bars.append(1_704_067_200L + 3_600L * i).append(",2,3,1,").append(i == 148 ? "2.123456789" : "2")
                .append(",1\n");
        }
        final String nine = write("nine.csv", bars.toString());
        final Path journal = Files.createDirectory(directory.resolve("made"));
        final Path note = Files.writeString(journal.resolve("note.txt"), "mine");
        final String[] words = {"import", "--journal", journal.toString(), "--instruments",
            Path.of(System.getProperty("penstock.root", ".")).resolve("config/instruments.toml").toString(),
            "--candles", "BTCUSDT=" + nine};
        for (int time = 0; time < 2; time++) {
            final Terminal seen = Terminal.run(words);
            assertEquals(ExitCodes.REFUSED, seen.exitCode());
            assertEquals("penstock: close 2.123456789 has more than 8 decimals\n  where: " + nine
                + ":150\n  right: an instrument with 9 decimals" + System.lineSeparator(), seen.err());
            try (var left = Files.list(journal)) {
                assertEquals(List.of(note), left.toList());
            }
        }
        final Terminal run = Terminal.run("backtest", "--journal", journal.toString());
        assertEquals(ExitCodes.REFUSED, run.exitCode(), run.out());
    }
}
