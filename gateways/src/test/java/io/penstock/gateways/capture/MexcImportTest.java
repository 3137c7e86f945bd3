package io.penstock.gateways.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The re-encoded MEXC capture as import reads it, and the lines it is made of. */
class MexcImportTest {
    @TempDir
    private Path dir;

    @Test
    void shouldEqualReferenceWhenCaptureIsImported() throws Exception {
        final Path file = SharedData.root().resolve("mexc/mexc_reencoded_btcusdt_A.jsonl.gz");
        Assumptions.assumeTrue(Files.exists(file), "no re-encoded capture of MEXC at " + file);
        final JsonNode expected = SharedData.expected("mexc_reencoded_btcusdt_A");
        final NaiveBooks books = new NaiveBooks();
        final ImportSummary summary = new CaptureImport(List.of(new CaptureSource(Venue.MEXC_SPOT, file)), List.of(),
            ImportProgress.NONE).run(new MemoryLog(books));
        final ImportSummary.InstrumentSummary got = summary.instruments().get(0);
        final JsonNode book = expected.get("books").get("BTCUSDT");
        assertEquals(book.get("applied").asLong(), got.diffsApplied());
        assertEquals(book.get("stale").asLong(), got.diffsStale());
        assertEquals(0, got.gaps());
        assertEquals(1, got.snapshotsApplied());
        assertEquals(book.get("book_sha256").asText(), books.book("BTCUSDT").sha256());
        final JsonNode trades = expected.get("trades").get("BTCUSDT");
        assertEquals(trades.get("count").asLong(), got.trades());
        assertEquals(trades.get("qty").asText(), FixedPoint.format(got.tradeQuantity(), -8));
        assertEquals(trades.get("notional").asText(), FixedPoint.format(got.tradeNotional(), -8));
        assertEquals(1_000_000, got.definition().tickSize());
        assertEquals("USDT", got.definition().quoteAsset());
        expected.get("messages").properties().forEach(entry -> assertEquals(
            entry.getValue().asLong(), summary.venues().get(0).messages().get(entry.getKey()), entry.getKey()));
        assertTrue(summary.venues().get(0).malformed().isEmpty());
        assertEquals(0, summary.venues().get(0).unassignedSnapshots());
    }

    @Test
    void shouldReadFramesAnswersAndFilesAndPassTextsOver() throws Exception {
        final byte[] frame = new byte[256];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) i;
        }
        Files.writeString(dir.resolve("book.json"), "{\"lastUpdateId\":1}");
        final Path file = Files.write(dir.resolve("a.jsonl"), List.of(
            "{\"recv_ns\": 1723161253937085768, \"b64\": \"" + Base64.getEncoder().encodeToString(frame) + "\"}",
            "{\"recv_ns\": 1723161253937085769, \"text\": \"{\\\"msg\\\":\\\"PONG\\\"}\"}",
            "{\"recv_ns\": 1723161253937085770, \"url\": \"https://x/depth?symbol=A\", \"b64\": \"e30=\"}",
            "{\"recv_ns\": 1723161253937085771, \"rest\": \"/depth\", \"file\": \"book.json\"}",
            "{\"recv_ns\": 1723161253937085772, \"b64\": \"e3=0\"}",
            "{\"recv_ns\": 1723161253937085773}"));
        try (CaptureReader reader = new CaptureReader(file)) {
            assertTrue(reader.next());
            assertEquals(CaptureReader.LineKind.BINARY, reader.kind());
            assertEquals(1_723_161_253_937_085_768L, reader.receiveTimeNs());
            final byte[] read = new byte[reader.length()];
            reader.buffer().getBytes(reader.offset(), read);
            assertArrayEquals(frame, read);
            assertTrue(reader.next());
            assertEquals(CaptureReader.LineKind.ANSWER, reader.kind());
            assertEquals("https://x/depth?symbol=A", reader.url());
            assertEquals("{}", reader.buffer().getStringWithoutLengthAscii(0, reader.length()));
            assertTrue(reader.next());
            assertEquals(CaptureReader.LineKind.ANSWER, reader.kind());
            assertEquals("{\"lastUpdateId\":1}", reader.buffer().getStringWithoutLengthAscii(0, reader.length()));
            assertFalse(reader.next());
            assertEquals(2, reader.badLines());
            assertEquals(5, reader.firstBadLine());
        }
    }

    private String refusal(final String name) throws Exception {
        final Path file = Files.writeString(dir.resolve("b.jsonl"),
            "{\"recv_ns\": 1723161253937085771, \"rest\": \"/depth\", \"file\": \"" + name + "\"}",
            StandardCharsets.US_ASCII);
        try (CaptureReader reader = new CaptureReader(file)) {
            return assertThrows(CaptureException.class, reader::next).getMessage();
        }
    }

    @Test
    void shouldSayWhichFileIsMissingAndReadNoneFromElsewhere() throws Exception {
        assertTrue(refusal("none.json").contains("none.json.gz cannot be read; put that file beside the capture"));
        assertTrue(refusal("../none.json").contains("'../none.json' does not lie beside the capture"));
    }
}
