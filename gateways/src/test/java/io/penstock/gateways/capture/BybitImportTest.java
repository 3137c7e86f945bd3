package io.penstock.gateways.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both markets of one recorded file, imported together. */
class BybitImportTest {
    @TempDir
    private Path dir;

    @Test
    void shouldEqualReferenceWhenBothMarketsAreImported() throws Exception {
        final Path file = SharedData.root().resolve("bybit-raw/bybit_v5_btcusdt.jsonl.gz");
        final JsonNode expected = SharedData.expected("bybit_v5_btcusdt");
        final NaiveBooks books = new NaiveBooks();
        final ImportSummary summary = new CaptureImport(List.of(new CaptureSource(Venue.BYBIT_LINEAR, file),
            new CaptureSource(Venue.BYBIT_SPOT, file)), List.of(), ImportProgress.NONE).run(new MemoryLog(books));
        assertEquals(2, summary.instruments().size());
        assertTrue(books.longestSilenceNs <= ImportSink.TICK_NS);
        for (final ImportSummary.InstrumentSummary got : summary.instruments()) {
            final boolean linear = got.definition().venue() == Venue.BYBIT_LINEAR;
            final String connection = linear ? "BYBIT.ws.2" : "BYBIT.ws.3";
            final JsonNode book = expected.get("books").get(connection + "/orderbook.200.BTCUSDT");
            assertEquals(book.get("applied").asLong(), got.diffsApplied());
            assertEquals(0, got.gaps());
            assertEquals(1, got.snapshotsApplied());
            assertEquals(book.get("last_update_id").asLong(), got.lastUpdateId());
            assertEquals(book.get("book_sha256").asText(), books.books().get(got.instrumentId()).sha256());
            final JsonNode trades = expected.get("trades").get(connection + "/publicTrade.BTCUSDT");
            assertEquals(trades.get("count").asLong(), got.trades());
            assertEquals(trades.get("qty").asText(), FixedPoint.format(got.tradeQuantity(), -8));
            assertEquals(trades.get("notional").asText(), FixedPoint.format(got.tradeNotional(), -8));
            assertEquals(10_000_000, got.definition().tickSize(), "from the recorded instruments-info");
        }
        for (final String kind : List.of("orderbook", "publicTrade", "tickers", "kline", "control")) {
            assertEquals(expected.get("messages").get(kind).asLong(),
                summary.venues().stream().mapToLong(venue -> venue.messages().getOrDefault(kind, 0L)).sum(), kind);
        }
    }

    @Test
    void shouldReadEscapesAndRefuseWhatIsNoLine() throws Exception {
        final Path file = Files.write(dir.resolve("a.jsonl"), List.of(
            "{\"t\":\"connect\",\"conn\":\"c\",\"ts\":1786310818.5,\"addr\":\"wss://x/public/spot\"}",
            "{\"t\":\"connect\",\"conn\":\"d\",\"ts\":1786310818.5,\"addr\":\"wss://x/public/linear\"}",
            "{\"t\":\"recv\",\"conn\":\"d\",\"ts\":1786310819,\"data\":\"not wanted\"}",
            "{\"t\":\"recv\",\"conn\":\"c\",\"ts\":1786310819.1234567,"
                + "\"data\":\"a\\\"\\\\\\/\\n\\u0041\\u00e9\\u20ac\"}",
            "{\"t\":\"recv\",\"conn\":\"c\",\"ts\":\"x\",\"data\":\"\"}"));
        try (CaptureReader reader = new CaptureReader(file, "/public/spot")) {
            assertTrue(reader.next());
            assertEquals(CaptureReader.LineKind.CONNECTION, reader.kind());
            assertEquals("wss://x/public/spot", reader.url());
            assertTrue(reader.next());
            assertEquals(1_786_310_819_123_456_700L, reader.receiveTimeNs());
            assertEquals("a\"\\/\nA\u00e9\u20ac", reader.buffer().getStringWithoutLengthUtf8(0, reader.length()));
            assertEquals(false, reader.next());
            assertEquals(1, reader.badLines());
            assertEquals(5, reader.firstBadLine());
        }
        final Path none = Files.write(dir.resolve("b.jsonl"), List.of("{\"t\":\"nothing\"}"));
        assertTrue(assertThrows(CaptureException.class, () -> new CaptureReader(none).next()).getMessage()
            .contains("or a JSON object with t, conn, ts and data"));
    }
}
