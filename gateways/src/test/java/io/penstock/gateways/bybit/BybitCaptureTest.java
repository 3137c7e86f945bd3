package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.FixedPoint;
import io.penstock.engine.event.CandleDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.capture.ImportSink;
import io.penstock.gateways.capture.MemoryLog;
import io.penstock.gateways.capture.NaiveBooks;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded session, frame by frame through the session, against the exact-decimal reference beside it. */
class BybitCaptureTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEqualReferenceWhenCaptureIsReplayed(final boolean linear) throws Exception {
        final String connection = linear ? BybitCapture.LINEAR : BybitCapture.SPOT;
        final List<BybitCapture.Frame> frames = BybitCapture.frames(connection);
        final InstrumentDefinition definition = BybitCapture.btcusdt(linear);
        final BybitMarketDataSession session =
            new BybitMarketDataSession(linear, List.of(definition), new int[] {0}, StreamSelection.ALL);
        final NaiveBooks books = new NaiveBooks();
        final Shell shell = new Shell(books);
        final EventScratch scratch = new EventScratch(1);
        scratch.instrumentDefined(0, definition, frames.get(0).receiveTimeNs());
        shell.publish(scratch.buffer(), 0, 1);
        session.onConnected(0, frames.get(0).receiveTimeNs());
        session.poll(shell);
        for (final BybitCapture.Frame frame : frames) {
            final byte[] bytes = frame.text().getBytes(StandardCharsets.UTF_8);
            assertEquals(MarketDataSession.TAKEN,
                session.onText(0, new UnsafeBuffer(bytes), 0, bytes.length, frame.receiveTimeNs()));
            assertTrue(session.poll(shell));
        }
        assertEquals(0, session.totals().malformedFrames());
        assertEquals(0, session.totals().unknownFrames());
        check(SharedData.expected("bybit_v5_btcusdt"), connection, session, books.book("BTCUSDT"));
        assertEquals(session.counters(0).trades(), books.records[TradeDecoder.TEMPLATE_ID]);
        assertEquals(session.counters(0).candles(), books.records[CandleDecoder.TEMPLATE_ID]);
        if (linear) {
            assertTrue(books.records[MarkPriceDecoder.TEMPLATE_ID] > 40);
            assertTrue(books.records[FundingDecoder.TEMPLATE_ID] >= 1);
        }
    }

    private static void check(
        final JsonNode reference, final String connection, final BybitMarketDataSession session,
        final NaiveBooks.Book book) throws Exception {
        final JsonNode expected = reference.get("books").get(connection + "/orderbook.200.BTCUSDT");
        final InstrumentCounters got = session.counters(0);
        assertEquals(expected.get("applied").asLong(), got.diffsApplied());
        assertEquals(expected.get("stale").asLong(), got.diffsStale());
        assertEquals(expected.get("gaps").asLong(), got.gaps());
        assertEquals(1, got.snapshotsApplied());
        assertEquals(expected.get("last_update_id").asLong(), got.lastUpdateId());
        assertEquals(expected.get("last_update_id").asLong(), book.lastId);
        assertEquals(expected.get("bid_levels").asInt(), book.bids.size());
        assertEquals(expected.get("ask_levels").asInt(), book.asks.size());
        assertEquals(expected.get("deletes_of_absent_level").asLong(), book.absentDeletes);
        int level = 0;
        for (final Long price : book.bids.keySet().stream().limit(5).toList()) {
            final JsonNode wanted = expected.get("top5_bids").get(level++);
            assertEquals(wanted.get(0).asText(), FixedPoint.format(price, -8));
            assertEquals(wanted.get(1).asText(), FixedPoint.format(book.bids.get(price), -8));
        }
        assertEquals(expected.get("book_sha256").asText(), book.sha256());
        final JsonNode trades = reference.get("trades").get(connection + "/publicTrade.BTCUSDT");
        assertEquals(trades.get("count").asLong(), got.trades());
        assertEquals(trades.get("qty").asText(), FixedPoint.format(got.tradeQuantity(), -8));
        assertEquals(trades.get("notional").asText(), FixedPoint.format(got.tradeNotional(), -8));
    }

    private static final class Shell implements SessionActions {
        private final EventSource source = new EventSource(1, false);
        private final ImportSink sink;

        Shell(final NaiveBooks books) {
            sink = new ImportSink(new MemoryLog(books));
        }

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            return sink.tryPublish(records, offset, count, source);
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            throw new AssertionError("a session of Bybit asks for no snapshot over REST");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            throw new AssertionError("no reason to reconnect");
        }
    }
}
