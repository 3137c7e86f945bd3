package io.penstock.gateways.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.TimeAdvancedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.gateways.common.InstrumentDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real captures changed line by line, and inputs that are not captures. */
class CaptureImportTest {
    private static final int LINES = 6_000;
    private static List<String> spotLines;
    @TempDir
    private Path dir;
    private NaiveBooks books = new NaiveBooks();

    private static List<String> lines(final Path file, final int most) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().limit(most).toList();
        }
    }

    private static List<String> spot() throws IOException {
        if (spotLines == null) {
            spotLines = lines(SharedData.files("spot_btcusdt_20240808+09").get(0), LINES);
        }
        return new ArrayList<>(spotLines);
    }

    private Path write(final String name, final List<String> text) throws IOException {
        return Files.write(dir.resolve(name), text);
    }

    private ImportSummary run(final List<String> text) throws IOException {
        books = new NaiveBooks();
        return importing(Venue.BINANCE_SPOT, write("capture.txt", text)).run(new MemoryLog(books));
    }

    private static CaptureImport importing(final Venue venue, final Path file) {
        return new CaptureImport(List.of(new CaptureSource(venue, file)), List.of(), ImportProgress.NONE);
    }

    private static List<Integer> diffs(final List<String> text) {
        final List<Integer> found = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).contains("depthUpdate")) {
                found.add(i);
            }
        }
        return found;
    }

    /** A depth answer with the books as they are now. */
    private String snapshotLine(final String stamp) {
        final NaiveBooks.Book book = books.book("BTCUSDT");
        return stamp + " {\"lastUpdateId\":" + book.lastId + ",\"bids\":[" + levels(book.bids) + "],\"asks\":["
            + levels(book.asks) + "]}";
    }

    private static String levels(final Map<Long, Long> side) {
        final StringBuilder out = new StringBuilder();
        side.forEach((price, quantity) -> out.append(out.length() == 0 ? "" : ",").append("[\"")
            .append(FixedPoint.format(price, -8)).append("\",\"").append(FixedPoint.format(quantity, -8))
            .append("\"]"));
        return out.toString();
    }

    @Test
    void shouldLoseBookAtDroppedLineAndRegainItAtLaterSnapshot() throws Exception {
        final List<String> whole = spot();
        final List<Integer> at = diffs(whole);
        run(whole.subList(0, at.get(150) + 1));
        final String snapshot = snapshotLine(whole.get(at.get(150)).split(" ")[0]);
        run(whole);
        final String wanted = books.book("BTCUSDT").text();

        final List<String> changed = new ArrayList<>(whole);
        changed.add(at.get(160), snapshot);
        changed.remove((int) at.get(100));
        final ImportSummary summary = run(changed);
        final ImportSummary.InstrumentSummary got = summary.instruments().get(0);
        assertEquals(1, got.gaps());
        assertEquals(2, got.snapshotsApplied());
        assertEquals(1, books.book("BTCUSDT").invalid);
        assertTrue(got.bookValid());
        assertEquals(wanted, books.book("BTCUSDT").text());

        changed.remove(snapshot);
        final ImportSummary lost = run(changed);
        assertFalse(lost.instruments().get(0).bookValid());
        assertFalse(books.book("BTCUSDT").valid);
        assertTrue(lost.text().contains("1 gaps"), lost.text());
        assertTrue(lost.text().contains("INVALID at the end ("), lost.text());
    }

    @Test
    void shouldReplaceBookWhenSnapshotComesAgain() throws Exception {
        final List<String> whole = spot();
        final List<Integer> at = diffs(whole);
        run(whole.subList(0, at.get(150) + 1));
        final String snapshot = snapshotLine(whole.get(at.get(150)).split(" ")[0]);
        run(whole);
        final String wanted = books.book("BTCUSDT").text();
        final List<String> changed = new ArrayList<>(whole);
        changed.add(at.get(150) + 1, snapshot);
        changed.add(at.get(170), snapshot);
        final ImportSummary.InstrumentSummary got = run(changed).instruments().get(0);
        assertEquals(2, got.snapshotsApplied());
        assertEquals(1, got.snapshotsOld());
        assertEquals(0, got.gaps());
        assertEquals(wanted, books.book("BTCUSDT").text());
    }

    @Test
    void shouldDropRepeatedLines() throws Exception {
        final List<String> whole = spot();
        final ImportSummary.InstrumentSummary before = run(whole).instruments().get(0);
        final String wanted = books.book("BTCUSDT").text();
        final List<String> doubled = new ArrayList<>();
        whole.forEach(line -> {
            doubled.add(line);
            if (line.contains("depthUpdate")) {
                doubled.add(line);
            }
        });
        final ImportSummary.InstrumentSummary after = run(doubled).instruments().get(0);
        assertEquals(before.diffsApplied(), after.diffsApplied());
        assertEquals(2 * before.diffsStale() + before.diffsApplied(), after.diffsStale());
        assertEquals(wanted, books.book("BTCUSDT").text());
    }

    @Test
    void shouldNeverPublishWrongBookWhenLinesAreDamagedAtRandom() throws Exception {
        final List<String> whole = spot().subList(0, 2_500);
        for (long seed = 1; seed <= 6; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<String> changed = new ArrayList<>();
            for (final String line : whole) {
                final int dice = random.nextInt(400);
                if (dice == 0) {
                    changed.add(line.substring(0, 21 + random.nextInt(line.length() - 21)));
                } else if (dice == 1) {
                    changed.add(Math.max(0, changed.size() - 3), line);
                } else if (dice == 2) {
                    changed.add(line.replace("\"U\"", "\"V\""));
                } else if (dice != 3) {
                    changed.add(line);
                }
            }
            // NaiveBooks asserts continuity of ids for every diff that is published, whatever was lost.
            final ImportSummary summary = run(changed);
            assertTrue(summary.records() > 1_000, "seed " + seed);
        }
    }

    @Test
    void shouldCountTruncatedFrameWhereverItIsCut() throws Exception {
        final List<String> whole = spot().subList(0, 200);
        final int at = diffs(whole).get(4);
        final String line = whole.get(at);
        for (int cut = 21; cut < line.length(); cut += 29) {
            final List<String> changed = new ArrayList<>(whole);
            changed.set(at, line.substring(0, cut));
            final ImportSummary summary = run(changed);
            assertEquals(1, summary.venues().get(0).truncated(), "cut at " + cut);
            assertEquals(1, summary.instruments().get(0).gaps(), "cut at " + cut);
            assertTrue(summary.text().contains("malformed 1 {truncated=1}"), summary.text());
        }
    }

    @Test
    void shouldPublishTradesButNoBookWhenThereIsNoSnapshot() throws Exception {
        final List<String> without = spot();
        without.removeIf(line -> line.contains("lastUpdateId"));
        final ImportSummary summary = run(without);
        assertEquals(0, books.records[BookUpdateDecoder.TEMPLATE_ID]);
        assertTrue(books.records[TradeDecoder.TEMPLATE_ID] > 100);
        assertTrue(summary.text().contains("no snapshot in the capture: no book published"), summary.text());
        assertTrue(summary.venues().get(0).snapshotsWanted() > 0);
    }

    @Test
    void shouldGiveSameRecordsWhenImportedTwice() throws Exception {
        final Path one = write("capture.txt", spot());
        final Path other = Files.copy(one, Files.createDirectory(dir.resolve("elsewhere")).resolve("capture.txt"));
        final MemoryLog first = new MemoryLog();
        final MemoryLog second = new MemoryLog();
        final ImportSummary summary = importing(Venue.BINANCE_SPOT, one).run(first);
        assertEquals(summary.journalId(), importing(Venue.BINANCE_SPOT, other).run(second).journalId());
        assertArrayEquals(first.bytes(), second.bytes());
    }

    @Test
    void shouldTellUnitOfReceiveStamps() throws Exception {
        final List<String> whole = spot().subList(0, 300);
        final long firstNs = run(whole).firstTimeNs();
        for (final StampUnit unit : StampUnit.values()) {
            final List<String> changed = new ArrayList<>();
            for (final String line : whole) {
                final int space = line.indexOf(' ');
                final long nanos = Long.parseLong(line.substring(0, space));
                final String stamp = unit == StampUnit.SECONDS
                    ? FixedPoint.format(nanos, -9) : Long.toString(nanos / unit.nanos());
                changed.add(stamp + line.substring(space));
            }
            final ImportSummary summary = run(changed);
            assertEquals(unit, summary.files().get(0).stampUnit());
            assertTrue(summary.text().contains("receive stamps in " + unit.words()), summary.text());
            assertTrue(Math.abs(summary.firstTimeNs() - firstNs) < 1_000_000);
        }
    }

    @Test
    void shouldFillSilenceWithTimeAdvanced() throws Exception {
        final List<String> whole = spot().subList(0, 20);
        final String last = whole.get(19);
        final long stamp = Long.parseLong(last.substring(0, 19)) + 1_050_000_000L;
        final List<String> changed = new ArrayList<>(whole);
        final ImportSummary before = run(changed);
        changed.add(stamp + " {\"u\":50093299999,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}");
        final ImportSummary after = run(changed);
        assertEquals(10, after.timeAdvanced() - before.timeAdvanced());
        assertEquals(after.timeAdvanced(), books.records[TimeAdvancedDecoder.TEMPLATE_ID]);
        assertEquals(stamp + ImportSink.TICK_NS, after.lastTimeNs());
    }

    @Test
    void shouldMergeVenuesByReceiveTime() throws Exception {
        final Path spot = write("spot.txt", spot());
        final Path usdm = write("usdm.txt", lines(SharedData.files("usdm_btcusdt_20240808").get(0), LINES));
        final ImportSummary summary = new CaptureImport(List.of(new CaptureSource(Venue.BINANCE_USDM, usdm),
            new CaptureSource(Venue.BINANCE_SPOT, spot)), List.of(), ImportProgress.NONE).run(new MemoryLog(books));
        assertEquals(2, summary.instruments().size());
        assertEquals(0, summary.stampsBackwards());
        summary.instruments().forEach(instrument -> assertTrue(instrument.bookValid()));
    }

    @Test
    void shouldTakeGivenDefinitionsAndLeaveUnknownSymbolsOut() throws Exception {
        final InstrumentDefinition dot = new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT,
            InstrumentStatus.TRADING, "DOTUSDT", "DOT", "USDT", -4, -2, 1, 1, 1, 0, 0);
        final ImportSummary summary = new CaptureImport(List.of(new CaptureSource(Venue.BINANCE_SPOT,
            SharedData.files("cryptofeed_spot_btc_eth_dot_20210404").get(0))), List.of(dot), ImportProgress.NONE)
            .run(new MemoryLog(books));
        assertFalse(summary.definitionsGuessed());
        assertEquals(871, summary.instruments().get(0).diffsApplied());
        assertEquals("2168.8", FixedPoint.format(summary.instruments().get(0).tradeQuantity(), -2));
        assertTrue(summary.venues().get(0).unknownSymbols() > 1_000);
    }

    @Test
    void shouldSayWhatIsWrongWhereAndWhatWouldBeRight() throws Exception {
        final List<String> whole = spot().subList(0, 100);
        fails(dir.resolve("none.gz"), Venue.BINANCE_SPOT, "none.gz does not exist; name an existing capture file");
        fails(dir, Venue.BINANCE_SPOT, "is not a file; name a capture file");
        fails(write("poem.txt", List.of("Shall I compare thee", "to a summer's day")), Venue.BINANCE_SPOT,
            "poem.txt:1: not a capture: 'Shall I compare thee'; a line must be '<receive time> <frame>'");
        fails(write("empty.txt", List.of()), Venue.BINANCE_SPOT, "empty.txt:1: there is no line in it;");
        fails(write("spot.txt", whole), Venue.BINANCE_USDM,
            "spot.txt:1: a diff without 'pu' is not of binance-usdm; import this file as binance-spot");
        fails(SharedData.files("usdm_btcusdt_20240808").get(0), Venue.BINANCE_SPOT,
            ".gz:1: a diff with 'pu' is not of binance-spot; import this file as binance-usdm");
        fails(write("spot.txt", whole), Venue.SYNTHETIC,
            "captures of synthetic cannot be imported; binance-spot, binance-usdm, bybit-linear, bybit-spot and"
                + " mexc-spot can");
        fails(write("trades.txt", List.of("1723161253937085768 {\"e\":\"other\"}")), Venue.BINANCE_SPOT,
            "no frame in it names an instrument");
        final byte[] packed = Files.readAllBytes(SharedData.files("spot_btcusdt_20240808+09").get(0));
        final Path cut = Files.write(dir.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));
        fails(cut, Venue.BINANCE_SPOT, "the gzip data is damaged or cut off");
        final MemoryLog used = new MemoryLog();
        importing(Venue.BINANCE_SPOT, write("spot.txt", whole)).run(used);
        assertTrue(assertThrows(CaptureException.class,
            () -> importing(Venue.BINANCE_SPOT, dir.resolve("spot.txt")).run(used)).getMessage()
            .contains("import into an empty one"));
    }

    @Test
    void shouldCountUnreadableLinesBehindTheFirst() throws Exception {
        final List<String> changed = new ArrayList<>(spot().subList(0, 100));
        changed.add(50, "this is no line of a capture");
        final ImportSummary summary = run(changed);
        assertTrue(summary.text().contains("1 unreadable lines (first: line 51)"), summary.text());
    }

    private static void fails(final Path file, final Venue venue, final String words) {
        final String message = assertThrows(CaptureException.class,
            () -> importing(venue, file).run(new MemoryLog())).getMessage();
        assertTrue(message.contains(words), message);
    }
}
