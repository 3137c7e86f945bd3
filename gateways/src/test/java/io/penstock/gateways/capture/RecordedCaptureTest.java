package io.penstock.gateways.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import io.penstock.engine.event.JournalOpenedDecoder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every recorded capture against the exact-decimal reference beside it. */
class RecordedCaptureTest {
    static final List<String> CAPTURES = SharedData.CAPTURES;

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void shouldEqualReferenceWhenCaptureIsImported(final String capture) throws Exception {
        final JsonNode expected = SharedData.expected(capture);
        final NaiveBooks books = new NaiveBooks();
        final ImportSummary summary = importing(capture).run(new MemoryLog(books));
        System.out.println(summary.text());

        final ImportSummary.VenueSummary venue = summary.venues().get(0);
        expected.get("messages").properties().forEach(entry ->
            assertEquals(entry.getValue().asLong(), venue.messages().get(entry.getKey()), entry.getKey()));
        assertTrue(venue.malformed().isEmpty());
        assertEquals(0, venue.unknownTypes());
        assertEquals(0, venue.unknownSymbols());
        assertEquals(1, books.records[JournalOpenedDecoder.TEMPLATE_ID]);
        assertTrue(books.longestSilenceNs <= ImportSink.TICK_NS);
        for (final ImportSummary.InstrumentSummary instrument : summary.instruments()) {
            final String symbol = instrument.definition().symbol();
            checkBook(expected.get("books").get(symbol), instrument, books.book(symbol));
            checkTrades(expected.get("trades").get(symbol), instrument);
        }
    }

    private static void checkBook(
        final JsonNode expected, final ImportSummary.InstrumentSummary got, final NaiveBooks.Book book)
        throws Exception {
        assertEquals(expected.get("applied").asLong(), got.diffsApplied());
        assertEquals(expected.get("stale").asLong(), got.diffsStale());
        assertEquals(expected.get("gaps").asLong(), got.gaps());
        assertEquals(expected.get("last_update_id").asLong(), got.lastUpdateId());
        assertEquals(expected.get("last_update_id").asLong(), book.lastId);
        assertEquals(expected.get("applied").asLong(), book.diffs);
        assertEquals(1, book.snapshots);
        assertEquals(expected.get("bid_levels").asInt(), book.bids.size());
        assertEquals(expected.get("ask_levels").asInt(), book.asks.size());
        assertEquals(expected.get("deletes_of_absent_level").asLong(), book.absentDeletes);
        assertEquals(expected.get("book_sha256").asText(), book.sha256());
        final long[] oracle = book.oracle();
        if (oracle[1] > 0) {
            System.out.println(got.definition().symbol() + ": " + oracle[0] + " of " + oracle[1] + " tops equal");
            // In hundredths of a percent, rounded as the data's README gives it: spot has 2 tops in 6,493 for which
            // the venue published its last ticker before the diff's last id.
            assertTrue(Math.round(10_000.0 * oracle[0] / oracle[1]) >= 9_997,
                oracle[0] + " of " + oracle[1] + " tops equal bookTicker");
        }
    }

    private static void checkTrades(final JsonNode expected, final ImportSummary.InstrumentSummary got) {
        if (expected == null) {
            assertEquals(0, got.trades());
            return;
        }
        assertEquals(expected.get("count").asLong(), got.trades());
        assertEquals(expected.get("qty").asText(), FixedPoint.format(got.tradeQuantity(), -8));
        assertEquals(expected.get("notional").asText(), FixedPoint.format(got.tradeNotional(), -8));
        assertEquals(expected.get("first_id").asLong(), got.firstTradeId());
        assertEquals(expected.get("last_id").asLong(), got.lastTradeId());
    }

    static CaptureImport importing(final String capture) {
        final Venue venue = SharedData.usdm(capture) ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        return new CaptureImport(
            SharedData.files(capture).stream().map(file -> new CaptureSource(venue, file)).toList(), List.of(),
            ImportProgress.NONE);
    }
}
