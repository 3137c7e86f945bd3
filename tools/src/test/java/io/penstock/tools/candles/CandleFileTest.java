package io.penstock.tools.candles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.capture.SharedData;
import io.penstock.tools.cli.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CandleFileTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final String HEADER = "open_time,open,high,low,close,volume\n";

    @TempDir
    private Path directory;

    private Path write(final String name, final String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<String> rows(final CandleFile file) {
        final List<String> rows = new ArrayList<>();
        file.forEach((openNs, intervalNs, open, high, low, close, volume) -> rows.add(OpenTimes.text(openNs) + " "
            + intervalNs / 1_000_000_000L + " " + open + " " + high + " " + low + " " + close + " " + volume));
        return rows;
    }

    private UserError refused(final String name, final String text) throws IOException {
        final Path file = write(name, text);
        return assertThrows(UserError.class, () -> CandleFile.open(file));
    }

    @Test
    void shouldReadFiveYearsWhenTheSharedHoursAreGiven() {
        final CandleFile file = CandleFile.open(
            SharedData.root().resolve("ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz"));
        assertEquals(43_780, file.bars());
        assertEquals(HOUR_NS, file.intervalNs());
        assertEquals(CandleFormat.CSV, file.format());
        assertEquals(10, file.gaps().size());
        assertEquals(20, file.gaps().stream().mapToLong(CandleGap::bars).sum());
        assertEquals("2020-10-07T18:00:00Z", OpenTimes.text(file.firstOpenTimeNs()));
        assertEquals("2025-10-06T17:00:00Z", OpenTimes.text(file.lastOpenTimeNs()));
        assertEquals(2, file.priceDecimals());
        assertEquals(6, file.volumeDecimals());
        try (CandleCursor cursor = file.cursor()) {
            assertTrue(cursor.next());
            assertEquals(1_063_901_000_000L, cursor.openPrice(-8));
            assertEquals(1_066_743_000_000L, cursor.highPrice(-8));
            assertEquals(1_063_144, cursor.lowPrice(-2));
            assertEquals(1_066_411, cursor.closePrice(-2));
            assertEquals(148_303_011_000L, cursor.volume(-8));
        }
    }

    @Test
    void shouldReadNineYearsWhenTheSharedCoinbaseFileIsGiven() {
        final CandleFile file = CandleFile.open(
            SharedData.root().resolve("ohlcv/coinbase_BTC-USD_4h_2016_2025.json.gz"));
        assertEquals(20_695, file.bars());
        assertEquals(4 * HOUR_NS, file.intervalNs());
        assertEquals(CandleFormat.COINBASE_JSON, file.format());
        assertEquals(5, file.gaps().stream().mapToLong(CandleGap::bars).sum());
        assertEquals("2016-05-18T04:00:00Z 14400 456.16 456.81 455.3 456.02 561.88098307", rows(file).get(0));
    }

    @Test
    void shouldReadHeaderlessDumpsWhenUnitsChangeBetweenFiles() throws IOException {
        final Path zip = directory.resolve("BTCUSDT-1h-2024-12.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("BTCUSDT-1h-2024-12.csv"));
            out.write(("1735686000000,93000.00000000,93500.10000000,92900.00000000,93400.00000000,10.50000000,"
                + "1735689599999,980000.12345600,321,5.00000000,460000.00000000,0\n")
                .getBytes(StandardCharsets.US_ASCII));
        }
        final Path plain = write("BTCUSDT-1h-2025-01.csv", "1735689600000000,93400.0,93600.0,93300.0,93576.0,11.25,"
            + "1735693199999999,1050000.5,400,5,6,0\n");
        final CandleFile file = CandleFile.open(List.of(zip, plain));
        assertEquals(CandleFormat.BINANCE_KLINES, file.format());
        assertEquals(HOUR_NS, file.intervalNs());
        assertEquals(1, file.priceDecimals());
        assertEquals(2, file.volumeDecimals());
        assertEquals(List.of("2024-12-31T23:00:00Z 3600 93000.0 93500.1 92900.0 93400.0 10.5",
            "2025-01-01T00:00:00Z 3600 93400.0 93600.0 93300.0 93576.0 11.25"), rows(file));
        try (CandleCursor cursor = file.cursor()) {
            assertTrue(cursor.next());
            assertEquals(98_000_012_345_600L, cursor.quoteVolume(-8));
            assertEquals(321, cursor.tradeCount());
            assertTrue(cursor.next());
            assertFalse(cursor.next());
        }
        assertEquals(2, CandleFile.open(directory).bars());
        assertEquals(HOUR_NS, CandleFile.open(zip).intervalNs(), "one candle alone, with its close time");
        assertEquals(HOUR_NS, CandleFile.open(plain).intervalNs());
    }

    @Test
    void shouldReadNamedColumnsWhenTheHeaderOrdersThemOtherwise() throws IOException {
        final Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("Unix,close,low,high,open,Volume,number_of_trades\r\n1600000000,2,1,3,1.5,1e-05,7\r\n\r\n"
                + "1600000060,2,1,3,1.5,0,8\r\n").getBytes(StandardCharsets.UTF_8));
        }
        final CandleFile candles = CandleFile.open(file);
        assertEquals("2020-09-13T12:26:40Z 60 1.5 3.0 1.0 2.0 1.0E-5", rows(candles).get(0));
        assertEquals(5, candles.volumeDecimals());
    }

    @Test
    void shouldTurnAFileRoundWhenItIsWrittenNewestFirst() throws IOException {
        final Path file = write("a.json", """
            {"candles":[
            {"start":"7200","low":"1","high":"3","open":"2.5","close":"2","volume":"0.25"},
            {"start":"3600","low":"1","high":"3","open":"2","close":"2.5","volume":"1","other":{"a":[1]}},
            {"start":"0","low":"1","high":"3","open":"2","close":"2","volume":"1"}]}
            """);
        assertEquals(List.of("1970-01-01T00:00:00Z 3600 2.0 3.0 1.0 2.0 1.0",
            "1970-01-01T01:00:00Z 3600 2.0 3.0 1.0 2.5 1.0", "1970-01-01T02:00:00Z 3600 2.5 3.0 1.0 2.0 0.25"),
            rows(CandleFile.open(file)));
    }

    @Test
    void shouldNameFileAndLineWhenARowCannotBe() throws IOException {
        final String good = "2024-01-01 00:00:00,2,3,1,2,1\n2024-01-01 01:00:00,2,3,1,2,1\n";
        final String[][] cases = {
            {"2024-01-01 02:00:00,2,1,3,2,1\n", "low is above high"},
            {"2024-01-01 02:00:00,4,3,1,2,1\n", "open is not between low and high"},
            {"2024-01-01 02:00:00,2,3,1,0.5,1\n", "close is not between low and high"},
            {"2024-01-01 02:00:00,0,3,0,2,1\n", "open is not above 0"},
            {"2024-01-01 02:00:00,2,3,1,2,-1\n", "a volume or count is negative"},
            {"2024-01-01 01:00:00,2,3,1,2,1\n", "a second candle of 2024-01-01T01:00:00Z"},
            {"2024-01-01 00:30:00,2,3,1,2,1\n",
                "the candle of 2024-01-01T00:30:00Z comes behind that of 2024-01-01T01:00:00Z"},
            {"2024-01-01 02:00:00,2,3,1,2\n", "the line has 5 columns, volume should be number 6"},
            {"2024-01-01 02:00:00,2,3,1,NaN,1\n", "close 'NaN' is no number"},
            {"2024-01-01 02:00:00,2,3,1,2,99999999999999999999\n",
                "volume '99999999999999999999' has too many digits"},
            {"2024-01-01 02:00:00,2,3,1,2,0.1234567890123456789\n",
                "volume '0.1234567890123456789' has more than 18 decimals"},
            {"2024-02-30 02:00:00,2,3,1,2,1\n", "open_time '2024-02-30 02:00:00' is no time"},
        };
        for (final String[] one : cases) {
            final UserError error = refused("a.csv", HEADER + good + one[0]);
            assertEquals(one[1], error.getMessage());
            assertEquals(directory.resolve("a.csv") + ":4", error.where());
        }
    }

    @Test
    void shouldNameTheOddBarWhenDistancesHaveNoCommonInterval() throws IOException {
        final UserError error = refused("a.csv", HEADER + "2024-01-01 00:00:00,2,3,1,2,1\n"
            + "2024-01-01 01:00:00,2,3,1,2,1\n2024-01-01 02:00:00,2,3,1,2,1\n2024-01-01 03:30,2,3,1,2,1\n");
        assertEquals("the candle opens 5400 s after the one before, at 2024-01-01T03:30:00Z", error.getMessage());
        assertEquals(directory.resolve("a.csv") + ":5", error.where());
        assertEquals("a multiple of 3600 s, which is the distance of most candles here", error.right());
    }

    @Test
    void shouldSayWhatIsNeededWhenAFileIsNoCandleFile() throws IOException {
        assertEquals("the file is empty", refused("a.csv", "").getMessage());
        assertEquals("there is no candle in it", refused("a.csv", HEADER).getMessage());
        assertEquals("the header lacks the column low", refused("a.csv", "time,open,high,close,volume\n").getMessage());
        assertEquals("3 columns and no header", refused("a.csv", "1,2,3\n").getMessage());
        assertEquals("one candle alone does not tell its interval",
            refused("a.csv", HEADER + "2024-01-01,2,3,1,2,1\n").getMessage());
        assertEquals("there is no list of candles", refused("a.json", "{\"a\":1}").getMessage());
        assertEquals("the candle lacks volume", refused("a.json",
            "{\"candles\":[{\"start\":0,\"low\":1,\"high\":1,\"open\":1,\"close\":1}]}").getMessage());
        assertTrue(refused("a.json", "{\"candles\":[{\"start\":0,").getMessage().startsWith("this is no JSON: "));
        assertTrue(refused("a.zip", "no zip").getMessage().startsWith("cannot be read: "));
        assertEquals("there is no such file", assertThrows(UserError.class,
            () -> CandleFile.open(directory.resolve("none.csv"))).getMessage());
    }

    @Test
    void shouldAskForUtcWhenATimeHasAnOffset() throws IOException {
        for (final String time : new String[] {"2024-01-01T00:00:00+02:00", "2024-01-01 00:00:00-0500"}) {
            final UserError csv = refused("a.csv", HEADER + time + ",2,3,1,2,1\n");
            assertEquals("open_time '" + time + "' is no time", csv.getMessage());
            assertEquals(directory.resolve("a.csv") + ":2", csv.where());
            final UserError json = refused("a.json", "{\"candles\":[{\"start\":\"" + time + "\"}]}");
            assertEquals("start '" + time + "' is no time", json.getMessage());
            final Path days = write("d.csv", "date,x\n" + time + ",1\n");
            final UserError series = assertThrows(UserError.class, () -> SeriesFile.open(days, null));
            for (final UserError each : new UserError[] {csv, json, series}) {
                assertEquals("UTC, without an offset, such as 2024-01-31 17:00:00", each.right());
            }
        }
        assertTrue(refused("a.csv", HEADER + "2024-02-30 00:00,2,3,1,2,1\n").right().startsWith("columns open_time,"));
    }

    @Test
    void shouldNameThePlaceWhenAFileBreaksOff() throws IOException {
        final ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole)) {
            out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3_000; i++) {
                out.write((1_600_000_000L + 60 * i + ",2,3,1," + (1 + (i * 7919L) % 1000 / 1000.0) + ",1\n")
                    .getBytes(StandardCharsets.US_ASCII));
            }
        }
        final Path file = directory.resolve("trunc.csv.gz");
        for (int kept = 20; kept < whole.size(); kept += 500) {
            Files.write(file, Arrays.copyOf(whole.toByteArray(), kept));
            final UserError cut = assertThrows(UserError.class, () -> CandleFile.open(file));
            assertTrue(cut.getMessage().startsWith("cannot be read: Unexpected end of "), cut.getMessage());
            assertTrue(cut.where().substring(file.toString().length()).matches("|:[1-9][0-9]*"), cut.where());
        }
        final UserError json = refused("a.json", "{\"candles\":[\n{\"start\":0,");
        assertEquals("this is no JSON: Unexpected end-of-input within/between Object entries", json.getMessage());
        final UserError open = refused("b.json", "{\"candles\":[\n");
        assertEquals("this is no JSON: Unexpected end-of-input: expected close marker for Array (start marker at line"
            + " 1, column 12)", open.getMessage());
    }

    @Test
    void shouldRefuseToRoundWhenTheExponentIsTooCoarse() throws IOException {
        final Path file = write("a.csv", HEADER + "2024-01-01,2.123,3,1,2,1\n2024-01-02,2,3,1,2,1\n");
        try (CandleCursor cursor = CandleFile.open(file).cursor()) {
            assertTrue(cursor.next());
            assertEquals(2123, cursor.openPrice(-3));
            final UserError error = assertThrows(UserError.class, () -> cursor.openPrice(-2));
            assertEquals("open 2.123 has more than 2 decimals", error.getMessage());
            assertEquals(file + ":2", error.where());
        }
        final Path large = write("b.csv", HEADER + "2024-01-01,200,300,1,2,1\n2024-01-02,2,3,1,2,1\n");
        try (CandleCursor cursor = CandleFile.open(large).cursor()) {
            assertTrue(cursor.next());
            assertEquals("high 300 is too large with 18 decimals",
                assertThrows(UserError.class, () -> cursor.highPrice(-18)).getMessage());
        }
    }
}
