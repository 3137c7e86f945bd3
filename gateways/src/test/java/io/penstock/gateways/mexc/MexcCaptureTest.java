package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.penstock.api.FixedPoint;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.capture.ImportSink;
import io.penstock.gateways.capture.MemoryLog;
import io.penstock.gateways.capture.NaiveBooks;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The whole re-encoded capture through the session, against the exact-decimal reference, without a byte of waste. */
class MexcCaptureTest {
    private static final int WARM_UP_FRAMES = 2_000;
    private static final int MOST_PASSES = 6;

    /** Publishes into a sink and counts the rest. */
    private static final class Shell implements SessionActions {
        private final EventSource source = new EventSource(5, false);
        private final ImportSink sink;
        private int asked;
        private int sent;

        Shell(final ImportSink sink) {
            this.sink = sink;
        }

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            return sink.tryPublish(records, offset, count, source);
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            sent++;
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            asked++;
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            throw new AssertionError("no reason to reconnect");
        }
    }

    private static MexcMarketDataSession session() {
        return new MexcMarketDataSession(
            List.of(MexcProtocolTest.definition("BTCUSDT")), new int[] {0}, StreamSelection.ALL);
    }

    @Test
    void shouldEqualReferenceWhenCaptureIsHeard() throws Exception {
        final MexcCapture capture = new MexcCapture();
        final JsonNode expected = SharedData.expected("mexc_reencoded_btcusdt_A");
        final NaiveBooks books = new NaiveBooks();
        final Shell shell = new Shell(new ImportSink(new MemoryLog(books)));
        final EventScratch head = new EventScratch(1);
        head.instrumentDefined(0, MexcProtocolTest.definition("BTCUSDT"), capture.times.get(0));
        shell.publish(head.buffer(), 0, 1);
        final MexcMarketDataSession session = session();
        session.onConnected(0, capture.times.get(0));
        session.poll(shell);
        hear(session, shell, capture, null);

        assertEquals(1, shell.sent, "one subscription");
        assertEquals(1, shell.asked, "one snapshot");
        expected.get("messages").properties().forEach(entry -> {
            for (final MexcMessageKind kind : MexcMessageKind.values()) {
                assertEquals(kind.word().equals(entry.getKey()) ? entry.getValue().asLong() : session.frames(kind),
                    session.frames(kind));
            }
        });
        assertEquals(0, session.totals().malformedFrames() + session.totals().unknownFrames());
        final JsonNode book = expected.get("books").get("BTCUSDT");
        final NaiveBooks.Book got = books.book("BTCUSDT");
        final InstrumentCounters counters = session.counters(0);
        assertEquals(book.get("applied").asLong(), counters.diffsApplied());
        assertEquals(book.get("applied").asLong(), got.diffs);
        assertEquals(book.get("stale").asLong(), counters.diffsStale());
        assertEquals(book.get("gaps").asLong(), counters.gaps());
        assertEquals(book.get("last_update_id").asLong(), got.lastId);
        assertEquals(book.get("bid_levels").asInt(), got.bids.size());
        assertEquals(book.get("ask_levels").asInt(), got.asks.size());
        assertEquals(book.get("deletes_of_absent_level").asLong(), got.absentDeletes);
        assertEquals(book.get("book_sha256").asText(), got.sha256());
        checkTop(book.get("top5_bids"), got.bids.entrySet().stream().limit(5).map(
            e -> FixedPoint.format(e.getKey(), -8) + " " + FixedPoint.format(e.getValue(), -8)).toList());
        checkTop(book.get("top5_asks"), got.asks.entrySet().stream().limit(5).map(
            e -> FixedPoint.format(e.getKey(), -8) + " " + FixedPoint.format(e.getValue(), -8)).toList());
        final JsonNode trades = expected.get("trades").get("BTCUSDT");
        assertEquals(trades.get("count").asLong(), counters.trades());
        assertEquals(trades.get("qty").asText(), FixedPoint.format(counters.tradeQuantity(), -8));
        assertEquals(trades.get("notional").asText(), FixedPoint.format(counters.tradeNotional(), -8));
        assertTrue(session.synced(0));
    }

    private static void checkTop(final JsonNode expected, final List<String> got) {
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).get(0).asText() + " " + expected.get(i).get(1).asText(), got.get(i));
        }
    }

    /** Hears the capture; counts what this thread allocates after the warm-up into {@code allocated}. */
    private static void hear(
        final MexcMarketDataSession session, final Shell shell, final MexcCapture capture, final long[] allocated) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        for (int i = 0; i < capture.frames.size(); i++) {
            final byte[] frame = capture.frames.get(i);
            final long nowNs = capture.times.get(i);
            if (frame == null) {
                session.onSnapshot(0, new UnsafeBuffer(capture.snapshot), 0, capture.snapshot.length, nowNs);
                session.poll(shell);
                continue;
            }
            final long before = threads.getThreadAllocatedBytes(thread);
            buffer.wrap(frame);
            session.onBinary(0, buffer, 0, frame.length, nowNs);
            session.poll(shell);
            if (allocated != null && i > WARM_UP_FRAMES) {
                allocated[0] += threads.getThreadAllocatedBytes(thread) - before;
            }
        }
    }

    @Test
    void shouldAllocateNothingPerMessageAfterWarmUp() throws IOException {
        final MexcCapture capture = new MexcCapture();
        // The optimising compiler replaces code during the first passes, and that may cost this thread some bytes once
        // (never under -Xint); what our code allocates per message would show in every pass.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_PASSES && least > 0; i++) {
            final Shell shell = new Shell(new ImportSink(new MemoryLog((buffer, offset, length) -> { })));
            final MexcMarketDataSession session = session();
            session.onConnected(0, capture.times.get(0));
            session.poll(shell);
            final long[] allocated = new long[1];
            hear(session, shell, capture, allocated);
            assertTrue(shell.sink.records() > 15_000, shell.sink.records() + " records");
            least = Math.min(least, allocated[0]);
        }
        assertEquals(0, least);
    }
}
